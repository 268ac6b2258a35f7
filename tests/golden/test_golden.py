"""Golden values: what they say today is what they said when they were written."""

import json
from pathlib import Path
from typing import Any

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.replay import from_json, record, replay, to_json
from descent_game.homework.grading import grade
from descent_game.homework.submission import read_submission
from descent_game.homework.submission import to_json as submission_json
from descent_game.player.record import Record
from descent_game.player.transfer import export_record, import_record
from tests.golden.comparison import differences
from tests.golden.formats import DOCUMENTS, PLAYED, TEXTS, assignment
from tests.golden.levels import DATA, OF_LEVELS, SLOW_TO_CHECK, chance, known_levels

CASES = [
    (subject, name)
    for subject in OF_LEVELS
    for name in known_levels()
    if subject != "findings" or name not in SLOW_TO_CHECK
]


def golden(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def told(document: Any) -> Any:
    return json.loads(json.dumps(document))


def text_of(name: str) -> str:
    return (DATA / name).read_text("utf-8")


@pytest.mark.parametrize(("subject", "name"), CASES)
def test_a_level_is_what_it_was(subject: str, name: str) -> None:
    now = told(OF_LEVELS[subject](known_levels()[name]))
    assert list(differences(golden(subject)[name], now)) == []


@pytest.mark.parametrize("subject", OF_LEVELS)
def test_no_level_is_gone(subject: str) -> None:
    assert list(golden(subject)) == list(known_levels())


def test_chance_is_what_it_was() -> None:
    assert list(differences(golden("chance"), told(chance()))) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_it_was(name: str, tmp_path: Path) -> None:
    assert list(differences(golden(name), told(DOCUMENTS[name](tmp_path)))) == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_what_it_was(name: str, tmp_path: Path) -> None:
    old, new = text_of(name), TEXTS[name](tmp_path)
    if name == "help.txt":  # where lines break and what usage brackets is the library's business
        old, new = (" ".join(text.replace("[COMMAND]", "COMMAND").split()) for text in (old, new))
    assert new == old


def test_old_replays_can_be_played() -> None:
    texts = text_of("replays.txt").split("\n\n")
    games = [
        replay(from_json(text), open_level(name)) for text, name in zip(texts, PLAYED, strict=True)
    ]
    assert [to_json(record(game)) for game in games] == [text.strip("\n") for text in texts]


def test_an_old_submission_can_be_read_and_graded(tmp_path: Path) -> None:
    text = text_of("submission.json")
    assert submission_json(read_submission(text.encode())) == text
    graded = grade(text.encode(), assignment(tmp_path))
    assert [level.reasons for level in graded.levels if level.reasons] == []
    assert f"{graded.points:.4f}" in text_of("grades.csv")


def test_an_old_record_can_be_imported(tmp_path: Path) -> None:
    text, kept = text_of("progress.json"), Record(tmp_path)
    assert import_record(text, kept, open_level) == (len(PLAYED), 0, (), 0)
    assert export_record(kept) == text
    kept.close()


@pytest.mark.parametrize(
    ("golden_value", "now", "count"),
    [
        (1.0, 1.0 + 5e-10, 0),
        (1.0, 1.0 + 5e-9, 1),
        (1.0, 1, 0),
        (1, True, 1),
        (0.0, 1e-13, 0),
        ([1, 2], [1], 1),
        ({"a": 1}, {"b": 1}, 2),
        ({"a": [{"b": None}]}, {"a": [{"b": 0}]}, 1),
    ],
)
def test_differences_are_seen(golden_value: Any, now: Any, count: int) -> None:
    assert len(list(differences(golden_value, now))) == count
