"""What each instrument of a level shows: beside the map, on it, and in plain text.

One row of ``VIEWS`` for each instrument; its words in the help are in ``game/instruments.py``.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.half_planes import excluded, remaining, share_left
from descent_game.game.instruments import best_petal, curvature_along, principal_axes, rose
from descent_game.game.readout import promise_of
from descent_game.game.wording import (
    change,
    decimals_for,
    degrees,
    fitted,
    plain,
    signed,
)
from descent_game.level.schema import Instrument, Level
from descent_game.losses.surface import Point
from descent_game.rendering.overlay import COMPASS_ROWS, Spoke
from descent_game.view.bars import bar
from descent_game.view.folding import NONE, Row, between, headed, ranked
from descent_game.view.line import Line, Piece, width_of
from descent_game.view.surroundings import heading_words

CORNERS = 3
"""The corners that are named in a line of plain text."""
AXIS_ROWS = 5.0
"""Length of the flatter axis of the curvature, in rows either way."""


class Room(NamedTuple):
    """What the rows beside the map depend on, besides the game.

    ``aim`` is the heading of the aim, ``step`` its length; ``width`` the columns of a row.
    """

    aim: float
    step: float
    width: int


def _no_rows(game: Game, room: Room) -> list[Line]:
    return []


def _no_sentences(game: Game, step: float) -> list[str]:
    return []


def _no_spokes(game: Game) -> list[Spoke]:
    return []


class InstrumentView(NamedTuple):
    """What an instrument shows before a move.

    Attributes:
        rows: The rows beside the map; how many there are depends on the level alone.
        title: The title of these rows.
        sentences: The same for plain text, with promises for a step.
        spokes: What it draws on the map where the player stands.
    """

    rows: Callable[[Game, Room], list[Line]] = _no_rows
    title: str = ""
    sentences: Callable[[Game, float], list[str]] = _no_sentences
    spokes: Callable[[Game], list[Spoke]] = _no_spokes


def granted(game: Game) -> Iterator[tuple[Instrument, InstrumentView]]:
    """Yield the instruments that a level grants, in the order of the table."""
    for name, view in VIEWS.items():
        if name in game.level.map.instruments:
            yield name, view


def slope_lines(game: Game, step: float) -> list[str]:
    """Return what the instruments show of the slope in sentences, with the promise for a step."""
    return [line for _, view in granted(game) for line in view.sentences(game, step)]


def spokes_of(game: Game) -> tuple[Spoke, ...]:
    """Return what the level's instruments draw where the player stands."""
    return tuple(spoke for _, view in granted(game) for spoke in view.spokes(game))


def pinned(level: Level) -> Instrument | None:
    """Return the instrument whose rows stay longest: the level's choice, else the rarest."""
    shown = level.map.instruments
    if level.pinned in shown:
        return level.pinned
    return next((name for name in RAREST if name in shown), None)


def instrument_rows(game: Game, room: Room) -> list[Row]:
    """Return the head and the rows of the instruments, those of the pinned one first."""
    first = pinned(game.level)
    views = [(name, view) for name, view in granted(game) if view.title]
    if not views:
        return []
    views.sort(key=lambda each: each[0] != first)
    rows = [Row(headed(Piece(views[0][1].title, "compass"), (), room.width), 1)]
    for name, view in views:
        rank = 0.0 if name == first else FURTHER[name]
        rows += ranked(view.rows(game, room), rank)
    return rows


def _compass_rows(game: Game, room: Room) -> list[Line]:
    compass = game.compass
    length = math.hypot(*compass)
    heading = degrees(heading_of(compass)) if 0.0 < length < math.inf else NONE
    left: Line = (Piece("compass   ", "dim"), Piece(heading, "compass"))
    steep = Piece(fitted(math.hypot(*game.gradient), 8), "compass")
    return [between(left, (Piece("steepness ", "dim"), steep), room.width)]


def _partials_rows(game: Game, room: Room) -> list[Line]:
    """Return both slopes in a row."""
    slope = game.gradient
    decimals = min(decimals_for(*slope), 4)
    first, second = (_short(value, decimals) for value in slope)
    parts = (Piece(first), Piece("  w2 ", "w2"), Piece(second))
    return [(Piece("slopes  ", "dim"), Piece("w1 ", "w1"), *parts)]


