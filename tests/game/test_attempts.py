from pathlib import Path

import pytest

from descent_game.errors import LevelError
from descent_game.game.attempts import Attempt, attempt_at, has_variants, next_attempt
from descent_game.level.parameters import parameter_values
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from tests.levels_for_tests import make_level

DRAWN = "[loss.parameters]\na = { value = 2.0, between = [1.0, 3.0] }"


def test_the_published_level_comes_first_then_seeds_from_one(tmp_path: Path) -> None:
    level = make_level(tmp_path, "a*w1**2 + w2**2", loss=DRAWN)
    assert next_attempt(level, set()) == Attempt(level, None)
    assert next_attempt(level, {None}) == Attempt(level, 1)
    assert next_attempt(level, {None, 1, 3}) == Attempt(level, 2)
    assert next_attempt(level, {5}) == Attempt(level, None)


def test_a_map_that_was_seen_is_practice(tmp_path: Path) -> None:
    level = make_level(tmp_path, "a*w1**2 + w2**2", loss=DRAWN)
    assert attempt_at(level, 3, {3}).practice
    assert not attempt_at(level, 3, {None, 1}).practice


def test_a_level_without_variants_is_practice_from_the_second_time(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    assert next_attempt(level, set()) == Attempt(level, None, practice=False)
    assert next_attempt(level, {None}) == Attempt(level, None, practice=True)


@pytest.mark.parametrize(
    ("loss", "more", "expected"),
    [
        ("", "", False),
        ("[loss.parameters]\na = 2.0", "", False),
        ("[loss.parameters]\na = { value = 2.0 }", "", False),
        (DRAWN, "", True),
        ("[loss.parameters]\na = { value = 2.0, choices = [2.0, 3.0] }", "", True),
        ("", "[variants]\nmirrors = true", True),
    ],
)
def test_what_makes_variants(tmp_path: Path, loss: str, more: str, expected: bool) -> None:
    assert has_variants(make_level(tmp_path, loss=loss, more=more)) is expected


def test_seeds_of_which_nothing_can_be_played_are_passed_over(tmp_path: Path) -> None:
    # with a = 1 the start is at the goal; the published a is 5
    drawn = "[loss.parameters]\na = { value = 5.0, choices = [1.0, 1.0, 5.0] }"
    level = make_level(tmp_path, "a*w1**2 + w2**2", loss=drawn, goal="loss = 20")
    playable = [seed for seed in range(1, 20) if _drawn_a(level, seed) == 5.0]
    assert [playable[0] != 1, len(playable) > 2] == [True, True]
    first, second, *_ = playable
    assert next_attempt(level, {None}) == Attempt(level, first)
    assert next_attempt(level, {None, first}) == Attempt(level, second)
    with pytest.raises(LevelError, match="already at the goal"):
        draw_variant(level, 1)


def _drawn_a(level: Level, seed: int) -> float:
    return parameter_values(level, f"{level.id}/{seed}")["a"]
