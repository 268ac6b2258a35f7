"""Blind plays: what wins without a lesson is named, with where it wins."""

from pathlib import Path

import msgspec
import pytest

from descent_game.checking.blind_rules import blind_faults
from descent_game.checking.trials import Trial, variants_of
from descent_game.level.schema import Level
from tests.levels_for_tests import make_level

BOWL = "((w1-2)**2 + (w2-1)**2)/2"
RAVINE = "(w1-2)**2/2 + 20*(w2-1)**2"
HINTS = ("One.", "Another.")
HALVED = "down the compass, half of it after a move uphill"


def faults(level: Level) -> list[str]:
    level = msgspec.structs.replace(level, text=msgspec.structs.replace(level.text, hints=HINTS))
    trials = [Trial(level), *variants_of(level, 3)]
    return [str(fault.message) for fault in blind_faults(trials)]


@pytest.mark.parametrize(
    ("formula", "changes", "words"),
    [
        (BOWL, {"start": "[-4.0, 1.0]"}, "the longest step down the compass on"),
        (BOWL, {"start": "[-3.0, 1.0]"}, f"the longest step {HALVED}"),
        (RAVINE, {"start": "[-2.0, -1.0]", "goal": "loss = 0.1"}, "the steeper axis"),
        (RAVINE, {"start": "[-2.0, 3.0]", "rules": 'moves = "axis"'}, "one weight, then the other"),
        (BOWL, {"start": "[0.8, 1.0]"}, "the first aim, kept until it leads uphill"),
        (BOWL, {"start": "[1.2, 1.0]"}, "the learning rate of the first aim, down the compass"),
        (
            BOWL,
            {"map": 'instruments = ["cut"]', "max_step": "9.0"},
            "the lowest point that the cut",
        ),
        (BOWL, {"rules": 'moves = "gradient"', "max_step": "9.0"}, "a constant rate of"),
    ],
)
def test_what_wins_without_a_lesson_is_named(
    tmp_path: Path, formula: str, changes: dict[str, str], words: str
) -> None:
    found = faults(make_level(tmp_path, formula, **changes))
    assert any(f"par is made by {words}" in message for message in found), found
    assert all("on 4 of 4 maps: as published, seed 1, seed 2, ..." in each for each in found)


def test_a_play_of_the_level_may_say_that_this_is_the_idea(tmp_path: Path) -> None:
    idea = '[[plays]]\nname = "p"\nstars = 3\npolicy = { follow = "gradient" }'
    level = make_level(tmp_path, BOWL, start="[-4.0, 1.0]", more=idea)
    assert not any("down the compass" in message for message in faults(level))
    by_rate = idea.replace("}", ", rate = 1.0 }")
    level = make_level(tmp_path, BOWL, start="[-4.0, 1.0]", more=by_rate)
    assert any("down the compass" in message for message in faults(level))


def test_cuts_are_read_only_where_they_are_granted_and_as_far_as_one_sees(tmp_path: Path) -> None:
    for instruments, sight in (("compass", 9.0), ("cut", 0.2)):
        grid = f'sight = {sight}\ninstruments = ["{instruments}"]'
        (folder := tmp_path / instruments).mkdir()
        level = make_level(folder, BOWL, map=grid, max_step="9.0")
        assert not any("the cut" in message for message in faults(level))


def test_a_ravine_is_not_won_blindly(tmp_path: Path) -> None:
    assert faults(make_level(tmp_path, "(w1-2)**2/2 + 50*(w2-w1/3)**2", goal="loss = 0.01")) == []