def _short(value: float, decimals: int) -> str:
    """Return a signed number in at most eight characters."""
    text = signed(value, decimals)
    return text if len(text) <= 8 else f"{value:+.1e}"


def _curvature_rows(game: Game, room: Room) -> list[Line]:
    """Return the principal axes, the second derivative along the aim, where its slope runs out."""
    hessian = game.shown.hessian(game.position)
    axes = principal_axes(hessian)
    lines: list[Line] = []
    largest = max((abs(axis.curvature) for axis in axes), default=0.0) if axes else 0.0
    for name, axis in zip(("flattest", "steepest"), axes or (None, None), strict=True):
        left: Line = (Piece(f"{name}  ", "dim"), Piece(NONE))
        if axis is not None:
            where = f"{heading_of(axis.direction) % 180.0:.0f}°"
            value = f"{fitted(axis.curvature, 7):<8}"
            left = (Piece(f"{name}  ", "dim"), Piece(value), Piece(f"{where:<5}", "compass"))
            cells = room.width - width_of(left)
            if cells >= 4:
                share = abs(axis.curvature) / largest if largest else 0.0
                left = (*left, *bar(share, cells, "compass"))
        lines.append(left)
    bend = curvature_along(hessian, room.aim)
    slope = promise_of(game.gradient, unit(room.aim))
    ends = fitted(-slope / bend, 6) if bend > 0.0 > slope else NONE
    along: Line = (Piece("along aim ", "dim"), Piece(fitted(bend, 7)))
    place = Piece(ends)
    long, short = (Piece(words, "dim") for words in ("slope runs out at ", "flat at "))
    row = between(along, (long, place), room.width, (short, place), (place,))
    return [*lines, row]


def _rose_rows(game: Game, room: Room) -> list[Line]:
    """Return the heading along which the aim's step leads lowest, and how many lead down."""
    petals = rose(game, room.step)
    best = best_petal(petals)
    down = sum(petal.together < 0.0 for petal in petals) / len(petals)
    return [
        (
            Piece("lowest at ", "dim"),
            Piece(f"{best.heading:.0f}°", "compass"),
            Piece("  by ", "dim"),
            Piece(change(best.together)),
        ),
        (
            Piece("falls in ", "dim"),
            Piece(f"{down:.0%}", "good" if down else "bad"),
            Piece(" of the headings", "dim"),
        ),
    ]


def _half_plane_rows(game: Game, room: Room) -> list[Line]:
    left: Line = (Piece("not excluded ", "dim"), Piece(f"{share_left(game):.1%}"))
    return [(*left, Piece(" of the map", "dim"))]


def _compass_sentences(game: Game, step: float) -> list[str]:
    return [_compass(game, game.gradient, step)]


def _partials_sentences(game: Game, step: float) -> list[str]:
    slope = game.gradient
    decimals = decimals_for(*slope)
    both = f"along w1 {signed(slope[0], decimals)}, along w2 {signed(slope[1], decimals)}"
    return [f"Slopes: {both}.", *(_along_weight(n, slope[n - 1], step) for n in (1, 2))]


def _curvature_sentences(game: Game, step: float) -> list[str]:
    axes = principal_axes(game.shown.hessian(game.position)) or ()
    return [
        f"The loss is {name} along {heading_words(heading_of(axis.direction) % 180.0)}"
        f": curvature {plain(axis.curvature)}."
        for name, axis in zip(("flattest", "most curved"), axes, strict=False)
    ]


def _curvature_spokes(game: Game) -> list[Spoke]:
    """Return the axes of the curvature, as long as those of the contour's ellipse."""
    axes = principal_axes(game.shown.hessian(game.position))
    if axes is None:
        return []
    flat, steep = axes
    ratio = math.sqrt(abs(flat.curvature) / (abs(steep.curvature) or 1.0))
    return [
        Spoke(flat.direction, AXIS_ROWS, both_ways=True),
        Spoke(steep.direction, max(AXIS_ROWS * ratio, 1.0), both_ways=True),
    ]


