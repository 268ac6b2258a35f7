"""The colours of the map: bands, lines, fog, and the ink of everything drawn over them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

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
from descent_game.rendering.depth import Depth

Theme: TypeAlias = Literal["dark", "light"]

MIXTURES = 8
"""Steps from one band to the next where a cell shows both; a cell has as many dots."""


class Ground(NamedTuple):
    """What is not a band: fog and its specks, what lies outside the map, its frame, text.

    ``badges`` are the colours of who stands on the map, of the player first and then of the bots,
    as the badges beside it show them; empty where the terminal's own colour is taken.
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

    def bot(self, number: int) -> Ink:
        """Return the ink of a bot, counted from 0; there may be more bots than inks."""
        return self.bots[number % len(self.bots)]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours for one theme and one depth of colour.

    ``stops`` run from the lowest loss to the highest, from dark to light. With fewer than all
    colours they are the exact colours that the terminal has, and bands are never mixed.
    """

    depth: Depth
    stops: tuple[Colour, ...]
    ground: Ground
    inks: Inks

    @property
    def most_bands(self) -> int:
        """How many bands can be told apart."""
        return 12 if self.depth == "truecolor" else min(8, len(self.stops))

    def bands(self, count: int) -> ColourArray:
        """Return the papers of ``count`` bands, lowest first, with that of undefined losses."""
        return np.append(self._papers(count, 1), np.int32(self.ground.undefined)).astype(np.int32)

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
        """Return the ink of a contour line on each paper: quiet, yet told from it."""
        if self.depth == "none":
            return np.full(papers.shape, DEFAULT, dtype=np.int32)
        lighter = blend(papers, LINE.on_dark, 0.36)
        darker = blend(papers, LINE.on_light, 0.36)
        if self.depth != "truecolor":
            return LINE.over(papers)
        return np.where(luminance(papers) < 0.3, lighter, darker).astype(np.int32)


LINE = Ink(on_dark=0xD7F0FF, on_light=0x0B2A4A)
