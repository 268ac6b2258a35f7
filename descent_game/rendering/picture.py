"""A map as an SVG picture: as on the screen, with paths as lines, axes, legend and notes.

It refers to no other file, and has no script.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from descent_game.rendering import svg
from descent_game.rendering.html import escaped
from descent_game.rendering.legend import Entry, legend, number
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.style import GLYPHS
from descent_game.rendering.svg_paths import Timeline, marker, svg_paths
from descent_game.rendering.text_page import scale_bar

MARGIN = 16
TITLE = 34
LEFT = 56
"""Units left of the map, for the numbers of w2."""
BOTTOM = 44
"""Units below the map, for the numbers of w1 and the scale bar."""
LEGEND, CHARACTER = 220, 8
"""Units of the narrowest legend, and of one of its characters."""
ROW = 20
ENTRIES = 16
"""The most lines of a legend."""
ENDS = ("above ", "up to ")
"""The first words of the highest and the lowest band, before which "loss" is written."""


@dataclass(frozen=True)
class Caption:
    """The words of a picture: its title, and lines under the map."""

    title: str
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The bots' names in the legend, in their order; without names they are numbered."""


def picture(
    layer: MapLayer, overlay: Overlay, caption: Caption, timeline: Timeline | None = None
) -> str:
    """Return the picture of a map with paths.

    Args:
        layer: The map.
        overlay: The paths.
        caption: The title and the notes.
        timeline: The times of an animation, None for a still picture. Without support for
            animations the paths are shown in full.
    """
    view, palette = layer.view, layer.palette
    wide, high = view.columns * svg.WIDE, view.rows * svg.HIGH
    notes = [line for note in caption.notes for line in note.splitlines()]
    width = LEFT + wide + MARGIN + _legend_width(layer, overlay, caption)
    height = TITLE + max(high + BOTTOM, ENTRIES * ROW) + ROW * len(notes) + MARGIN
    background, text = (
        svg.colour(palette.base.outside, "#0b0e13"),
        svg.colour(palette.base.text, "#dde4ec"),
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" font-family="{svg.FONT}">',
        f"<title>{escaped(caption.title)}</title>",
        f"<desc>{escaped(' '.join(notes))}</desc>",
        f'<rect width="{width}" height="{height}" fill="{background}"/>',
        svg.words(caption.title, (MARGIN, 24), text, size=17),
        f'<svg x="{LEFT}" y="{TITLE}" width="{wide}" height="{high}">',
        f'<g shape-rendering="crispEdges">{"".join(svg.cells(layer.canvas, text))}</g>',
        *svg_paths(layer, overlay, timeline),
        "</svg>",
        *_axes(layer, text),
        *_legend(layer, overlay, caption, LEFT + wide + MARGIN),
    ]
    for count, note in enumerate(notes):
        parts.append(
            svg.words(note, (MARGIN, height - MARGIN - ROW * (len(notes) - 1 - count)), text)
        )
    return "\n".join([*parts, "</svg>", ""])


def _axes(layer: MapLayer, text: str) -> Iterator[str]:
    """Yield the weights at the walls of the map, and a scale bar."""
    view, ((left, right), (bottom, top)) = layer.view, layer.terrain.box
    high = view.rows * svg.HIGH
    for name, w2 in ((number(top), top), ("w2", (top + bottom) / 2), (number(bottom), bottom)):
        y = TITLE + svg.place_of(view, (left, w2))[1] + 4
        yield svg.words(name, (LEFT - 8, min(max(y, TITLE + 12), TITLE + high)), text, anchor="end")
    for name, w1 in ((number(left), left), ("w1", (left + right) / 2), (number(right), right)):
        x = LEFT + svg.place_of(view, (w1, bottom))[0]
        yield svg.words(name, (x, TITLE + high + 16), text, anchor="middle")
    columns, length = scale_bar(view)
    y, end = TITLE + high + 32, LEFT + columns * svg.WIDE
    yield f'<path d="M{LEFT} {y - 4}v4H{end}v-4" fill="none" stroke="{text}"/>'
    yield svg.words(f"{length:g} of w1", (end + 8, y + 2), text, size=12)


def _legend(layer: MapLayer, overlay: Overlay, caption: Caption, x: float) -> Iterator[str]:
    text = svg.colour(layer.palette.base.text, "#dde4ec")
    for row, (entry, name) in enumerate(_entries(layer, overlay, caption)):
        y = TITLE + row * ROW + 14
        yield _sample(layer, entry, (x, y))
        yield svg.words(name, (x + 34, y), text)


def _entries(layer: MapLayer, overlay: Overlay, caption: Caption) -> list[tuple[Entry, str]]:
    """Return the lines of the legend with their texts."""
    return [
        (entry, f"loss {entry.text}" if entry.text.startswith(ENDS) else entry.text)
        for entry in legend(layer, overlay, ENTRIES, caption.names)
    ]


def _legend_width(layer: MapLayer, overlay: Overlay, caption: Caption) -> int:
    longest = max((len(name) for _, name in _entries(layer, overlay, caption)), default=0)
    return max(LEGEND, 34 + CHARACTER * longest + MARGIN)


def _sample(layer: MapLayer, entry: Entry, place: tuple[float, float]) -> str:
    """Return the sample of a legend's line: its paper, and its glyph as the picture draws it."""
    x, y = place
    glyph, glyphs = entry.sample.strip(), GLYPHS[layer.style]
    shape = svg.words(glyph[:1], (x + 12, y), svg.colour(entry.ink, "#dde4ec"), anchor="middle")
    if glyph == glyphs.player:
        shape = _placed(marker("", layer.palette.inks.player), x + 12, y - 4)
    elif glyph and glyph in glyphs.bots:
        bot, inks = glyphs.bots.index(glyph), layer.palette.inks.bots
        shown = marker(GLYPHS["braille"].bots[bot], inks[bot % len(inks)])
        shape = _placed(shown, x + 12, y - 4)
    paper = f'<rect x="{x}" y="{y - 13}" width="24" height="16" fill="{svg.colour(entry.paper)}"/>'
    return f"{paper}{shape if glyph else ''}"


def _placed(shape: str, x: float, y: float) -> str:
    return f'<g transform="translate({x},{y})">{shape}</g>'
