import math
import re
from xml.etree import ElementTree

import pytest

from descent_game.losses.surface import Box
from descent_game.rendering.map_layer import draw_map
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.palette import palette
from descent_game.rendering.picture import Caption, picture
from descent_game.rendering.relief import Terrain
from descent_game.rendering.style import STYLES, Style
from descent_game.rendering.svg_paths import Timeline
from descent_game.rendering.text_page import page_view
from tests.rendering.losses import bowl

BOX: Box = ((-5.0, 5.0), (-5.0, 5.0))
WAY = ((-3.0, -3.0), (0.0, -1.0), (2.0, 1.0))
BOT = ((-3.0, -3.0), (-1.0, -2.0))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    overlay: Overlay,
    caption: Caption | None = None,
    style: Style = "braille",
    timeline: Timeline | None = None,
) -> ElementTree.Element:
    terrain = Terrain(bowl, BOX, 0.5)
    view = page_view(BOX, (74, 24))
    layer = draw_map(view, terrain, style=style, palette=palette())
    text = picture(layer, overlay, caption or Caption("A bowl"), timeline)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in text
    return ElementTree.fromstring(text)


def texts(image: ElementTree.Element) -> list[str]:
    return ["".join(found.itertext()) for found in image.iter(f"{SVG}text")]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_a_picture_with_axes_legend_and_notes(style: Style) -> None:
    caption = Caption("A bowl", ("two turns", "no stars"), ("gd, rate 0.3",))
    image = drawn(Overlay(WAY, (BOT,), start=WAY[0]), caption, style)
    found = texts(image)
    for words in ("A bowl", "two turns", "no stars", "w1", "w2", "-5", "5", "start", "you"):
        assert words in found
    assert "bot: gd, rate 0.3" in found
    assert any(words.startswith("loss above ") for words in found)
    assert "bot" not in found


def test_hostile_words_stay_words() -> None:
    image = drawn(Overlay(), Caption("</text><script>alert(1)</script>\x00&amp;"))
    assert texts(image)[0] == "</text><script>alert(1)</script>\ufffd&amp;"
    assert not list(image.iter(f"{SVG}script"))


def test_every_turn_is_a_piece_of_its_way() -> None:
    image = drawn(Overlay(WAY, (BOT,)))
    turns = [
        [piece.get("data-turn") for piece in way.iter(f"{SVG}g") if piece.get("data-turn")]
        for way in image.iter(f"{SVG}g")
        if way.get("class") == "way"
    ]
    assert turns == [["1"], ["1", "2"]]
    assert not list(image.iter(f"{SVG}animate"))


def test_a_way_ends_before_a_point_without_a_place() -> None:
    lost = (*BOT, (math.inf, math.nan), (0.0, 0.0))
    image = drawn(Overlay(WAY, (lost,)))
    assert "nan" not in ElementTree.tostring(image, "unicode")
    way = next(way for way in image.iter(f"{SVG}g") if way.get("id") == "bot-0")
    assert [piece.get("data-turn") for piece in way if piece.get("data-turn")] == ["1"]


def test_an_animation_walks_every_way_in_one_time() -> None:
    image = drawn(Overlay(WAY, (BOT,)), timeline=Timeline(turn=1.0, rest=2.0))
    found = [*image.iter(f"{SVG}animate"), *image.iter(f"{SVG}animateTransform")]
    assert {one.get("dur") for one in found} == {"4s"}
    for one in found:
        times = [float(time) for time in (one.get("keyTimes") or "").split(";")]
        assert times[0] == 0.0
        assert times == sorted(times)
        assert len(times) == len((one.get("values") or "").split(";"))
    moves = [one.get("values") or "" for one in image.iter(f"{SVG}animateTransform")]
    ends = [re.split(r";", value)[-1] for value in moves]
    places = [
        (way.get("transform") or "")[len("translate(") : -1]
        for way in image.iter(f"{SVG}g")
        if way.get("class") == "here"
    ]
    assert ends == places
