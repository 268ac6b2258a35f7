"""A sample of what ``python -m benchmarks.fuzzing`` tries at length."""

import random
from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.player.keymap import read_keymap
from descent_game.player.settings_file import read_settings
from tests.fuzzing import changed, parsers

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


DEEP, LONG, LARGE = "[" * 2000, "9" * 9000, "x" * 70_000


@pytest.mark.parametrize(
    "text", ["style = []", "style = {a = 1}", f"style = {DEEP}", f"style = {LONG}", LARGE]
)
def test_settings_and_keys_of_any_kind_are_told_in_words(tmp_path: Path, text: str) -> None:
    for name, read in (("settings.toml", read_settings), ("keys.toml", read_keymap)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert str(tmp_path / name) in read(tmp_path)[1]
