"""Losses, boxes and small helpers that the tests of the maps share."""

import numpy as np

from descent_game.losses.surface import Box
from descent_game.rendering.fog import Fog
from descent_game.rendering.map_layer import MapLayer, draw_map
from descent_game.rendering.palette import palette
from descent_game.rendering.palettes import Depth
from descent_game.rendering.relief import Terrain
from descent_game.rendering.style import Style
from descent_game.rendering.viewport import FloatArray, Viewport

SQUARE: Box = ((-5.0, 5.0), (-5.0, 5.0))


def bowl(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return w1**2 + w2**2


def plane(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return w1 + 2 * w2


def leaning_ravine(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return ((w1 + w2 - 4) ** 2 + 50 * (w1 - w2) ** 2) / 4


def rosenbrock(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return (1 - w1) ** 2 + 100 * (w2 - w1**2) ** 2


def crease(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return 2 * np.abs(w1 - w2) + (w1 + w2 - 6) ** 2 / 20


def constant(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return np.full(np.broadcast_shapes(w1.shape, w2.shape), 3.0)


def scalar(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return np.array(3.0)


def undefined(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return np.full(np.broadcast_shapes(w1.shape, w2.shape), np.nan)


def cliff(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return np.where(w1 < 0, np.inf, w1 + 0 * w2)


def logarithm(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return np.log(w1) + w2


def huge(w1: FloatArray, w2: FloatArray) -> FloatArray:
    return np.exp(150 * w1) * (1 + w2**2)


EVERY_LOSS = (
    *(bowl, plane, leaning_ravine, rosenbrock, crease),
    *(constant, scalar, undefined, cliff, logarithm, huge),
)


def layer(
    terrain: Terrain,
    view: Viewport,
    style: Style = "braille",
    depth: Depth = "truecolor",
    fog: Fog | None = None,
) -> MapLayer:
    return draw_map(view, terrain, style=style, palette=palette(depth=depth), fog=fog)
