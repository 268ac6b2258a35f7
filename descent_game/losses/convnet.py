"""A small convolutional network for pictures of two kinds, as a loss of two of its kernel weights.

For a picture ``x`` the network computes

- ``a = tanh(k * x + bias)``, the kernel's products with every patch (no padding),
- ``h``, the mean of ``a`` over blocks of 2 by 2,
- ``score = readout . h + offset``,

and the loss is the mean of ``softplus(score) - y*score``: logistic regression on the label ``y``,
0 or 1. Every kernel weight is a number plus multiples of ``w1`` and ``w2``; all else stands still.
Gradient and Hessian are the formulas above, differentiated by hand.
"""

import math
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from descent_game.errors import DataError
from descent_game.losses.dataset import Dataset
from descent_game.losses.functions import array_functions
from descent_game.losses.program import plain
from descent_game.losses.surface import Array, Derivatives, Hessian, Point

Compute: TypeAlias = Callable[[Array, Array], tuple[Array, ...]]

CHUNK = 100_000
"""Numbers computed at once on a grid: they stay in the cache."""

REMEMBERED = 8
"""Readout, compass and the next turn ask at the same few points."""


class Network(NamedTuple):
    """The weights: ``kernel`` and its multiples of ``w1`` and ``w2``, row by row.

    ``label`` names the column of labels; all other columns are pixels, from 0 to ``brightest``,
    which the network sees as -1 to 1.
    """

    kernel: tuple[float, ...]
    per_w1: tuple[float, ...]
    per_w2: tuple[float, ...]
    bias: float
    readout: tuple[float, ...]
    offset: float
    label: str
    brightest: float


