from pathlib import Path

import pytest

from descent_game.game.attempts import Attempt, attempt_at, has_variants, next_attempt
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