def _partials_spokes(game: Game) -> list[Spoke]:
    """Return the slopes along the weights, where no compass sums them up."""
    if "compass" in game.level.map.instruments and game.level.rules.moves != "axis":
        return []
    slope1, slope2 = game.gradient
    norm = math.hypot(slope1, slope2)
    if not 0.0 < norm < math.inf:
        return []
    return [
        Spoke((-slope1, 0.0), COMPASS_ROWS * abs(slope1) / norm),
        Spoke((0.0, -slope2), COMPASS_ROWS * abs(slope2) / norm),
    ]


def _half_plane_sentences(game: Game, step: float) -> list[str]:
    """Return the corners of what is left, which a picture would show."""
    corners = remaining(game.variant.box, excluded(game))
    lines = [f"On a convex loss nothing is lower on {1.0 - share_left(game):.1%} of the map."]
    places = [f"({w1:.2f}, {w2:.2f})" for w1, w2 in corners]
    for first in range(0, len(places), CORNERS):
        words = ", ".join(places[first : first + CORNERS])
        lines.append(f"{'    ' if first else 'What is left has the corners '}{words}")
    return lines


def _compass(game: Game, slope: Point, step: float) -> str:
    """Return the heading of the compass in words, with the slope there and a promise."""
    compass = game.compass
    norm = math.hypot(*compass)
    if not 0.0 < norm < math.inf:
        return "The compass shows nothing here: there is no slope."
    promise = promise_of(slope, (step * compass[0] / norm, step * compass[1] / norm))
    missing = [
        f" Along w{n + 1} there is no slope here." for n in (0, 1) if not math.isfinite(slope[n])
    ]
    slope = (
        slope[0] if math.isfinite(slope[0]) else 0.0,
        slope[1] if math.isfinite(slope[1]) else 0.0,
    )
    falls = "The compass points" if game.level.rules.compass == "per-weight" else "Loss falls most"
    return (
        f"{falls} towards {heading_words(heading_of(compass))}: slope"
        f" {plain(math.hypot(*slope))}; at step {plain(step)} promise"
        f" {signed(promise, decimals_for(promise))}.{''.join(missing)}"
    )


def _along_weight(number: int, slope: float, step: float) -> str:
    """Return which way one weight alone lowers the loss."""
    if not math.isfinite(slope):
        return f"Along w{number} there is no slope here."
    if not slope:
        return f"Along w{number} alone the slope tells no way down."
    heading = (0.0 if number == 1 else 90.0) + (180.0 if slope > 0.0 else 0.0)
    promise = -abs(slope) * step
    return (
        f"Along w{number} alone loss falls towards {heading_words(heading)}: at step"
        f" {plain(step)} promise {signed(promise, decimals_for(promise))}."
    )


VIEWS: Mapping[Instrument, InstrumentView] = {
    "compass": InstrumentView(_compass_rows, "THE COMPASS", _compass_sentences),
    "partials": InstrumentView(_partials_rows, "THE SLOPES", _partials_sentences, _partials_spokes),
    "curvature": InstrumentView(
        _curvature_rows, "CURVATURE", _curvature_sentences, _curvature_spokes
    ),
    "half-planes": InstrumentView(_half_plane_rows, "WHAT IS LEFT", _half_plane_sentences),
    "readout": InstrumentView(),  # shown after a move: view/readout.py
    "rose": InstrumentView(_rose_rows, "THE ROSE"),
    "cut": InstrumentView(),  # in place of the map or below it: view/cut.py
    "film": InstrumentView(),  # likewise: view/film.py
}
"""By the name that level files use; what is drawn on the map is in ``rendering``."""

RAREST: tuple[Instrument, ...] = ("half-planes", "curvature", "rose", "partials", "compass")
"""The order in which an instrument is pinned where the level names none."""

FURTHER: Mapping[Instrument, float] = {
    "partials": 1.5,
    "compass": 2.0,
    "half-planes": 3.5,
    "curvature": 3.5,
    "rose": 3.5,
}
"""The ranks of the rows of instruments that are not pinned."""