class ConvolutionLoss:
    """The loss of a ``Network`` over pictures; a ``Model``. It is smooth: there are no creases.

    Raises ``DataError`` where pictures, kernel and readout do not fit together.
    """

    def __init__(self, network: Network, data: Dataset) -> None:
        self.network = network
        self.data = data
        self.names = frozenset(data.names)
        self._check()
        self._value = lru_cache(maxsize=REMEMBERED)(self._compute_value)
        self._gradient = lru_cache(maxsize=REMEMBERED)(self._compute_gradient)
        self._derivatives = lru_cache(maxsize=REMEMBERED)(self._compute_derivatives)

    @property
    def count(self) -> int:
        """How many pictures there are."""
        return self.data.count

    @property
    def cost(self) -> int:
        """How many numbers a point takes: one for every patch of every picture."""
        return self.data.count * (self._side - self._kernel_side + 1) ** 2

    def on_rows(self, rows: Sequence[int]) -> "ConvolutionLoss":
        """Return the same loss over some of the pictures only, counted from 0."""
        batch = ConvolutionLoss(self.network, self.data.rows(rows))
        chosen = list(rows)
        fixed, per_w1, per_w2 = self._parts
        power, products, place = self._powers
        batch._parts = fixed[chosen], per_w1[chosen], per_w2[chosen]
        batch._powers = power[chosen], products, place[chosen]
        return batch

    def value(self, w: Point) -> float:
        """Return the loss ``L(w)``."""
        return self._value(plain(w))

    def gradient(self, w: Point) -> Point:
        """Return ``(dL/dw1, dL/dw2)``."""
        return self._gradient(plain(w))

    def hessian(self, w: Point) -> Hessian:
        """Return the second derivatives ``((h11, h12), (h12, h22))``."""
        return self._derivatives(plain(w)).hessian

    def derivatives(self, w: Point) -> Derivatives:
        """Return value, gradient and Hessian from one evaluation."""
        return self._derivatives(plain(w))

    def values(self, w1: Array, w2: Array) -> Array:
        """Return the loss at every point of a grid or batch."""
        return self._on(w1, w2, lambda a, b: (self._losses(self._scores(self._active(a, b))),))[0]

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        """Return the two partial derivatives at every point of a grid or batch."""
        g1, g2 = self._on(w1, w2, self._slopes, parts=2)
        return g1, g2

    def creases_between(self, a: Point, b: Point) -> bool:
        """Tell whether a kink lies between two points: never."""
        del a, b
        return False

    def accuracy(self, w: Point) -> float:
        """Return the share of pictures whose score has the sign that their label asks for."""
        import numpy as np  # noqa: PLC0415

        w1, w2 = plain(w)
        scores = self._scores(self._active(w1, w2))
        return float(np.mean((scores > 0.0) == (self._labels > 0.5)))

    @property
    def _side(self) -> int:
        return math.isqrt(len(self.data.names) - 1)

    @property
    def _kernel_side(self) -> int:
        return math.isqrt(len(self.network.kernel))

    def _check(self) -> None:
        network, pixels = self.network, len(self.data.names) - 1
        if network.label not in self.data.names:
            raise DataError(f"there is no column {network.label!r}, which should hold the labels")
        if not set(self.data.arrays[network.label].tolist()) <= {0.0, 1.0}:
            raise DataError(f"the labels in column {network.label!r} are not all 0 or 1")
        if self._kernel_side**2 != len(network.kernel):
            raise DataError(f"a kernel of {len(network.kernel)} weights is no square")
        positions = self._side - self._kernel_side + 1
        if self._side**2 != pixels or positions < 2 or positions % 2:
            shapes = f"{pixels} pixels and a kernel of {len(network.kernel)} weights"
            raise DataError(f"{shapes} leave no even square of patches to pool in twos")
        if len(network.readout) != (positions // 2) ** 2:
            wanted = f"{(positions // 2) ** 2} pooled activations"
            raise DataError(f"{len(network.readout)} weights of the readout for {wanted}")

    @cached_property
    def _labels(self) -> Array:
        return self.data.arrays[self.network.label]

    @cached_property
    def _parts(self) -> tuple[Array, Array, Array]:
        """The kernel's products with every patch: the fixed part, per ``w1`` and per ``w2``.

        Shapes are ``(count, patches)``.
        """
        import numpy as np  # noqa: PLC0415

        names = [name for name in self.data.names if name != self.network.label]
        pixels = np.stack([self.data.arrays[name] for name in names], axis=1)
        pictures = (2.0 / self.network.brightest * pixels - 1.0).reshape(-1, self._side, self._side)
        size = (self._kernel_side, self._kernel_side)
        patches = np.lib.stride_tricks.sliding_window_view(pictures, size, axis=(1, 2))
        patches = patches.reshape(len(pictures), -1, len(self.network.kernel))
        fixed, per_w1, per_w2 = (
            weighted(patches, np.array(kernel))
            for kernel in (self.network.kernel, self.network.per_w1, self.network.per_w2)
        )
        return fixed + self.network.bias, per_w1, per_w2

    @cached_property
    def _weighing(self) -> Array:
        """How much every patch's activation counts in the score: its block's readout over 4."""
        import numpy as np  # noqa: PLC0415

        half = math.isqrt(len(self.network.readout))
        blocks = np.array(self.network.readout).reshape(half, half)
        return blocks.repeat(2, axis=0).repeat(2, axis=1).reshape(-1) / 4.0

    def _active(self, w1: Array, w2: Array) -> Array:
        """Return the activations: ``tanh x = 1 - 2 / (exp(2 x) + 1)``, to 4e-16.

        Pictures have few grey values, so that few products with the moving weights differ: each of
        them is raised to a power once, and the fixed part's power is a factor.
        """
        import numpy as np  # noqa: PLC0415

        power, (first, second), place = self._powers
        with np.errstate(over="ignore"):
            moving = np.exp(2.0 * (w1 * first + w2 * second))
            active = np.take(moving, place, axis=-1)
            active *= power
        active += 1.0
        np.divide(-2.0, active, out=active)
        active += 1.0
        return active

    @cached_property
    def _powers(self) -> tuple[Array, Array, Array]:
        """The fixed part's powers, the products per weight that differ, and which each patch has.

        Shapes are ``(count, patches)``, ``(2, n)`` and ``(count, patches)``.
        """
        import numpy as np  # noqa: PLC0415

        fixed, per_w1, per_w2 = self._parts
        both = np.stack((per_w1.ravel(), per_w2.ravel()))
        products, place = np.unique(both, axis=1, return_inverse=True)
        return np.exp(2.0 * fixed), products, place.reshape(fixed.shape)

    def _scores(self, active: Array) -> Array:
        return weighted(active, self._weighing) + self.network.offset

    def _losses(self, scores: Array) -> Array:
        import numpy as np  # noqa: PLC0415

        softplus = array_functions()["softplus"](scores)
        return np.mean(softplus - self._labels * scores, axis=-1)

    def _slopes(self, w1: Array, w2: Array) -> tuple[Array, ...]:
        import numpy as np  # noqa: PLC0415

        active = self._active(w1, w2)
        errors = _sigmoid(self._scores(active)) - self._labels
        falling = 1.0 - active * active
        return tuple(
            np.mean(errors * weighted(falling * part, self._weighing), axis=-1)
            for part in self._parts[1:]
        )

    def _compute_value(self, w: Point) -> float:
        if not all(map(math.isfinite, w)):
            return math.nan
        return float(self._losses(self._scores(self._active(*w))))

    def _compute_gradient(self, w: Point) -> Point:
        if not all(map(math.isfinite, w)):
            return math.nan, math.nan
        g1, g2 = self._slopes(*w)
        return float(g1), float(g2)

    def _compute_derivatives(self, w: Point) -> Derivatives:
        """Differentiate twice: ``tanh' = 1 - a**2`` and ``tanh'' = -2 a (1 - a**2)``."""
        import numpy as np  # noqa: PLC0415

        if not all(map(math.isfinite, w)):
            return Derivatives(math.nan, (math.nan,) * 2, ((math.nan,) * 2,) * 2)
        active, (_, per_w1, per_w2) = self._active(*w), self._parts
        scores, falling = self._scores(active), 1.0 - active * active
        sigmoid = _sigmoid(scores)
        errors, bend = sigmoid - self._labels, sigmoid * (1.0 - sigmoid)
        s1, s2 = (weighted(falling * part, self._weighing) for part in (per_w1, per_w2))
        turning = -2.0 * active * falling
        h11, h12, h22 = (
            float(np.mean(bend * si * sj + errors * weighted(turning * pi * pj, self._weighing)))
            for si, sj, pi, pj in (
                (s1, s1, per_w1, per_w1), (s1, s2, per_w1, per_w2), (s2, s2, per_w2, per_w2)
            )
        )  # fmt: skip
        gradient = float(np.mean(errors * s1)), float(np.mean(errors * s2))
        return Derivatives(float(self._losses(scores)), gradient, ((h11, h12), (h12, h22)))

    def _on(self, w1: Array, w2: Array, compute: Compute, parts: int = 1) -> tuple[Array, ...]:
        """Return ``parts`` arrays of results on a grid or batch, computed a piece at a time."""
        import numpy as np  # noqa: PLC0415

        w1, w2 = np.broadcast_arrays(np.asarray(w1, dtype=float), np.asarray(w2, dtype=float))
        flat1, flat2 = w1.reshape(-1), w2.reshape(-1)
        results = [np.empty(flat1.shape) for _ in range(parts)]
        size = max(1, CHUNK // self.cost)
        with np.errstate(all="ignore"):
            for first in range(0, flat1.size, size):
                piece = slice(first, first + size)
                found = compute(flat1[piece, None], flat2[piece, None])
                for result, values in zip(results, found, strict=True):
                    result[piece] = values
        return tuple(result.reshape(w1.shape) for result in results)


def weighted(values: Array, weights: Array) -> Array:
    """Return the weighted sums over the last axis.

    Products of matrices would go through BLAS, whose sums differ by processor, version and threads.
    """
    import numpy as np  # noqa: PLC0415

    return np.einsum("...i,i->...", values, weights)


def _sigmoid(scores: Array) -> Array:
    return array_functions()["sigmoid"](scores)
