"""Trails, aim, compass, markers and the overview, and which rows they change."""

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.surface import Point
from descent_game.rendering.colour import contrast
from descent_game.rendering.fog import Fog
from descent_game.rendering.lens import Focus, lens
from descent_game.rendering.map_layer import draw_map
from descent_game.rendering.overlay import Overlay, compose
from descent_game.rendering.palette import palette
from descent_game.rendering.palettes import Depth, Theme
from descent_game.rendering.relief import Terrain
from descent_game.rendering.ring import Ring
from descent_game.rendering.strokes import dots_along
from descent_game.rendering.style import GLYPHS, STYLES, Style
from descent_game.rendering.viewport import Viewport
from tests.rendering.losses import SQUARE, bowl, layer

VIEW = Viewport.fit(SQUARE, 41, 21)
TERRAIN = Terrain(bowl, SQUARE, 0.5)
anywhere = st.floats(allow_nan=True, allow_infinity=True)
points = st.tuples(anywhere, anywhere)
near = st.tuples(st.floats(-4.9, 4.9), st.floats(-4.9, 4.9))


@given(st.lists(points, max_size=6), st.lists(points, max_size=6), points, points)
def test_any_way_can_be_drawn(
    player: list[Point], bot: list[Point], aim: Point, compass: Point
) -> None:
    ring = Ring(2.0, (*aim, *compass))
    overlay = Overlay(tuple(player), (tuple(bot),), aim, compass, overview_rows=5)
    for style in STYLES:
        for each in (overlay, replace(overlay, ring=ring, push=aim)):
            compose(layer(TERRAIN, Viewport.fit(SQUARE, 24, 12), style), each)


@given(near, near)
def test_a_line_joins_its_ends_without_gaps(start: Point, end: Point) -> None:
    x, y = dots_along(VIEW, (start, end), 1, 2, 4)
    dots = list(zip(x.tolist(), y.tolist(), strict=True))
    first, last = ((int(2 * x), int(4 * y)) for x, y in map(VIEW.place_of, (start, end)))
    for one, other in itertools.pairwise([first, *dots, last]):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= 1


def test_a_way_stops_where_it_stops_being_finite() -> None:
    x, _ = dots_along(VIEW, ((0.0, 0.0), (1.0, 0.0), (math.nan, 0.0), (4.0, 0.0)), 1, 2, 4)
    assert x.max() <= 2 * VIEW.place_of((1.0, 0.0))[0]


def test_a_way_far_out_of_view_is_clipped_to_it() -> None:
    x, y = dots_along(VIEW, ((-1e9, 0.0), (1e9, 0.0)), 1, 2, 4)
    assert len(x) <= 2 * VIEW.columns + 1
    assert set(y.tolist()) == {4 * VIEW.rows // 2}


@pytest.mark.parametrize(
    ("style", "player", "bot"), [("braille", "●", "◆"), ("blocks", "●", "◆"), ("ascii", "@", "B")]
)
def test_markers_differ_by_glyph(style: Style, player: str, bot: str) -> None:
    ways = ((-3.0, 3.0), (0.0, 3.0)), ((-3.0, -3.0), (0.0, -3.0))
    canvas = compose(layer(TERRAIN, VIEW, style), Overlay(ways[0], (ways[1],))).canvas
    for way, glyph in zip(ways, (player, bot), strict=True):
        cell = VIEW.cell_of(way[-1])
        assert cell is not None
        assert canvas.text(cell[1])[cell[0]] == glyph


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("depth", ["truecolor", "256", "16"])
def test_a_marker_keeps_its_colour_on_all_backgrounds(theme: Theme, depth: Depth) -> None:
    colours = palette(theme=theme, depth=depth)
    own = colours.base.badge(0)
    ground = draw_map(VIEW, Terrain(bowl, SQUARE), style="braille", palette=colours)
    for w in ((0.0, 0.0), (2.5, 0.0), (-4.9, -4.9)):
        canvas = compose(ground, Overlay((w,))).canvas
        column, row = VIEW.cell_of(w) or (0, 0)
        ink, paper = int(canvas.ink[row, column]), int(canvas.paper[row, column])
        assert own in {ink, paper}
        assert contrast(ink, paper) >= 2.8


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("degrees", "number"), [(0, 0), (45, 1), (90, 2), (135, 3), (180, 4), (225, 5), (315, 7)]
)
def test_the_aim_ends_in_an_arrow(style: Style, degrees: int, number: int) -> None:
    aim = 2 * math.cos(math.radians(degrees)), 2 * math.sin(math.radians(degrees))
    canvas = compose(layer(TERRAIN, VIEW, style), Overlay(((0.0, 0.0),), aim=aim)).canvas
    cell = VIEW.cell_of(aim)
    arrows = ">/^\\</v\\" if style == "ascii" else "→↗↑↖←↙↓↘"
    assert cell is not None
    assert canvas.text(cell[1])[cell[0]] == arrows[number]


