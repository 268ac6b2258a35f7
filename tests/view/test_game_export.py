import math
import re
from xml.etree import ElementTree

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.wording import split_texts
from descent_game.player.settings import Settings
from descent_game.rendering.cut_picture import WIDE
from descent_game.view.game_export import WIDEST, cuts_of, result_line, spark_line


@pytest.mark.parametrize(
    ("losses", "line"),
    [
        ([1.0, 1.0], "▁▁"),
        ([100.0, 10.0, 1.0], "█▅▁"),
        ([-1.0, 0.0, 1.0], "▁▅█"),
        ([1.0, math.nan, 10.0, math.inf], "▁?█?"),
        ([1.0, 0.0], "█▁"),
        ([-1e308, 1e308], "▁█"),
        ([0.0], "▁"),
        ([math.nan], "?"),
    ],
)
def test_spark_lines(losses: list[float], line: str) -> None:
    assert spark_line(losses) == line


def test_a_long_game_is_thinned_out() -> None:
    line = spark_line([float(n) for n in range(500, 0, -1)])
    assert len(line) == WIDEST
    assert (line[0], line[-1]) == ("█", "▁")


def test_the_line_says_level_turns_stars_and_bot() -> None:
    game = Game(open_level("first-light"), 3)
    game.play(Move(90.0, 0.5))
    game.resign()
    told = result_line(game)
    assert told.startswith("Descent: First light (variant 3), given up after 1 turn ☆☆☆, bot gd ")
    assert "practice" in result_line(game, practice=True)


NAMES = ("w1 ", "w2 ", "interaction ", "together ")


@pytest.mark.parametrize("light", [False, True])
def test_the_cuts_of_a_game_are_a_picture_of_their_own(light: bool) -> None:
    game = Game(open_level("crease-stuck"))
    for heading, step in ((0.0, 2.0), (45.0, 0.0), (45.0, 0.5), (315.0, 2.2)):
        game.play(Move(heading, step))
    game.resign()
    text = cuts_of(game, Settings(light=light))
    root = ElementTree.fromstring(text)
    words = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]
    titles = [each for each in words if each.startswith("Turn ")]
    assert titles == ["Turn 1, heading 0°", "Turn 3, heading 45°", "Turn 4, heading 315°"]
    numbers = [each.split()[1] for each in words if each.startswith(NAMES)]
    readouts = [game.turns[turn - 1].player.readout for turn in (1, 3, 4)]
    assert numbers == [number for readout in readouts for number in split_texts(readout)]
    places = re.findall(r"[ML](-?[0-9.]+) (-?[0-9.]+)", text)
    assert len(places) > 1000
    assert all(0.0 <= float(x) <= WIDE for x, _ in places)
    assert "nan" not in text
