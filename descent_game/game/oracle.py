"""What both sides are shown in a turn: the loss, exact or blurred by noise, and the compass."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from descent_game.level.schema import RulesSection
from descent_game.level.variant import Variant
from descent_game.losses.mirror import MirroredSurface
from descent_game.losses.surface import Array, Derivatives, Hessian, Model, Point, Surface
from descent_game.optimizers.base import Oracle, Pair
from descent_game.optimizers.batch import is_point
from descent_game.optimizers.noise import gaussian_pair, rows


@dataclass(frozen=True)
class TiltedSurface:
    """A loss plus ``tilt . w``: its gradient has the same error everywhere. A ``Surface``."""

    surface: Surface
    tilt: Point

    def value(self, w: Point) -> float:
        """Return the tilted loss."""
        return self.surface.value(w) + self.tilt[0] * w[0] + self.tilt[1] * w[1]

    def gradient(self, w: Point) -> Point:
        """Return the gradient plus the tilt."""
        slope1, slope2 = self.surface.gradient(w)
        return slope1 + self.tilt[0], slope2 + self.tilt[1]

    def hessian(self, w: Point) -> Hessian:
        """Return the Hessian, which a tilt does not change."""
        return self.surface.hessian(w)

    def derivatives(self, w: Point) -> Derivatives:
        """Return value, gradient and Hessian."""
        return Derivatives(self.value(w), self.gradient(w), self.hessian(w))

    def values(self, w1: Array, w2: Array) -> Array:
        """Return the tilted loss at every point of a grid or batch."""
        return self.surface.values(w1, w2) + (self.tilt[0] * w1 + self.tilt[1] * w2)

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        """Return the two partial derivatives, tilt included, at every point of a grid or batch."""
        slopes1, slopes2 = self.surface.gradients(w1, w2)
        return slopes1 + self.tilt[0], slopes2 + self.tilt[1]

    def creases_between(self, a: Point, b: Point) -> bool:
        """Tell whether a kink lies between two points."""
        return self.surface.creases_between(a, b)


@dataclass(frozen=True)
class DefinedOracle:
    """An oracle that answers 0 for a slope or a curvature that does not exist where the loss does.

    So a method that stands on a crease of one weight still moves the other one. An ``Oracle``, at
    points and at batches; where there is no loss, answers stay what they are.
    """

    oracle: Oracle

    def value(self, w: Pair) -> Any:
        """Return the loss."""
        return self.oracle.value(w)

    def gradient(self, w: Pair) -> Pair:
        """Return the partial derivatives, 0 for one that does not exist."""
        slope1, slope2 = self._defined(w, *self.oracle.gradient(w))
        return slope1, slope2

    def hessian(self, w: Pair) -> tuple[Pair, Pair]:
        """Return the second derivatives, 0 for one that does not exist."""
        (h11, h12), (_, h22) = self.oracle.hessian(w)
        h11, h12, h22 = self._defined(w, h11, h12, h22)
        return (h11, h12), (h12, h22)

    def _defined(self, w: Pair, *parts: Any) -> tuple[Any, ...]:
        if is_point(w):
            if all(map(math.isfinite, parts)) or not math.isfinite(self.oracle.value(w)):
                return parts
            return tuple(part if math.isfinite(part) else 0.0 for part in parts)
        import numpy as np  # noqa: PLC0415

        if all(np.all(np.isfinite(part)) for part in parts):
            return parts
        defined = np.isfinite(self.oracle.value(w))
        return tuple(np.where(defined & ~np.isfinite(part), 0.0, part) for part in parts)


def compass_of(oracle: Oracle, w: Point, rules: RulesSection) -> Point:
    """Return the vector along which the compass points.

    That is minus the gradient as it is shown; with a per-weight compass each slope is divided by
    the size of its own curvature, where that is not 0. A weight without a slope counts as flat.
    """
    oracle = DefinedOracle(oracle)
    slope1, slope2 = oracle.gradient(w)
    if rules.compass == "per-weight":
        (h11, _), (_, h22) = oracle.hessian(w)
        slope1, slope2 = slope1 / (abs(h11) or 1.0), slope2 / (abs(h22) or 1.0)
    return -slope1, -slope2


@lru_cache(maxsize=64)
def shown_in_turn(variant: Variant, turn: int) -> Surface:
    """Return the loss that both sides may ask in a turn (from 1): one draw of noise for both."""
    noise = variant.noise
    if noise is None:
        return variant.surface
    if noise.sd is not None:
        z1, z2 = variant.mirror.apply(gaussian_pair(variant.key, turn))
        return TiltedSurface(variant.surface, (noise.sd * z1, noise.sd * z2))
    assert noise.rows is not None
    return MirroredSurface(_batch(variant.loss, variant.key, turn, noise.rows), variant.mirror)


@lru_cache(maxsize=256)
def _batch(loss: Model, key: str, turn: int, size: int) -> Model:
    """Return a turn's mini-batch, remembered for the games of a variant: it takes long to make."""
    return loss.on_rows(rows(key, turn, size, loss.count))
