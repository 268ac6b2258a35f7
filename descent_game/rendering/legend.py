"""The legend of a map: the meaning of each glyph, and the losses of each band."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from descent_game.rendering.colour import DEFAULT, Colour, Ink
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.painting import band_glyphs
from descent_game.rendering.style import GLYPHS


class Entry(NamedTuple):
    """One line of a legend: a sample as on the map, and its meaning."""

    sample: str
    text: str
    ink: Colour = DEFAULT
    paper: Colour = DEFAULT


def number(value: float) -> str:
    """Return a number for a legend: three digits, an exponent only if it is huge or tiny."""
    return f"{float(f'{value:.3g}'):.6g}"


def legend(layer: MapLayer, overlay: Overlay, rows: int, names: Sequence[str] = ()) -> list[Entry]:
    """Return the entries of a legend: glyphs first, then bands from high to low.

    Args:
        layer: The map.
        overlay: What is drawn over it.
        rows: The most entries; of more bands an even selection is listed.
        names: The names of the bots.
    """
    entries = [*_markers(layer, overlay, names), *_backgrounds(layer)][:rows]
    bands = _bands(layer)
    room = min(rows - len(entries), len(bands))
    if room > 0:
        chosen = np.rint(np.linspace(0, len(bands) - 1, room)).astype(np.intp)
        entries += [bands[index] for index in chosen]
    return entries


def _markers(layer: MapLayer, overlay: Overlay, names: Sequence[str]) -> list[Entry]:
    glyphs, palette, outside = GLYPHS[layer.style], layer.palette, layer.palette.base.outside
    entries = []
    if overlay.start is not None:
        entries.append(_marker(glyphs.start, "start", palette.inks.start, outside))
    if overlay.player:
        entries.append(_marker(glyphs.player, "you", palette.inks.player, outside))
    for index, _ in enumerate(overlay.bots):
        ink = palette.inks.bot(index)
        name = "bot" if len(overlay.bots) == 1 else f"bot {index + 1}"
        name += f": {names[index]}" if index < len(names) else ""
        entries.append(_marker(glyphs.bots[index % len(glyphs.bots)], name, ink, outside))
    return entries


def _marker(glyph: str, meaning: str, ink: Ink, paper: Colour) -> Entry:
    return Entry(f" {glyph} ", meaning, ink.on(paper), paper)


def _backgrounds(layer: MapLayer) -> list[Entry]:
    glyphs, palette = GLYPHS[layer.style], layer.palette
    entries = []
    goal = layer.terrain.goal
    if goal is not None:
        drawn = layer.style != "ascii" and palette.depth != "none"
        sample = {"braille": "⠒", "blocks": "■"}[layer.style] if drawn else glyphs.goal
        text = f"goal: at most {number(goal)}"
        entries.append(_marker(sample, text, palette.inks.goal, palette.base.outside))
    if (layer.relief.clarity < 1).any():
        entries.append(
            Entry(f" {glyphs.fog} ", "not seen yet", palette.base.speck, palette.base.fog)
        )
    if (layer.canvas.glyphs == ord(glyphs.excluded)).any():
        sample = f" {glyphs.excluded} "
        entries.append(Entry(sample, "nothing lower", palette.base.speck, palette.base.fog))
    if (layer.relief.bands == layer.relief.count).any():
        sample = f" {glyphs.undefined} "
        entries.append(Entry(sample, "no loss here", palette.base.speck, palette.base.undefined))
    return entries


def _bands(layer: MapLayer) -> list[Entry]:
    """Return the bands from high to low; contour lines where bands look the same."""
    heights = [number(height) for height in layer.relief.isovalues]
    if layer.style == "braille" and layer.palette.depth == "none":
        return [Entry(" ⠒ ", f"line at {height}") for height in reversed(heights)]
    papers = layer.palette.bands(len(heights) + 1)
    samples = band_glyphs(layer.style, layer.palette, len(heights) + 1)
    inks = layer.palette.lines(papers)
    return [
        Entry(samples[band] * 3, _range(heights, band), int(inks[band]), int(papers[band]))
        for band in reversed(range(len(samples)))
    ]


def _range(heights: list[str], band: int) -> str:
    if not heights:
        return "the same everywhere"
    if band == 0:
        return f"up to {heights[0]}"
    if band == len(heights):
        return f"above {heights[-1]}"
    return f"{heights[band - 1]} to {heights[band]}"
