"""Files of older formats are brought up to date, by steps that are made up here: there are none."""

from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from descent_game.errors import LevelError
from descent_game.level import formats
from descent_game.level.loading import level_from_text
from descent_game.level.migration import migrate
from descent_game.level.schema import LevelFile
from tests.levels_for_tests import level_text

HERE = Path("test-level.toml")
NEW = "# by Ada\n" + level_text().replace("turns = 14", "turns = 14  # plenty")
OLD = NEW.replace("format = 1", "format = -1  # the first").replace("max_step", "longest_step")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that there were formats -1, with another key, and 0, with another title."""
    monkeypatch.setitem(formats.STEPS, -1, lambda text: text.replace("longest_step", "max_step"))
    monkeypatch.setitem(formats.STEPS, 0, lambda text: text.replace("A level", "Migrated"))


def problem_of(text: str) -> str:
    with pytest.raises(LevelError) as caught:
        migrate(text, HERE)
    (problem,) = caught.value.problems
    return str(problem)


def test_the_schema_reads_the_format_of_this_program() -> None:
    assert get_args(get_type_hints(LevelFile)["format"]) == (formats.FORMAT,)


def test_a_file_goes_through_every_step_and_keeps_the_rest(steps: None) -> None:
    now = migrate(OLD, HERE)
    assert now == NEW.replace("format = 1", "format = 1  # the first").replace(
        "A level", "Migrated"
    )
    assert level_from_text(now, HERE).title == "Migrated"
    assert migrate(now, HERE) == now


def test_whoever_opens_an_older_file_hears_of_that_alone(steps: None) -> None:
    with pytest.raises(LevelError, match="format -1 is older than format 1: descent level migrate"):
        level_from_text(OLD, HERE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NEW.replace("format = 1", "format = 7"), "3:10: format: format 7 is newer than this"),
        (NEW.replace("format = 1", "format = -2"), "no format -2; the oldest is format -1"),
        (NEW.replace("format = 1", "format = '1'"), "3:10: format: '1' is not the number"),
        (NEW.replace("format = 1", "format = true"), "true is not the number of a format"),
        (NEW.replace("format = 1\n", ""), "1:1: 'format' is missing: say which format"),
        ("format = \n", "test-level.toml:1:"),
        (OLD.replace("turns = 14", "turns = 0"), "turns: 0 is not a whole number from 1 to 500"),
    ],
)
def test_what_cannot_be_migrated_is_told(steps: None, text: str, told: str) -> None:
    assert told in problem_of(text)


def test_without_older_formats_there_is_nothing_to_do() -> None:
    assert migrate(NEW, HERE) == NEW
    assert "there is no format 0; the oldest is format 1" in problem_of(
        NEW.replace("format = 1", "format = 0")
    )
