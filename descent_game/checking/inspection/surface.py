"""The loss itself: its gradient against differences, its kinks, and where it is not defined."""

from collections.abc import Iterator

import numpy as np

from descent_game.checking.candidates import FloatArray
from descent_game.checking.inspection.findings import Fault
from descent_game.checking.inspection.trials import Trial
from descent_game.level.model import column_names
from descent_game.level.positions import KeyPath
from descent_game.level.schema import Level
from descent_game.losses.formula import parse
from descent_game.losses.surface import Point, Surface
from descent_game.losses.tree import Call, Node, Reduction, walk

FORMULA: KeyPath = ("loss", "formula")
SAMPLES = 64
"""Points at which the gradient is compared."""
SHARE = 1e-4
"""Length of a difference, as a share of the map."""
TOLERANCE = 1e-5
IRRATIONAL = (0.7548776662466927, 0.5698402909980532)
"""Shares whose multiples, modulo 1, spread evenly over a square (Roberts's R2 sequence)."""
CELLS = 24
"""Rows and columns in which kinks and gaps are looked for."""


def surface_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what is wrong or worth knowing about the published loss."""
    level, loss = trial.level, trial.game.variant.loss
    box = level.map.w1, level.map.w2
    for message in gradient_complaints(loss, box):
        yield Fault("gradient", FORMULA, message)
    for message in _kinks(level, loss, box):
        yield Fault("kink", FORMULA, message)
    for message in _gaps(loss, box):
        yield Fault("undefined", FORMULA, message)


def gradient_complaints(surface: Surface, box: tuple[Point, Point]) -> Iterator[str]:
    """Yield where the gradient disagrees with central differences, away from kinks.

    The differences over ``h`` and ``h/2`` are extrapolated (Richardson); their own disagreement
    says how far they can be trusted.
    """
    places = _scattered(box)
    exact = np.array(surface.gradients(places[:, 0], places[:, 1])).T
    for axis in (0, 1):
        h = SHARE * (box[axis][1] - box[axis][0])
        wide, narrow = (_differences(surface, places, axis, length) for length in (h, h / 2.0))
        estimate = narrow + (narrow - wide) / 3.0
        values = np.abs(surface.values(places[:, 0], places[:, 1]))
        allowed = TOLERANCE * (1.0 + np.abs(exact[:, axis])) + 10.0 * np.abs(narrow - wide)
        allowed += 1e-12 * values / h
        wrong = np.abs(exact[:, axis] - estimate) > allowed
        for place, given, found in zip(
            places[wrong], exact[wrong, axis], estimate[wrong], strict=True
        ):
            around = _around(place, axis, h)
            if not surface.creases_between(*around):
                where = f"({place[0]:.3g}, {place[1]:.3g})"
                yield f"dL/dw{axis + 1} at {where} is {given:.6g}, but differences give {found:.6g}"
                break


def _scattered(box: tuple[Point, Point]) -> FloatArray:
    """Return points all over the map: multiples of two irrational numbers, modulo 1."""
    shares = np.arange(1, SAMPLES + 1)[:, None] * np.array(IRRATIONAL) % 1.0
    low, high = np.array(box).T
    places: FloatArray = low + shares * (high - low)
    return places


def _differences(surface: Surface, places: FloatArray, axis: int, h: float) -> FloatArray:
    ahead, behind = places.copy(), places.copy()
    ahead[:, axis] += h
    behind[:, axis] -= h
    slopes: FloatArray = (surface.values(*ahead.T) - surface.values(*behind.T)) / (2.0 * h)
    return slopes


def _around(place: FloatArray, axis: int, h: float) -> tuple[Point, Point]:
    w1, w2 = map(float, place)
    return ((w1 - h, w2), (w1 + h, w2)) if axis == 0 else ((w1, w2 - h), (w1, w2 + h))


def _kinks(level: Level, surface: Surface, box: tuple[Point, Point]) -> Iterator[str]:
    if _has_kinks_per_row(level):
        yield "the loss has a small kink for every row of the data"
    w1, w2 = (_lines(*pair) for pair in zip(box, IRRATIONAL, strict=True))
    crossed = [
        (w1[i], w2[j])
        for i in range(CELLS)
        for j in range(CELLS)
        if surface.creases_between((w1[i], w2[j]), (w1[i + 1], w2[j]))
        or surface.creases_between((w1[i], w2[j]), (w1[i], w2[j + 1]))
    ]
    if crossed:
        a, b = crossed[len(crossed) // 2]
        yield (
            f"the loss has a kink, where the slope jumps: it runs through {len(crossed)} of "
            f"{CELLS**2} cells of the map, for instance near ({a:.3g}, {b:.3g})"
        )


def _lines(bounds: Point, irrational: float) -> list[float]:
    """Return the edges of cells; not even ones, on whose corners a crease might run."""
    low, high = bounds
    shares = [(i + i * irrational % 1.0) / (CELLS + 1) for i in range(CELLS + 1)]
    return [low + share * (high - low) for share in shares]


def _has_kinks_per_row(level: Level) -> bool:
    if level.loss.formula is None:
        return False
    names = ("w1", "w2", *level.loss.parameters)
    tree = parse(level.loss.formula, names, column_names(level))
    inside = (node for part in walk(tree) if isinstance(part, Reduction) for node in walk(part))
    return any(_is_kinked(node) for node in inside)


def _is_kinked(node: Node) -> bool:
    return isinstance(node, Call) and node.function in ("abs", "minimum", "maximum")


def _gaps(surface: Surface, box: tuple[Point, Point]) -> Iterator[str]:
    w1, w2 = np.meshgrid(*(np.linspace(*bounds, CELLS + 1) for bounds in box))
    defined = np.isfinite(surface.values(w1, w2))
    sloped = np.all(np.isfinite(surface.gradients(w1, w2)), axis=0)
    for bad, what in ((~defined, "loss"), (defined & ~sloped, "slope")):
        if np.any(bad):
            a, b = float(w1[bad][0]), float(w2[bad][0])
            share = float(np.mean(bad))
            yield f"there is no finite {what} on {share:.1%} of the map, e.g. at ({a:.3g}, {b:.3g})"
