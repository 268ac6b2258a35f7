"""A sample of what ``python -m benchmarks.fuzzing`` tries at length."""

import random
from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.homework.exports.table import GradebookError, parse_table
from descent_game.level.suggestions import nearest
from descent_game.player.settings import read_keymap, read_settings
from tests.fuzzing import changed, parsers
from tests.work import calls

COUNT = 40


@pytest.mark.filterwarnings("error")
def test_a_parser_refuses_in_words_or_takes(tmp_path: Path) -> None:
    tried, outcomes = [], {True}
    for parser in parsers(tmp_path):
        for sound in parser.sound:
            parser.run(sound)
        for number in range(COUNT):
            content = changed(parser.sound, random.Random(f"{parser.name}/{number}"))
            try:
                parser.run(content)
            except DescentError as error:
                outcomes.add(bool(error.shown))
            except Exception as error:
                pytest.fail(f"{parser.name} {number}: {error!r} at {content[:200]!r}")
        tried.append(parser.name)
    assert len(tried) == len(set(tried)) == 17
    assert outcomes == {True}


DEEP, LONG, LARGE, DOTTED = "[" * 2000, "9" * 9000, "x" * 70_000, f"{'a.' * 5000}a = 1"


@pytest.mark.parametrize(
    "text", ["style = []", "style = {a = 1}", f"style = {DEEP}", f"style = {LONG}", LARGE, DOTTED]
)
def test_settings_and_keys_of_any_kind_are_told_in_words(tmp_path: Path, text: str) -> None:
    for name, read in (("settings.toml", read_settings), ("keys.toml", read_keymap)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert str(tmp_path / name) in read(tmp_path)[1]


def test_what_would_take_the_square_of_its_size_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(DOTTED, encoding="utf-8")
    assert "more than 20 dots" in read_settings(tmp_path)[1]
    with pytest.raises(GradebookError, match="far fewer cells"):
        parse_table(",".join("a" * 2_000) + "\n" + "ada,b\n" * 2_000)
    assert calls(lambda: nearest("x" * 70_000, ["name", "title"])) < 10
