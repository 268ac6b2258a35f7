"""The schema for editors, held to an independent validator of draft 4, and the page made of it."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from descent_game.catalogue.catalogue import course_files, course_folder
from descent_game.checking.level_schema import level_schema
from descent_game.level.format_page import format_page
from tests.level.test_mistakes import CLAIM, MISTAKES, PLAY, QUESTION
from tests.levels_for_tests import level_text

SCHEMA = level_schema()
PLAIN = json.loads(json.dumps(SCHEMA))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
REPOSITORY = course_folder().parent


def keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys(value)
    elif isinstance(node, list):
        for item in node:
            yield from keys(item)


def test_it_is_draft_4_and_written_out() -> None:
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    assert {"$ref", "$defs", "const", "prefixItems"}.isdisjoint(keys(SCHEMA))


def test_what_is_shipped_is_what_the_code_says() -> None:
    shipped = course_folder() / "level.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == PLAIN, (
        "descent level schema > levels/level.schema.json"
    )
    page = REPOSITORY / "docs" / "level-format.md"
    assert page.read_text(encoding="utf-8") == format_page(SCHEMA) + "\n", (
        "descent level schema --markdown > docs/level-format.md"
    )


@pytest.mark.parametrize("path", course_files(), ids=lambda path: path.stem)
def test_every_level_names_the_schema_and_keeps_to_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#:schema ../level.schema.json\n")
    assert list(VALIDATOR.iter_errors(tomllib.loads(text))) == []


BEYOND_A_SCHEMA = (
    "low < high", "the file's name", "unknown name", "unknown function", "write **",
    "write -", "write abs", "did you mean 'log'", "missing before", "is never closed", "is taken",
    "bot.turns", "stands alone", "not on the map", "from 1 to 14", "did you mean learning_rate",
    "allowed is", "one of the 2 choices", "from 0 to 2",
)  # fmt: skip
"""Words about what is in a formula or hangs on another key."""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [case[:2] for case in MISTAKES if not any(words in case[2] for words in BEYOND_A_SCHEMA)],
)
def test_it_refuses_the_mistakes_that_a_schema_can_see(right: str, wrong: str) -> None:
    whole = level_text(more="\n".join(["", CLAIM, PLAY, QUESTION]))
    assert list(VALIDATOR.iter_errors(tomllib.loads(whole))) == []
    document = tomllib.loads(whole.replace(right, wrong.replace("§", "")))
    assert list(VALIDATOR.iter_errors(document)) != []
