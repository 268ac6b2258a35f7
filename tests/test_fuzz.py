"""A sample of what ``python -m benchmarks.fuzzing`` tries at length."""

import random
from pathlib import Path

import pytest

from descent_game.errors import DescentError
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
