"""The map layer: every style, loss and size; fog, walls, undefined losses and small goldens."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.rendering.fog import Fog, lattice
from descent_game.rendering.lens import Focus, lens
from descent_game.rendering.overlay import Overlay, compose
from descent_game.rendering.palette import palette
from descent_game.rendering.palettes import Depth
from descent_game.rendering.relief import Field, Terrain
from descent_game.rendering.style import STYLES, Style
from descent_game.rendering.viewport import Viewport
from tests.rendering.losses import EVERY_LOSS, SQUARE, bowl, cliff, layer, leaning_ravine, undefined

DEPTHS: tuple[Depth, ...] = ("truecolor", "256", "16", "none")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 7), (9, 3), (40, 12)])
def test_any_loss_at_any_size_is_drawn(style: Style, depth: Depth, size: tuple[int, int]) -> None:
    for loss in EVERY_LOSS:
        terrain = Terrain(loss, SQUARE, goal=0.5)
        picture = layer(terrain, Viewport.fit(SQUARE, *size), style, depth)
        assert (picture.canvas.columns, picture.canvas.rows) == size


@pytest.mark.parametrize("loss", EVERY_LOSS)
def test_ascii_is_seven_bits(loss: Field) -> None:
    fog = Fog(((1.0, 1.0),), 2.0)
    view = lens(SQUARE, 40, 12, Focus((1.0, 1.0), 2.0))
    picture = layer(Terrain(loss, SQUARE, 0.5), view, "ascii", fog=fog)
    way = ((-1.0, 0.0), (0.5, 1.0), (1.0, 1.0))
    overlay = Overlay(way, (way, way), (1.0, 1.0), (-1.0, 0.3), way[0], overview_rows=5)
    assert max(map(ord, "".join(compose(picture, overlay).canvas.lines()))) < 128


def test_a_bowl_in_ascii() -> None:
    view = Viewport.fit(SQUARE, 21, 11)
    assert layer(Terrain(bowl, SQUARE, 1.0), view, "ascii", "none").canvas.lines() == [
        "+-------------------+",
        "|####***********####|",
        "|##****+++++++****##|",
        "|#***++--:::--++***#|",
        "|***++-:.ooo.:-++***|",
        "|**++--.ooooo.--++**|",
        "|***++-:.ooo.:-++***|",
        "|#***++--:::--++***#|",
        "|##****+++++++****##|",
        "|####***********####|",
        "+-------------------+",
    ]


def test_undefined_losses_are_marked_as_such() -> None:
    view = Viewport.fit(SQUARE, 21, 11)
    canvas = layer(Terrain(cliff, SQUARE), view, "ascii", "none").canvas
    assert canvas.text(5)[1:10] == "?" * 9
    assert "?" not in canvas.text(5)[11:]
    nothing = layer(Terrain(undefined, SQUARE, 0.0), view, "ascii", "none").canvas
    assert set("".join(nothing.lines()[1:-1])) == {"|", "?"}


def test_a_flat_loss_is_one_band_without_lines() -> None:
    view = Viewport(20, 8, (0.0, 0.0), (0.1, 0.2))
    canvas = layer(Terrain(lambda w1, w2: 0 * w1 + 0 * w2, SQUARE), view).canvas
    assert set("".join(canvas.lines())) <= {" "}
    assert len(np.unique(canvas.paper)) == 1


def test_given_isovalues_are_used() -> None:
    view = Viewport.fit(SQUARE, 40, 20)
    picture = layer(Terrain(bowl, SQUARE, isovalues=(1.0, 4.0, 9.0)), view)
    assert picture.relief.isovalues == (1.0, 4.0, 9.0)
    assert set(np.unique(picture.relief.bands)) == {0, 1, 2, 3}


def test_deeper_is_darker() -> None:
    canvas = layer(Terrain(lambda w1, w2: w1 + 0 * w2, SQUARE), Viewport.fit(SQUARE, 42, 21)).canvas
    blue_and_green = canvas.paper[10, 1:-1] & 0xFFFF
    assert blue_and_green[0] < blue_and_green[-1]
    assert len(np.unique(canvas.paper[10])) >= 12


@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(0.2, 3))
def test_fog_clears_within_sight_only(w1: float, w2: float, sight: float) -> None:
    view = Viewport.fit(SQUARE, 60, 30)
    clarity = Fog(((w1, w2),), sight).clarity(view)
    x, y = view.cell_centres()
    distance = np.hypot(x - w1, y - w2)
    assert (clarity[distance < sight - view.scale[1]] == 1).all()
    assert (clarity[distance > sight + view.scale[1]] == 0).all()


def test_fog_has_a_soft_edge() -> None:
    clarity = Fog(((0.0, 0.0),), 2.0).clarity(Viewport.fit(SQUARE, 80, 40))
    row = clarity[20, :40]
    assert (np.diff(row) >= 0).all()
    assert 2 <= int(((row > 0) & (row < 1)).sum()) <= 4


def test_fog_is_a_texture_and_hides_the_loss() -> None:
    view = Viewport.fit(SQUARE, 40, 20)
    fog = Fog((), 1.0)
    one, other = (layer(Terrain(f, SQUARE), view, fog=fog).canvas for f in (bowl, leaning_ravine))
    assert not one.changed_rows(other)
    assert "⠄" in "".join(one.lines())
    assert palette().base.fog in one.paper


def test_fog_texture_moves_with_the_map() -> None:
    view = Viewport(40, 20, (0.0, 0.0), (0.1, 0.2))
    moved = Viewport(40, 20, (0.3, -0.4), (0.1, 0.2))
    assert (lattice(view, 4, 2)[2:, 3:] == lattice(moved, 4, 2)[:-2, :-3]).all()


def test_isovalues_come_from_what_is_seen() -> None:
    view = Viewport.fit(SQUARE, 60, 30)
    fog = Fog(((3.0, 3.0),), 0.5)
    heights = layer(Terrain(bowl, SQUARE, 0.1), view, fog=fog).relief.isovalues
    assert 9 < min(heights) < max(heights) < 30


@pytest.mark.parametrize("style", STYLES)
def test_outside_the_walls_is_plain(style: Style) -> None:
    view = Viewport(40, 20, (5.0, 0.0), (0.25, 0.5))
    canvas = layer(Terrain(bowl, SQUARE), view, style).canvas
    assert canvas.text(10)[21:].strip() == ""
    assert canvas.text(10)[20] != " "
    assert set(canvas.paper[10, 20:].tolist()) == {palette().base.outside}


def test_without_colours_nothing_is_coloured() -> None:
    for style, fog in itertools.product(STYLES, (None, Fog(((0.0, 0.0),), 2.0))):
        view = Viewport.fit(SQUARE, 30, 15)
        picture = layer(Terrain(bowl, SQUARE, 1.0), view, style, "none", fog)
        overlay = Overlay(((0.0, 0.0), (1.0, 1.0)), aim=(1.0, 0.0), compass=(0.0, 1.0))
        canvas = compose(picture, overlay).canvas
        assert set(np.unique(canvas.ink)) == {-1}
        assert set(np.unique(canvas.paper)) == {-1}


def test_the_goal_is_drawn_apart() -> None:
    view = Viewport.fit(SQUARE, 60, 30)
    canvas = layer(Terrain(bowl, SQUARE, 1.0), view).canvas
    place = view.cell_of((math.cos(0.3), math.sin(0.3)))
    assert place is not None
    assert canvas.ink[place[1], place[0]] == palette().inks.goal.on(int(canvas.paper[place[::-1]]))
