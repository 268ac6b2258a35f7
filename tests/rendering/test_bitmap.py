"""The small PNG maps, read back by a decoder written from the PNG specification."""

import struct
import zlib

import numpy as np
import pytest

from descent_game.rendering.bitmap import SIZE, contour_png
from descent_game.rendering.relief import Terrain
from descent_game.rendering.viewport import FloatArray

BOX = ((-2.0, 2.0), (-1.0, 1.0))


def bowl(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return (w1 - 1.0) ** 2 + (w2 - 0.5) ** 2


def decoded(png: bytes) -> FloatArray:
    """Return the brightness of every pixel; checks signature, lengths and checksums."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    parts, at = {}, 8
    while at < len(png):
        (length,), name = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        content = png[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(name + content)
        parts[name] = content
        at += 12 + length
    columns, rows, depth, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (depth, kind) == (8, 3)
    raw = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(rows, columns + 1)
    assert not raw[:, 0].any()
    colours = np.frombuffer(parts[b"PLTE"], np.uint8).reshape(-1, 3)
    assert raw[:, 1:].max() < len(colours)
    brightness: FloatArray = colours[raw[:, 1:]].astype(np.float64).mean(axis=2)
    return brightness


def test_low_is_dark_and_north_is_up() -> None:
    light = decoded(contour_png(Terrain(bowl, BOX)))
    assert light.shape == (SIZE, SIZE)
    row, column = np.argwhere(light == light.min()).mean(axis=0)
    assert (row / SIZE, column / SIZE) == pytest.approx((0.25, 0.75), abs=0.1)
    assert light[-1, 0] > light[SIZE // 4, 3 * SIZE // 4]


def test_the_goals_contour_is_drawn() -> None:
    plain = decoded(contour_png(Terrain(bowl, BOX)))
    marked = decoded(contour_png(Terrain(bowl, BOX, goal=0.1)))
    assert (marked > 150.0).sum() != (plain > 150.0).sum()


def test_losses_that_are_not_numbers_are_no_obstacle() -> None:
    def broken(w1: FloatArray, w2: FloatArray) -> FloatArray:
        return np.log(w1) + w2

    assert decoded(contour_png(Terrain(broken, BOX))).shape == (SIZE, SIZE)
