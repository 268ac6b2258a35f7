"""The eight mirror images of a map: swaps of the two weights and sign changes, all exact."""

from dataclasses import dataclass

from descent_game.losses.surface import Array, Derivatives, Hessian, Point, Surface


@dataclass(frozen=True)
class Mirror:
    """A symmetry of the square: first perhaps swap the weights, then perhaps change signs."""

    swap: bool = False
    flip1: bool = False
    flip2: bool = False

    @property
    def name(self) -> str:
        """What it does, in words."""
        done = {"swap": self.swap, "flip w1": self.flip1, "flip w2": self.flip2}
        return ", ".join(word for word, applies in done.items() if applies) or "identity"

    def apply(self, w: Point) -> tuple[float, float]:
        """Return the image of a point or of a vector."""
        w1, w2 = w
        if self.swap:
            w1, w2 = w2, w1
        return (-w1 if self.flip1 else w1), (-w2 if self.flip2 else w2)

    def undo(self, w: Point) -> tuple[float, float]:
        """Return the point or vector whose image this is."""
        w1, w2 = w
        if self.flip1:
            w1 = -w1
        if self.flip2:
            w2 = -w2
        return (w2, w1) if self.swap else (w1, w2)

    @property
    def inverse(self) -> "Mirror":
        """The mirror that leads back: its ``apply`` is this one's ``undo``."""
        return Mirror(True, self.flip2, self.flip1) if self.swap else self

    def hessian(self, hessian: Hessian) -> Hessian:
        """Return the image of second derivatives."""
        (h11, h12), (_, h22) = hessian
        if self.swap:
            h11, h22 = h22, h11
        coupling = -h12 if self.flip1 != self.flip2 else h12
        return (h11, coupling), (coupling, h22)

    def heading(self, degrees: float) -> float:
        """Return the image of a heading, in [0, 360)."""
        if self.swap:
            degrees = 90.0 - degrees
        if self.flip1:
            degrees = 180.0 - degrees
        if self.flip2:
            degrees = -degrees
        return degrees % 360.0 % 360.0  # the first gives 360 itself for a hair below 0


MIRRORS = tuple(
    Mirror(swap, flip1, flip2)
    for swap in (False, True)
    for flip1 in (False, True)
    for flip2 in (False, True)
)
"""All eight, the identity first."""


class MirroredSurface:
    """The mirror image of a surface, ``M(w) = L(mirror.undo(w))``; a ``Surface``."""

    def __init__(self, surface: Surface, mirror: Mirror) -> None:
        self.surface = surface
        self.mirror = mirror

    def value(self, w: Point) -> float:
        """Return the loss."""
        return self.surface.value(self.mirror.undo(w))

    def gradient(self, w: Point) -> Point:
        """Return the partial derivatives."""
        return self.mirror.apply(self.surface.gradient(self.mirror.undo(w)))

    def hessian(self, w: Point) -> Hessian:
        """Return the second derivatives."""
        return self.mirror.hessian(self.surface.hessian(self.mirror.undo(w)))

    def derivatives(self, w: Point) -> Derivatives:
        """Return value, gradient and Hessian from one evaluation."""
        value, gradient, hessian = self.surface.derivatives(self.mirror.undo(w))
        return Derivatives(value, self.mirror.apply(gradient), self.mirror.hessian(hessian))

    def values(self, w1: Array, w2: Array) -> Array:
        """Return the loss at every point of a grid or batch."""
        return self.surface.values(*self.mirror.undo((w1, w2)))

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        """Return the two partial derivatives at every point of a grid or batch."""
        return self.mirror.apply(self.surface.gradients(*self.mirror.undo((w1, w2))))

    def creases_between(self, a: Point, b: Point) -> bool:
        """Tell whether a kink lies between two points."""
        return self.surface.creases_between(self.mirror.undo(a), self.mirror.undo(b))
