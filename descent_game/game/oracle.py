"""The oracle of a turn, the same for both sides: the loss, exact or with noise; the compass."""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add, neg
from typing import Any

from descent_game.level.schema import RulesSection
from descent_game.level.variant import Variant
from descent_game.losses.mirror import MirroredSurface
from descent_game.losses.surface import Array, Derivatives, Hessian, Model, Point, Surface
from descent_game.optimizers.base import Oracle, Pair, each_weight
from descent_game.optimizers.batch import is_point
from descent_game.optimizers.noise import gaussian_pair, rows


@dataclass(frozen=True)
class TiltedSurface:
    """A loss plus ``tilt . w``: its gradient has the same error everywhere. A ``Surface``."""

    surface: Surface
    tilt: Point

    def value(self, w: Point) -> float:
        """Return the tilted loss."""
        value = self.surface.value(w)
        for slope, x in zip(self.tilt, w, strict=True):  # not sum(), which rounds by version
            value += slope * x
        return value

    def gradient(self, w: Point) -> Point:
        """Return the gradient plus the tilt."""
        tilted: Point = each_weight(add, self.surface.gradient(w), self.tilt)
        return tilted

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
    """An ``Oracle`` with 0 for derivatives that do not exist where the loss does.

    A method at a kink of one weight then still moves the other one. Works at points and batches;
    where the loss is not finite, nothing is replaced.
    """

    oracle: Oracle

    def value(self, w: Pair) -> Any:
        """Return the loss."""
        return self.oracle.value(w)

    def gradient(self, w: Pair) -> Pair:
        """Return the partial derivatives, 0 for one that does not exist."""
        slopes: Pair = self.oracle.gradient(w)
        if is_point(w) and math.isfinite(sum(slopes)):  # the usual case
            return slopes
        defined: Pair = self._defined(w, *slopes)
        return defined

    def hessian(self, w: Pair) -> tuple[Pair, ...]:
        """Return the second derivatives, 0 for one that does not exist."""
        parts, size = self._defined(w, *chain(*self.oracle.hessian(w))), len(w)
        rows: tuple[Pair, ...] = each_weight(
            lambda first: parts[first : first + size], range(0, len(parts), size)
        )
        return rows

    def _defined(self, w: Pair, *parts: Any) -> Any:
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

    Args:
        oracle: The oracle of the turn.
        w: Where the player is.
        rules: Their ``compass`` is ``gradient`` or ``per-weight``.

    Returns:
        ``-g``, or per weight ``-g_i / |h_ii|`` (``-g_i`` where the curvature is 0); 0 for a weight
        whose slope does not exist.
    """
    oracle = DefinedOracle(oracle)
    slopes = oracle.gradient(w)
    if rules.compass == "per-weight":
        own = [row[i] for i, row in enumerate(oracle.hessian(w))]
        slopes = each_weight(lambda slope, curvature: slope / (abs(curvature) or 1.0), slopes, own)
    compass: Point = each_weight(neg, slopes)
    return compass


def shown_in_turn(variant: Variant, turn: int) -> Surface:
    """Return the loss of a turn (from 1) with its noise, which is one draw for both sides."""
    return variant.surface if variant.noise is None else _noisy_in_turn(variant, turn)


@lru_cache(maxsize=64)
def _noisy_in_turn(variant: Variant, turn: int) -> Surface:
    noise = variant.noise
    assert noise is not None
    if noise.sd is not None:
        z1, z2 = variant.mirror.apply(gaussian_pair(variant.key, turn))
        return TiltedSurface(variant.surface, (noise.sd * z1, noise.sd * z2))
    assert noise.rows is not None
    return MirroredSurface(_batch(variant.loss, variant.key, turn, noise.rows), variant.mirror)


@lru_cache(maxsize=256)
def _batch(loss: Model, key: str, turn: int, size: int) -> Model:
    """Return the mini-batch of a turn, cached for the games of a variant: it takes long to make."""
    return loss.on_rows(rows(key, turn, size, loss.count))
