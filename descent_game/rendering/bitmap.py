"""A contour map as a small PNG, for pages with many maps: bands and the goal's contour."""

import struct
import zlib

import numpy as np
import numpy.typing as npt

from descent_game.rendering import contour
from descent_game.rendering.colour import ColourArray, channels
from descent_game.rendering.palette import palette
from descent_game.rendering.relief import Terrain

BANDS = 10
SIZE = 120
"""Pixels along either side."""


def contour_png(terrain: Terrain) -> bytes:
    """Return the whole map as a square picture, stretched where it is no square.

    Bands are dark where the loss is low; the contour of the goal has its own colour.
    """
    (left, right), (bottom, top) = terrain.box
    w1 = np.linspace(left, right, SIZE)[np.newaxis, :]
    w2 = np.linspace(top, bottom, SIZE)[:, np.newaxis]
    with np.errstate(all="ignore"):
        losses = np.broadcast_to(np.asarray(terrain.values(w1, w2), np.float64), (SIZE, SIZE))
    heights = terrain.isovalues
    if isinstance(heights, str):
        heights = contour.isovalues(losses, heights, BANDS, terrain.goal)
    pixels = contour.bands(losses, heights).astype(np.uint8)
    count = len(heights) + 1
    chosen = palette()
    colours = np.append(chosen.bands(count), chosen.inks.goal.on_dark)
    if terrain.goal is not None:
        pixels[contour.edges(losses <= terrain.goal)] = count + 1
    return _png(pixels, colours.astype(np.int32))


def _png(pixels: npt.NDArray[np.uint8], colours: ColourArray) -> bytes:
    """Return a PNG of palette indices (PNG specification, third edition, sections 5 and 11)."""
    rows, columns = pixels.shape
    lines = np.insert(pixels, 0, 0, axis=1)  # every line begins with its filter: none
    header = struct.pack(">IIBBBBB", columns, rows, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", channels(colours).astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