def test_the_compass_needle_has_one_length_on_the_screen() -> None:
    base = layer(TERRAIN, VIEW, "ascii")
    small, large = (
        compose(base, Overlay(((0.0, 0.0),), compass=(0.0, length))).canvas
        for length in (1e-9, 1e9)
    )
    assert not small.changed_rows(large)
    assert "g" in small.text(VIEW.rows // 2 - 4)


def test_aiming_changes_only_the_rows_of_the_arrow() -> None:
    base = layer(TERRAIN, VIEW)
    before = compose(base, Overlay(((0.0, 0.0),)))
    after = compose(base, Overlay(((0.0, 0.0),), aim=(2.0, 0.0)), before.canvas)
    assert before.changed_rows == list(range(VIEW.rows))
    assert after.changed_rows == [VIEW.rows // 2]
    assert compose(base, Overlay(((0.0, 0.0),), aim=(2.0, 0.0)), after.canvas).changed_rows == []


def test_composing_leaves_the_layer_alone() -> None:
    base = layer(TERRAIN, VIEW)
    before = base.canvas.copy()
    compose(base, Overlay(((0.0, 0.0), (2.0, 2.0)), aim=(1.0, 1.0), overview_rows=5))
    assert not base.canvas.changed_rows(before)


@pytest.mark.parametrize("here", [(-4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)])
def test_the_overview_stands_in_the_corner_away_from_the_player(here: Point) -> None:
    view = lens(SQUARE, 60, 20, Focus(here, 0.3))
    base = layer(TERRAIN, view, "ascii")
    bare = compose(base, Overlay((here,))).canvas
    drawn = compose(base, Overlay((here,), overview_rows=6), bare)
    x, y = view.place_of(here)
    rows = range(13, 20) if y <= 10 else range(7)
    assert drawn.changed_rows == list(rows)
    column = 60 - 11 if x <= 30 else 0
    assert drawn.canvas.text(rows[0])[column : column + 11].strip() == "whole map"
    assert set(drawn.canvas.text(rows[1])[column : column + 11]) == {"+", "-"}
    assert "@" in "".join(drawn.canvas.text(row)[column : column + 11] for row in rows)


@pytest.mark.parametrize("way", ["bot", "aim", "trail"])
def test_the_overview_hides_nobody_and_no_arrow(way: str) -> None:
    here = (-4.0, -4.0)
    view = lens(SQUARE, 60, 20, Focus(here, 0.3))
    base = layer(TERRAIN, view, "ascii")
    hidden = view.weights_at(56, 17)  # in the corner where it would stand
    overlay = {
        "bot": Overlay((here,), ((here, hidden),)),
        "aim": Overlay((here,), aim=(hidden[0] - here[0], hidden[1] - here[1])),
        "trail": Overlay((hidden, here)),
    }[way]
    bare = compose(base, overlay).canvas
    drawn = compose(base, replace(overlay, overview_rows=6), bare)
    assert drawn.changed_rows
    assert drawn.canvas.text(17)[56] == bare.text(17)[56]


def test_the_overview_leaves_ground_in_view_that_has_been_seen() -> None:
    here, view = (0.0, 0.0), lens(SQUARE, 60, 20, Focus((0.0, 0.0), 0.3))
    seen = view.weights_at(57, 17)
    fog = Fog((seen,), 10 * view.row_height)
    drawn = compose(layer(TERRAIN, view, "ascii", fog=fog), Overlay((here,), overview_rows=6))
    assert drawn.canvas.text(13)[:11].strip() == "whole map"


@pytest.mark.parametrize("style", STYLES)
def test_aim_and_compass_end_in_arrows_of_different_shapes(style: Style) -> None:
    base = layer(TERRAIN, VIEW, style)
    aim, compass = (
        set("".join(compose(base, overlay).canvas.lines())) - set("".join(base.canvas.lines()))
        for overlay in (
            Overlay(((0.0, 0.0),), aim=(2.0, 0.0)),
            Overlay(((0.0, 0.0),), compass=(2.0, 0.0)),
        )
    )
    heads = aim ^ compass
    assert heads & set(GLYPHS[style].arrows)
    assert heads & set(GLYPHS[style].needles)
    assert not set(GLYPHS[style].arrows) & set(GLYPHS[style].needles)


def test_no_overview_of_what_is_in_view_anyway() -> None:
    base = layer(TERRAIN, VIEW)
    bare = compose(base, Overlay(((0.0, 0.0),))).canvas
    assert compose(base, Overlay(((0.0, 0.0),), overview_rows=5), bare).changed_rows == []


def test_no_marker_vanishes_under_the_head_of_the_compass() -> None:
    ground = layer(TERRAIN, VIEW, "ascii")
    bare = compose(ground, Overlay(((0.0, 0.0),), compass=(1.0, 0.0))).canvas.lines()
    row, line = next((n, text) for n, text in enumerate(bare) if "g" in text)
    head = VIEW.weights_at(line.index("g"), row)
    drawn = compose(ground, Overlay(((0.0, 0.0),), ((head,),), compass=(1.0, 0.0)))
    assert drawn.canvas.lines()[row][line.index("g")] == "B"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("aim", [(2.0, 0.0), (-1.5, 1.5), (0.0, -3.0)])
def test_no_bot_vanishes_under_the_head_of_the_aim(style: Style, aim: Point) -> None:
    ground, glyphs = layer(TERRAIN, VIEW, style), GLYPHS[style]
    drawn = compose(ground, Overlay(((0.0, 0.0),), (((0.0, 0.0), aim),), aim=aim))
    text = "".join(drawn.canvas.lines())
    assert glyphs.bots[0] in text
    assert any(arrow in text for arrow in glyphs.arrows)
