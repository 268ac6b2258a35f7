"""Rules about the loss: its gradient, its kinks, where it is undefined, its lowest point."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.checking.findings import Fault
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial
from descent_game.errors import KeyPath
from descent_game.game.wording import plain
from descent_game.level.model import column_names
from descent_game.level.schema import Level
from descent_game.losses.formula import parse
from descent_game.losses.functions import FUNCTIONS
from descent_game.losses.surface import Box, Interval, Point, Surface
from descent_game.losses.tree import Call, Reduction, walk
from descent_game.measuring.candidates import FloatArray
from descent_game.measuring.claims import Measured
from descent_game.measuring.lowest import minimum, second_opinion
from descent_game.measuring.measures import MEASURES

WALL, WALL_SLOPE = 1e-6, 1e-3
"""A lowest point is on a wall within this share of the map's width. The loss falls on beyond it if
its slope outwards times that width is more than this share of the way down from the start."""
LOWEST_WORDS = re.compile(r"\blowest (?:point|loss|place)\b|\bminimum\b", re.IGNORECASE)
LOWEST_TOLERANCE = 1e-4
"""How much higher than the lowest loss, as a share of the way down, a claim about it may be."""

Flags: TypeAlias = npt.NDArray[np.bool_]
Parts: TypeAlias = Callable[[Surface, FloatArray], FloatArray]
"""The loss, or both slopes, at points ``(n, 2)``: shape ``(1, n)`` or ``(2, n)``."""

FORMULA: KeyPath = ("loss", "formula")
SAMPLES = 64
"""Points at which the gradient is compared."""
SHARE = 1e-4
"""Length of a difference, as a share of the map."""
SHORTER, SHORTENINGS = 6.0, 6
"""By how much differences are shortened where they disagree, and how many lengths are tried."""
TOLERANCE = 1e-5
IRRATIONAL = (0.7548776662466927, 0.5698402909980532)
"""Shares whose multiples, modulo 1, spread evenly over a square (Roberts's R2 sequence)."""
AREA_SAMPLES = 1000
"""Points at which a share of the map is measured, scattered: an even grid may lie on a line."""
AROUND, DIRECTIONS, LOOKED_AT = 1e-3, 720, 8
"""Radius, as a share of a cell, and points of the circles that tell lines from single points, and
how many circles are looked at."""
JUMP, ROUNDING = 0.2, 1e-9
"""A change of this share of all changes on a circle is a jump; one of that of the size is none."""
POINT_DIGITS = 6
"""Significant digits of points and losses in messages about the lowest point."""
CELLS = 24
"""Rows and columns in which kinks and gaps are looked for."""


def surface_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what is wrong or worth knowing about the published loss."""
    level, loss = trial.level, trial.game.variant.loss
    box = level.map.box
    for message in gradient_complaints(loss, box):
        yield Fault("gradient", FORMULA, message)
    for message in _kinks(level, loss, box):
        yield Fault("kink", FORMULA, message)
    for message in _gaps(loss, box):
        yield Fault("undefined", FORMULA, message)


def gradient_complaints(surface: Surface, box: Box) -> Iterator[str]:
    """Yield where the gradient disagrees with central differences, away from kinks.

    Where differences disagree with the gradient they are shortened until they agree, or until
    rounding errors are too large: fast waves need shorter ones than the rest of the map.
    """
    places = _scattered(box, SAMPLES)
    exact = np.array(surface.gradients(places[:, 0], places[:, 1])).T
    for axis in (0, 1):
        h = SHARE * (box[axis][1] - box[axis][0])
        first = _compare(surface, places, exact[:, axis], axis, h)
        for place, given in zip(places[first.is_open], exact[first.is_open, axis], strict=True):
            found = _contradiction(surface, place, given, axis, h)
            if found is not None:
                where = f"({place[0]:.3g}, {place[1]:.3g})"
                slope = f"dL/dw{axis + 1} at {where} is {given:.6g}"
                yield f"{slope}, but differences give {found:.6g}"
                break


class Comparison(NamedTuple):
    """Slopes from differences at points, each ``(n,)``, and how they fit the exact ones.

    They are ``settled`` where half the length gives the same, ``blunt`` where rounding errors
    exceed the tolerance.
    """

    found: FloatArray
    wrong: Flags
    settled: Flags
    blunt: Flags

    @property
    def is_open(self) -> Flags:
        """Where these differences do not confirm the exact slopes."""
        return self.wrong | ~self.settled


def _compare(
    surface: Surface, places: FloatArray, exact: FloatArray, axis: int, h: float
) -> Comparison:
    """Compare slopes at points with differences over ``h`` and ``h/2``.

    They are extrapolated (Richardson); the difference between both is the estimate of their error.
    """
    wide, narrow = (_differences(surface, places, axis, length) for length in (h, h / 2.0))
    apart, found = np.abs(narrow - wide), narrow + (narrow - wide) / 3.0
    rounding = 1e-12 * np.abs(surface.values(places[:, 0], places[:, 1])) / h
    rounding += 1e-15 * np.abs(places[:, axis] * exact) / h
    allowed = TOLERANCE * (1.0 + np.abs(exact))
    wrong = np.abs(exact - found) > allowed + rounding + 10.0 * apart
    return Comparison(found, wrong, apart <= allowed + rounding, rounding > allowed)


def _contradiction(
    surface: Surface, place: FloatArray, exact: float, axis: int, h: float
) -> float | None:
    """Return what shorter and shorter differences give for a slope; None where they confirm it."""
    found = None
    for length in (h / SHORTER**count for count in range(SHORTENINGS)):
        now = _compare(surface, place[None], np.array([exact]), axis, length)
        if length < h and now.blunt[0]:
            return found
        if not now.is_open[0]:
            return None
        crossed = surface.creases_between(*_around(place, axis, length))
        found = float(now.found[0]) if now.wrong[0] and not crossed else None
    return found


def _scattered(box: Box, count: int) -> FloatArray:
    """Return points all over the map: multiples of two irrational numbers, modulo 1."""
    shares = np.arange(1, count + 1)[:, None] * np.array(IRRATIONAL) % 1.0
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


def _kinks(level: Level, surface: Surface, box: Box) -> Iterator[str]:
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


def _lines(bounds: Interval, irrational: float) -> list[float]:
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
    return any(isinstance(n, Call) and FUNCTIONS[n.function].kink is not None for n in inside)


def _gaps(surface: Surface, box: Box) -> Iterator[str]:
    """Yield where loss or slope are missing: a share of the area, or what has no area."""
    axes = (np.linspace(*bounds, CELLS + 1) for bounds in box)
    even = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    scattered = _scattered(box, AREA_SAMPLES)
    around = AROUND * min((high - low) / CELLS for low, high in box) * _circle()
    for what, parts in (("loss", _losses), ("slope", _slopes)):
        share = np.mean(_missing(parts, surface, scattered))
        places = np.concatenate((even, scattered))
        bad = places[_missing(parts, surface, places)]
        if len(bad):
            where = f"on {share:.1%} of the map"
            if share == 0.0:
                crossed = any(_jumps(parts(surface, place + around)) for place in bad[:LOOKED_AT])
                where = "on lines" if crossed else "at single points"
            yield f"there is no finite {what} {where}, e.g. at ({bad[0, 0]:.3g}, {bad[0, 1]:.3g})"


def _losses(surface: Surface, places: FloatArray) -> FloatArray:
    losses: FloatArray = surface.values(*places.T)[None, :]
    return losses


def _slopes(surface: Surface, places: FloatArray) -> FloatArray:
    """Return both slopes, 0 where there is no loss: that is reported separately."""
    slopes = np.stack(surface.gradients(*places.T))
    return np.where(np.isfinite(surface.values(*places.T)), slopes, 0.0)


def _missing(parts: Parts, surface: Surface, places: FloatArray) -> Flags:
    missing: Flags = ~np.all(np.isfinite(parts(surface, places)), axis=0)
    return missing


def _circle() -> FloatArray:
    angles = IRRATIONAL[0] + np.linspace(0.0, 2.0 * np.pi, DIRECTIONS)
    return np.stack((np.cos(angles), np.sin(angles)), axis=-1)


def _jumps(around: FloatArray) -> bool:
    """Tell whether values jump around a circle: then a line runs through it."""
    steps, range_ = np.max(np.abs(np.diff(around)), axis=1), np.ptp(around, axis=1)
    varies = ~(range_ <= ROUNDING * np.max(np.abs(around), axis=1))
    return bool(np.any(varies & ~(steps <= JUMP * range_)))


def lowest_point_faults(trial: Trial) -> Iterator[Fault]:
    """Yield where the published map is lower than at the lowest point that claims use."""
    path = _first_claim_about_it(trial.level)
    if path is None:
        return
    loss, box = trial.game.variant.loss, trial.level.map.box
    other = second_opinion(loss, box, loss.cost)
    if other is None:
        return
    here, there = (_point_words(loss, w) for w in (minimum(loss, box), other))
    message = f"the lowest point that claims speak of is {here}, but it is lower at {there}"
    yield Fault("lowest", path, f"{message}; draw the map around it, or smooth the loss")


def off_map_faults(trials: Sequence[Trial]) -> Iterator[Fault]:
    """Yield a lowest point that variants push to the wall of the map, where the loss falls on.

    Only where claims speak of the lowest point, and where it is not on the wall as published: then
    the wall is meant.
    """
    published, *variants = trials
    if _first_claim_about_it(published.level) is None or _beyond_walls(published):
        return
    found = {trial.name: weights for trial in variants if (weights := _beyond_walls(trial))}
    for name, ((weight, at), *_) in list(found.items())[:1]:
        where = (
            f"in the variant of {name} the loss is lowest at {weight} = {plain(at)}, on the wall"
        )
        message = (
            f"{where} of the map, and falls on beyond it; so in {len(found)} of {len(variants)}"
        )
        yield Fault("off-map", ("map", weight), f"{message}: widen the map, or move the loss")


def _beyond_walls(trial: Trial) -> list[tuple[str, float]]:
    """Return the weights in which the lowest point is on a wall beyond which the loss falls."""
    try:
        loss, start = trial.game.variant.loss, trial.game.player.losses[0]
    except COMPUTATION_ERRORS:
        return []
    box = trial.level.map.box
    lowest = minimum(loss, box)
    drop, found = start - loss.value(lowest), []
    for name, w, (low, high), slope in zip(
        ("w1", "w2"), lowest, box, loss.gradient(lowest), strict=True
    ):
        width = high - low
        outwards = slope if w <= low + WALL * width else -slope if w >= high - WALL * width else 0.0
        if outwards > WALL_SLOPE * drop / width:
            found.append((name, w))
    return found


def lowest_claim_faults(trial: Trial) -> Iterator[Fault]:
    """Yield claims about the lowest loss that are taken at another place."""
    for index, found in trial.measured.items():
        claim = trial.level.claims[index]
        if not isinstance(found, Measured) or claim.measure != "loss" or claim.minus is not None:
            continue
        if isinstance(claim.at, str) or claim.given or not LOWEST_WORDS.search(claim.say):
            continue
        loss = trial.game.variant.loss
        lowest = loss.value(minimum(loss, trial.level.map.box))
        if found.value - lowest > LOWEST_TOLERANCE * (trial.game.player.losses[0] - lowest):
            message = (
                f"{claim.say!r}: the loss here is {plain(found.value)}, the lowest {plain(lowest)}"
            )
            yield Fault("claim", ("claims", index, "at"), f'{message}; write at = "minimum"')


def _point_words(loss: Surface, w: Point) -> str:
    w1, w2, value = (plain(number, POINT_DIGITS) for number in (*w, loss.value(w)))
    return f"({w1}, {w2}), at {value}"


def _first_claim_about_it(level: Level) -> KeyPath | None:
    for index, claim in enumerate(level.claims):
        if claim.at == "minimum":
            return "claims", index, "at"
        measure = MEASURES.get(claim.measure)
        if measure and measure.of_lowest:
            return "claims", index, "measure"
    return None


ONCE = (surface_faults, lowest_point_faults)
ON_VARIANTS = (lowest_claim_faults,)
