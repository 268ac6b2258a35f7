"""Colours as packed 0xRRGGBB numbers: blending, luminance and contrast, one at a time or many."""

import math
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Colour: TypeAlias = int
"""A packed ``0xRRGGBB`` number, or ``DEFAULT``."""

ColourArray: TypeAlias = npt.NDArray[np.int32]

DEFAULT = -1
"""The terminal's own colour."""

MIN_CONTRAST = 3.0
"""The contrast that WCAG 2.1 requires of graphics (success criterion 1.4.11)."""


def _linear(channel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    low = channel / 12.92
    high = ((channel + 0.055) / 1.055) ** 2.4
    return np.where(channel <= 0.04045, low, high)


_LINEAR = _linear(np.arange(256) / 255)


def channels(colours: npt.ArrayLike) -> npt.NDArray[np.int32]:
    """Return red, green and blue of packed colours as an array with one more last axis of 3."""
    packed = np.asarray(colours, dtype=np.int32)
    return np.stack((packed >> 16 & 255, packed >> 8 & 255, packed & 255), axis=-1)


def packed(rgb: npt.NDArray[np.float64]) -> ColourArray:
    """Return packed colours from channels 0-255 on the last axis."""
    whole = np.rint(rgb).astype(np.int32)
    return whole[..., 0] << 16 | whole[..., 1] << 8 | whole[..., 2]


def blend(first: npt.ArrayLike, second: npt.ArrayLike, share: npt.ArrayLike) -> ColourArray:
    """Return the mixture with ``share`` (0 to 1) of the second colour, by channel."""
    start, end = channels(first), channels(second)
    return packed(start + (end - start) * np.asarray(share, dtype=np.float64)[..., np.newaxis])


def ramp(stops: tuple[Colour, ...], count: int) -> ColourArray:
    """Return ``count`` colours evenly spaced along the stops, the first and last included."""
    rgb = channels(stops)
    places = np.linspace(0, len(stops) - 1, count) if count > 1 else np.zeros(1)
    mixed = [np.interp(places, np.arange(len(stops)), rgb[:, k]) for k in range(3)]
    return packed(np.stack(mixed, axis=-1))


def luminance(colours: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the relative luminance, 0 to 1, as WCAG 2 defines it for sRGB."""
    shade = np.asarray(colours, dtype=np.int32)
    red, green, blue = _LINEAR[shade >> 16 & 255], _LINEAR[shade >> 8 & 255], _LINEAR[shade & 255]
    light: npt.NDArray[np.float64] = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return light


def contrast(first: npt.ArrayLike, second: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the WCAG 2 contrast ratio, 1 to 21."""
    one, other = luminance(first), luminance(second)
    ratio: npt.NDArray[np.float64] = (np.maximum(one, other) + 0.05) / (
        np.minimum(one, other) + 0.05
    )
    return ratio


@lru_cache(maxsize=4096)
def stands_out(colour: Colour, paper: Colour) -> bool:
    """Return whether a glyph in a colour has enough contrast to a paper."""
    return float(contrast(colour, paper)) >= MIN_CONTRAST


class Ink(NamedTuple):
    """A colour in two versions, for dark and for light papers."""

    on_dark: Colour
    on_light: Colour

    def over(self, paper: npt.ArrayLike) -> ColourArray:
        """Return the one of the two with more contrast to each paper; default over default."""
        below = np.asarray(paper, dtype=np.int32)
        chosen = np.where(luminance(below) < _watershed(self), self.on_dark, self.on_light)
        return np.where(below == DEFAULT, DEFAULT, chosen).astype(np.int32)

    def on(self, paper: Colour) -> Colour:
        """Return what ``over`` does, for one paper."""
        return _chosen(self, paper)


@lru_cache(maxsize=256)
def _watershed(ink: Ink) -> float:
    """Return the luminance of the paper to which both colours have the same contrast."""
    light, dark = (float(luminance(colour)) + 0.05 for colour in ink)
    return math.sqrt(light * dark) - 0.05


@lru_cache(maxsize=4096)
def _chosen(ink: Ink, paper: Colour) -> Colour:
    return int(ink.over(paper))
