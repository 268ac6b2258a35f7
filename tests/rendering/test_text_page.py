"""Pages of text: everything within the given size, axes, scale bar and legend."""

import itertools

import pytest

from descent_game.losses.surface import Box
from descent_game.rendering.fog import Fog
from descent_game.rendering.legend import number
from descent_game.rendering.lens import Focus, lens
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.palette import palette
from descent_game.rendering.relief import Field, Terrain
from descent_game.rendering.style import STYLES, Style
from descent_game.rendering.text_page import map_page, map_size, page, page_view, scale_bar
from descent_game.rendering.viewport import Viewport
from tests.rendering.losses import EVERY_LOSS, SQUARE, bowl, layer, logarithm

SIZES = [(1, 1), (3, 2), (20, 5), (24, 8), (40, 12), (56, 8), (80, 24), (120, 40), (200, 10)]
COLOURLESS = palette(depth="none")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES)
def test_pages_keep_to_their_size(style: Style, size: tuple[int, int]) -> None:
    wide: Box = ((-50.0, 50.0), (0.0, 1.0))
    overlay = Overlay(((0.0, 0.5), (1.0, 0.5)), (((0.0, 0.5),),), start=(0.0, 0.5))
    for loss, box in itertools.product((bowl, logarithm), (SQUARE, wide)):
        canvas = map_page(Terrain(loss, box, 0.5), size, overlay, style=style, palette=COLOURLESS)
        assert canvas.columns <= size[0]
        assert canvas.rows <= size[1]


@pytest.mark.parametrize("loss", EVERY_LOSS)
def test_every_loss_makes_a_page(loss: Field) -> None:
    canvas = map_page(
        Terrain(loss, SQUARE, 0.5), (80, 24), Overlay(), style="ascii", palette=COLOURLESS
    )
    assert max(map(ord, "".join(canvas.lines()))) < 128


def test_a_whole_page() -> None:
    terrain = Terrain(bowl, SQUARE, 1.0, (4.0, 9.0, 16.0))
    overlay = Overlay(start=(-3.0, 3.0))
    lines = map_page(terrain, (60, 13), overlay, style="ascii", palette=COLOURLESS).lines()
    assert lines == [
        "      5 +-------------------+   S  start",
        "     w2 |%%%%%%%%%%%%%%%%%%%|   o  goal: at most 1",
        "        |%%%S+++++++++++%%%%|  %%% above 16",
        "        |%%%++---------++%%%|  +++ 9 to 16",
        "        |%%++--  ooo  --++%%|  --- 4 to 9",
        "      0 |%%++-- ooooo --++%%|      up to 4",
        "        |%%++--  ooo  --++%%|",
        "        |%%%++---------++%%%|",
        "        |%%%%+++++++++++%%%%|",
        "        |%%%%%%%%%%%%%%%%%%%|",
        "     -5 +-------------------+",
        "       -5         0         5",
        "        |---| 2 w1",
    ]


def test_a_page_around_a_lens_has_the_numbers_of_the_lens() -> None:
    size = (80, 20)
    view = lens(SQUARE, *map_size(size), Focus((2.0, 1.0), 0.5))
    fog = Fog(((2.0, 1.0),), 0.5)
    picture = layer(Terrain(bowl, SQUARE, 0.5), view, "ascii", "none", fog)
    lines = page(picture, size, Overlay(((2.0, 1.0),))).lines()
    assert f"{view.box[1][1]:.4g}" in lines[0]
    assert any("not seen yet" in line for line in lines)
    assert any("you" in line for line in lines)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    view = Viewport.fit(SQUARE, 41, 21)
    assert scale_bar(view) == (8, 2.0)
    assert view.scale[0] * 8 == pytest.approx(2.0)


def test_the_view_is_no_larger_than_the_map_needs() -> None:
    view = page_view(SQUARE, (120, 24))
    assert (view.columns, view.rows) == (43, 22)


@pytest.mark.parametrize(
    ("value", "text"),
    [(3583.4, "3580"), (0.05, "0.05"), (134.9, "135"), (0.0, "0"), (1e9, "1e+09"), (-2.0, "-2")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text
