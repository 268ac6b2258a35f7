"""Paths in a picture: lines with a stop after each turn, and a marker, which may be animated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from descent_game.losses.surface import Point
from descent_game.rendering import svg
from descent_game.rendering.colour import Ink
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.style import GLYPHS
from descent_game.rendering.viewport import finite

SIZE = 6.0
"""Half the width of a marker, in units of the picture."""

OUTLINES = {
    "◆": "M0-7L7 0 0 7-7 0z",
    "▲": "M0-7L7 6H-7z",
    "■": "M-6-6H6V6H-6z",
    "▼": "M0 7L7-6H-7z",
}
"""Of the bots, around (0, 0)."""


def marker(glyph: str, ink: Ink, share: float = 1.0) -> str:
    """Return the shape of a glyph around (0, 0), ``share`` of its usual size; a disc by default."""
    light, dark = f"#{ink.on_dark:06x}", f"#{ink.on_light:06x}"
    style = f'fill="{light}" stroke="{dark}" stroke-width="1.5"'
    if glyph in OUTLINES:
        return f'<path {style} transform="scale({share:g})" d="{OUTLINES[glyph]}"/>'
    return f'<circle {style} r="{SIZE * share:g}"/>'


Place: TypeAlias = tuple[float, float]
"""Units from the top left corner of the map."""

DOTTED = ' stroke-dasharray="1 6"'


@dataclass(frozen=True)
class Timeline:
    """When the turns of an animated picture happen: seconds a turn, and rest at the end."""

    turn: float = 0.8
    rest: float = 2.5


class _Path(NamedTuple):
    """A path with the marker at its end; ``wide`` in units, ``dashes`` as an attribute."""

    points: tuple[Point, ...]
    ink: Ink
    glyph: str
    dashes: str
    wide: float


def svg_paths(layer: MapLayer, overlay: Overlay, timeline: Timeline | None) -> Iterator[str]:
    """Yield every path of an overlay as a group of its own, and the start over them."""
    paths = _overlay_paths(layer, overlay)
    turns = max((len(path.points) - 1 for path in paths), default=0)
    for name, path in zip(
        (*(f"bot-{n}" for n in range(len(paths) - 1)), "player"), paths, strict=True
    ):
        yield f'<g class="way" id="{name}">'
        yield from _path(layer, path, timeline, turns)
        yield "</g>"
    if overlay.start is not None:
        x, y = svg.place_of(layer.view, overlay.start)
        ink = layer.palette.inks.start
        yield (
            f'<text x="{x}" y="{y + 5}" text-anchor="middle" font-size="15" font-weight="bold"'
            f' fill="#{ink.on_dark:06x}" stroke="#{ink.on_light:06x}" stroke-width="3"'
            f' paint-order="stroke">{GLYPHS[layer.style].start}</text>'
        )


def _overlay_paths(layer: MapLayer, overlay: Overlay) -> list[_Path]:
    """Return the paths in the order in which they are drawn; the player's is last, on top."""
    glyphs, palette = GLYPHS["braille"].bots, layer.palette
    paths = [
        _Path(
            _known(path),
            palette.inks.bot(n),
            glyphs[n % len(glyphs)],
            DOTTED,
            3.0,
        )
        for n, path in enumerate(overlay.bots)
    ]
    return [*paths, _Path(_known(overlay.player), palette.inks.player, "", "", 2.5)]


def _known(path: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return a path up to its first point that is not finite."""
    end = next((n for n, point in enumerate(path) if not finite(point)), len(path))
    return path[:end]


def _path(layer: MapLayer, path: _Path, timeline: Timeline | None, turns: int) -> Iterator[str]:
    """Yield the pieces of a path, each with a stop at its end, and the marker at the last."""
    places = [svg.place_of(layer.view, point) for point in path.points]
    for turn in range(1, len(places)):
        appears = "" if timeline is None else _appears(turn, turns, timeline)
        yield f'<g data-turn="{turn}">{appears}{_piece(path, *places[turn - 1 : turn + 1])}</g>'
    if places:
        moves = "" if timeline is None else _moves(places, turns, timeline)
        place = svg.pair(places[-1])
        shape = marker(path.glyph, path.ink)
        yield f'<g class="here" transform="translate({place})">{moves}{shape}</g>'


def _piece(path: _Path, start: Place, end: Place) -> str:
    """Return a line from stop to stop, with a rim for contrast to any background."""
    (x1, y1), (x2, y2) = start, end
    line = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke-linecap="round"{path.dashes}'
    return (
        f'<line {line} stroke="#{path.ink.on_light:06x}" stroke-width="{path.wide + 2}"/>'
        f'<line {line} stroke="#{path.ink.on_dark:06x}" stroke-width="{path.wide}"/>'
        f'<g transform="translate({svg.pair(end)})">{marker(path.glyph, path.ink, 0.45)}</g>'
    )


def _appears(turn: int, turns: int, timeline: Timeline) -> str:
    """Return the repeated animation that shows something from the end of a turn on."""
    whole = _duration(turns, timeline)
    share = turn * timeline.turn / whole
    return (
        '<animate attributeName="opacity" calcMode="discrete" values="0;1"'
        f' keyTimes="0;{share:.5f}" dur="{whole:g}s" repeatCount="indefinite"/>'
    )


def _moves(places: Sequence[Place], turns: int, timeline: Timeline) -> str:
    """Return the animation of a marker, which moves in the second half of each turn."""
    whole = _duration(turns, timeline)
    times, values = [0.0], [places[0]]
    for turn in range(1, len(places)):
        times += [(turn - 0.5) * timeline.turn / whole, turn * timeline.turn / whole]
        values += [places[turn - 1], places[turn]]
    times.append(1.0)
    values.append(places[-1])
    return (
        '<animateTransform attributeName="transform" type="translate"'
        f' values="{";".join(map(svg.pair, values))}"'
        f' keyTimes="{";".join(f"{time:.5f}" for time in times)}"'
        f' dur="{whole:g}s" repeatCount="indefinite"/>'
    )


def _duration(turns: int, timeline: Timeline) -> float:
    return turns * timeline.turn + timeline.rest
