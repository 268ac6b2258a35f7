"""What each instrument of a level shows: beside the map, on it, and in plain text.

One row of ``VIEWS`` for each instrument; its words in the help are in ``game/instruments.py``.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from descent_game.game.directions import heading_of
from descent_game.game.game import Game
from descent_game.game.half_planes import excluded, remaining, share_left
from descent_game.game.instruments import curvature_along, principal_axes
from descent_game.game.readout import promise_of
from descent_game.game.wording import decimals_for, degrees, exponential, fitted, plain, signed
from descent_game.level.schema import Instrument
from descent_game.losses.surface import Point
from descent_game.rendering.overlay import COMPASS_ROWS, Spoke
from descent_game.view.line import Line, Piece
from descent_game.view.surroundings import heading_words

NAME, VALUE, OTHER = 8, 7, 6
"""Columns of a name, its number, and the second name of a row."""
CORNERS = 3
"""The corners that are named in a line of plain text."""
AXIS_ROWS = 5.0
"""Length of the flatter axis of the curvature, in rows either way."""


class Room(NamedTuple):
    """What the rows beside the map depend on, besides the game.

    ``heading`` is that of the aim; ``width`` the columns of a row's second number; ``axes`` is off
    where the axes of the curvature stand elsewhere.
    """

    heading: float
    width: int
    axes: bool = True


def _no_rows(game: Game, room: Room) -> list[Line]:
    return []


def _no_sentences(game: Game, step: float) -> list[str]:
    return []


def _no_spokes(game: Game) -> list[Spoke]:
    return []


class InstrumentView(NamedTuple):
    """What an instrument shows before a move.

    Attributes:
        rows: The rows beside the map.
        sentences: The same for plain text, with promises for a step.
        spokes: What it draws on the map where the player stands.
        key: The key that opens it, where it has a screen of its own.
    """

    rows: Callable[[Game, Room], list[Line]] = _no_rows
    sentences: Callable[[Game, float], list[str]] = _no_sentences
    spokes: Callable[[Game], list[Spoke]] = _no_spokes
    key: str = ""


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


def row(name: str, value: Piece, other: str, second: Piece) -> Line:
    """Return a row of two names with their numbers."""
    return (
        Piece(f"{name:<{NAME}}", "dim"),
        Piece(f"{value.text:<{VALUE}}", value.role),
        Piece(f"{other:<{OTHER}}", "dim"),
        second,
    )


def _compass_rows(game: Game, room: Room) -> list[Line]:
    compass = game.compass
    length = math.hypot(*compass)
    heading = degrees(heading_of(compass)) if 0.0 < length < math.inf else "none"
    slope = Piece(fitted(math.hypot(*game.gradient), room.width), "compass")
    return [row("compass", Piece(heading, "compass"), "slope", slope)]


def _partials_rows(game: Game, room: Room) -> list[Line]:
    """Return both slopes in one line, or in two where they are long."""
    slope = game.gradient
    decimals = min(decimals_for(*slope), 4)
    w1, w2 = (exponential(signed(value, decimals), value) for value in slope)
    first, second = (Piece("slope w1 ", "dim"), Piece(f"{w1:<7}")), Piece(w2)
    if len(w1) < 7 and len(w2) <= 7:
        return [(*first, Piece("w2 ", "dim"), second)]
    return [first, (Piece("slope w2 ", "dim"), second)]


def _curvature_rows(game: Game, room: Room) -> list[Line]:
    """Return the second derivative along the aim, and the principal axes."""
    hessian = game.shown.hessian(game.position)
    curvature = fitted(curvature_along(hessian, room.heading), VALUE)
    lines: list[Line] = [(Piece("curvature along it ", "dim"), Piece(curvature))]
    axes = principal_axes(hessian) if room.axes else None
    for name, axis in zip(("flattest", "steepest"), axes or (), strict=False):
        where = f"{heading_of(axis.direction) % 180.0:.0f}°"
        lines.append((Piece(f"{name} ", "dim"), Piece(f"{plain(axis.curvature)} at {where}")))
    return lines


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


def _half_plane_rows(game: Game, room: Room) -> list[Line]:
    return [(Piece("not excluded ", "dim"), Piece(f"{share_left(game):.1%}"))]


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
    "compass": InstrumentView(_compass_rows, _compass_sentences),  # its needle: rendering/overlay
    "partials": InstrumentView(_partials_rows, _partials_sentences, _partials_spokes),
    "curvature": InstrumentView(_curvature_rows, _curvature_sentences, _curvature_spokes),
    "half-planes": InstrumentView(_half_plane_rows, _half_plane_sentences),  # hatched: fog.py
    "readout": InstrumentView(),  # shown after a move: view/readout.py
    "rose": InstrumentView(key="o"),  # drawn in view/rose.py
}
"""By the name that level files use, in the order in which they are shown."""
