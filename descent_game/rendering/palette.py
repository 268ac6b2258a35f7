"""The colours of the map: bands, lines, fog, and the ink of everything drawn over them."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from descent_game.rendering.colour import (
    DEFAULT,
    Colour,
    ColourArray,
    Ink,
    blend,
    luminance,
    ramp,
)
from descent_game.rendering.palettes import BADGES, CLASSIC_BADGES, SCHEMES, Depth, Theme

MIXTURES = 8
"""Steps from one band to the next where a cell shows both; a cell has as many dots."""


class BaseColours(NamedTuple):
    """The colours of everything but the bands.

    ``badges`` are those of the player and then of the bots, as in the badges beside the map; empty
    for the terminal's own colour.
    """

    fog: Colour
    speck: Colour
    outside: Colour
    frame: Colour
    undefined: Colour
    text: Colour
    badges: tuple[Colour, ...] = ()

    def badge(self, number: int) -> Colour:
        """Return the colour of the player, 0, or of a bot, counted from 1."""
        bots = self.badges[1:]
        if not bots:
            return DEFAULT
        return bots[(number - 1) % len(bots)] if number else self.badges[0]


class Inks(NamedTuple):
    """What is drawn over the bands."""

    player: Ink
    bots: tuple[Ink, ...]
    aim: Ink
    compass: Ink
    goal: Ink
    start: Ink
    falls: Ink
    rises: Ink

    def bot(self, number: int) -> Ink:
        """Return the ink of a bot, counted from 0; there may be more bots than inks."""
        return self.bots[number % len(self.bots)]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours for one theme and one depth of colour.

    ``stops`` run from the lowest loss to the highest, from dark to light. With fewer than all
    colours they are the exact colours that the terminal has, and bands are never mixed. Without
    hues colours differ in lightness only.
    """

    depth: Depth
    stops: tuple[Colour, ...]
    base: BaseColours
    inks: Inks
    has_hues: bool = True

    @property
    def most_bands(self) -> int:
        """The most bands that can be distinguished."""
        return 12 if self.depth == "truecolor" else min(8, len(self.stops))

    def bands(self, count: int) -> ColourArray:
        """Return the papers of ``count`` bands, lowest first, then that of undefined losses."""
        return np.append(self._papers(count, 1), np.int32(self.base.undefined)).astype(np.int32)

    def mixtures(self, count: int) -> ColourArray:
        """Return the papers of cells by the sum of their eight dots' bands: 0 to 8 (count - 1)."""
        return self._papers(count, MIXTURES)

    def _papers(self, count: int, parts: int) -> ColourArray:
        size = (count - 1) * parts + 1
        if self.depth == "none":
            return np.full(size, DEFAULT, dtype=np.int32)
        if self.depth == "truecolor":
            return ramp(self.stops, size)
        places = np.linspace(0, len(self.stops) - 1, count) if count > 1 else np.zeros(1)
        nearest = np.rint(places).astype(np.intp)[(np.arange(size) + parts // 2) // parts]
        return np.array(self.stops, dtype=np.int32)[nearest]

    def lines(self, papers: ColourArray) -> ColourArray:
        """Return the ink of a contour line on each paper, with little contrast."""
        if self.depth == "none":
            return np.full(papers.shape, DEFAULT, dtype=np.int32)
        lighter = blend(papers, LINE.on_dark, 0.36)
        darker = blend(papers, LINE.on_light, 0.36)
        if self.depth != "truecolor":
            return LINE.over(papers)
        return np.where(luminance(papers) < 0.3, lighter, darker).astype(np.int32)


LINE = Ink(on_dark=0xD7F0FF, on_light=0x0B2A4A)


BASE_COLOURS: dict[tuple[Depth, Theme], BaseColours] = {
    ("truecolor", "dark"): BaseColours(
        0x1F252D, 0x46525F, 0x0B0E13, 0x6B7888, 0x3B2A42, 0xDDE4EC, BADGES["dark"]
    ),
    ("truecolor", "light"): BaseColours(
        0xD6DADF, 0xA3ADB8, 0xF5F6F8, 0x6F7A87, 0xCDBAD4, 0x1B2530, BADGES["light"]
    ),
    ("256", "dark"): BaseColours(
        0x262626, 0x585858, 0x121212, 0x767676, 0x5F005F, 0xDADADA, BADGES["dark"]
    ),
    ("256", "light"): BaseColours(
        0xD0D0D0, 0x9E9E9E, 0xEEEEEE, 0x767676, 0xD7AFD7, 0x1C1C1C, BADGES["light"]
    ),
    ("16", "dark"): BaseColours(
        0x555555, 0xAAAAAA, 0x000000, 0xAAAAAA, 0xAA00AA, 0xFFFFFF, CLASSIC_BADGES["dark"]
    ),
    ("16", "light"): BaseColours(
        0x555555, 0xAAAAAA, 0xFFFFFF, 0x555555, 0xAA00AA, 0x000000, CLASSIC_BADGES["light"]
    ),
    ("none", "dark"): BaseColours(-1, -1, -1, -1, -1, -1),
    ("none", "light"): BaseColours(-1, -1, -1, -1, -1, -1),
}


RICH_INKS = Inks(
    player=Ink(0xFFDB6B, 0x4A2300),
    bots=(
        Ink(0xFFAFBF, 0x4A001A),
        Ink(0xDCC2FF, 0x25074A),
        Ink(0xFFC9A0, 0x421300),
        Ink(0xC6EFA8, 0x0F3303),
    ),
    aim=Ink(0xFFFFFF, 0x0B0F14),
    compass=Ink(0x9BE8FF, 0x00273D),
    goal=Ink(0x8CF5B8, 0x003A22),
    start=Ink(0xFFFFFF, 0x0B0F14),
    falls=Ink(0x63D9A5, 0x004A2C),
    rises=Ink(0xFF9B72, 0x7A2600),
)

CLASSIC_INKS = Inks(
    player=Ink(0xFFFF55, 0x000000),
    bots=(Ink(0xFF55FF, 0x000000), Ink(0xFF5555, 0x000000), Ink(0x55FF55, 0x000000)),
    aim=Ink(0xFFFFFF, 0x000000),
    compass=Ink(0x55FFFF, 0x0000AA),
    goal=Ink(0x55FF55, 0x000000),
    start=Ink(0xFFFFFF, 0x000000),
    falls=Ink(0x55FF55, 0x00AA00),
    rises=Ink(0xFF5555, 0xAA0000),
)


def palette(
    scheme: str = "bathymetric",
    theme: Theme = "dark",
    depth: Depth = "truecolor",
    *,
    has_hues: bool = True,
) -> Palette:
    """Return the colours of a scheme, by its name in ``SCHEMES``, for one theme and depth."""
    stops = SCHEMES[scheme].ramp(theme).stops(depth)
    inks = CLASSIC_INKS if depth == "16" else RICH_INKS
    base = BASE_COLOURS[depth, theme]
    return Palette(depth, stops, base, inks, has_hues and depth != "none")
