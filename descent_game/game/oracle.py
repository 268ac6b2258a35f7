"""What both sides are shown in a turn: the gradient, exact or blurred by noise, and the compass."""

from dataclasses import dataclass
from functools import lru_cache

from descent_game.level.schema import RulesSection
from descent_game.level.variant import Variant
from descent_game.losses.mirror import MirroredSurface
from descent_game.losses.surface import Hessian, Point
from descent_game.optimizers.base import Oracle
from descent_game.optimizers.noise import gaussian_pair, rows


@dataclass(frozen=True)
class ShiftedOracle:
    """A loss whose gradient is shown with an error, the same everywhere in one turn."""

    oracle: Oracle
    shift: Point

    def value(self, w: Point) -> float:
        """Return the loss, without error."""
        return float(self.oracle.value(w))

    def gradient(self, w: Point) -> Point:
        """Return the gradient plus the turn's error."""
        slope1, slope2 = self.oracle.gradient(w)
        return slope1 + self.shift[0], slope2 + self.shift[1]

    def hessian(self, w: Point) -> Hessian:
        """Return the Hessian, without error."""
        return self.oracle.hessian(w)


def compass_of(oracle: Oracle, w: Point, rules: RulesSection) -> Point:
    """Return the vector along which the compass points.

    That is minus the gradient as it is shown; with a per-weight compass each slope is divided by
    the size of its own curvature, where that is not 0.
    """
    slope1, slope2 = oracle.gradient(w)
    if rules.compass == "per-weight":
        (h11, _), (_, h22) = oracle.hessian(w)
        slope1, slope2 = slope1 / (abs(h11) or 1.0), slope2 / (abs(h22) or 1.0)
    return -slope1, -slope2


@lru_cache(maxsize=8)
def oracle_of_turn(variant: Variant, turn: int) -> Oracle:
    """Return what both sides may ask in a turn (from 1): one draw of noise, the same for both.

    Remembered for the turns at hand, as a mini-batch takes long to make.
    """
    noise = variant.noise
    if noise is None:
        return variant.surface
    if noise.sd is not None:
        z1, z2 = variant.mirror.apply(gaussian_pair(variant.key, turn))
        return ShiftedOracle(variant.surface, (noise.sd * z1, noise.sd * z2))
    assert noise.rows is not None
    assert variant.loss.data is not None
    batch = rows(variant.key, turn, noise.rows, variant.loss.data.count)
    return MirroredSurface(variant.loss.on_rows(batch), variant.mirror)
