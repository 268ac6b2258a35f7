"""Results in words, as students and instructors read them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from descent_game.homework.result_text import late_words, level_words, plain_points, summary_lines
from descent_game.homework.results import Graded, GradedLevel, Status

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RESULT = Graded("a.json", "ada", Status.GRADED, 4.5, 10.0, uploaded=NOON)
LEVEL = GradedLevel(
    level="bowl", title="A bowl", points=4.5, max_points=10.0, attempts=2, number=2, stars=1,
    turns=1, reached=True, bot_turns=7, questions=3, right=2,
)  # fmt: skip


@pytest.mark.parametrize(
    ("late", "lost", "words"),
    [
        (timedelta(), 0.0, "in time"),
        (timedelta(seconds=59), 0.0, "late by 0 min, costs nothing"),
        (timedelta(minutes=59), 0.1, "late by 59 min, costs 10%"),
        (timedelta(minutes=60), 0.1, "late by 1 h 0 min, costs 10%"),
        (timedelta(hours=23, minutes=59), 0.1, "late by 23 h 59 min, costs 10%"),
        (timedelta(hours=24), 0.1, "late by 1 d 0 min, costs 10%"),
        (timedelta(days=3, hours=5, minutes=7), 0.35, "late by 3 d 5 h 7 min, costs 35%"),
    ],
)
def test_lateness_in_words(late: timedelta, lost: float, words: str) -> None:
    assert late_words(RESULT._replace(late=late, lost=lost)) == words


def test_what_is_not_known_of_lateness_is_said_of_graded_results_only() -> None:
    assert late_words(RESULT) == ""
    assert late_words(RESULT._replace(uploaded=None)) == "time of upload unknown"
    assert late_words(RESULT._replace(uploaded=None, status=Status.REFUSED)) == ""


@pytest.mark.parametrize(
    ("points", "words"), [(0.0, "0"), (10.0, "10"), (4.5, "4.5"), (1 / 3, "0.33"), (99.996, "100")]
)
def test_points_have_two_decimals_at_most(points: float, words: str) -> None:
    assert plain_points(points) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "1 star: at the goal in 1 turn, the bot took 7; 2 of 3 answered right after"),
        ({"stars": 2, "questions": 0}, "2 stars: at the goal in 1 turn, the bot took 7"),
        (
            {"stars": 0, "reached": False, "turns": 2, "bot_turns": None, "questions": 0},
            "0 stars: not at the goal after 2 turns, the bot never arrives",
        ),
        ({"number": None}, "not played"),
        ({"number": None, "reasons": ("attempt 1: a", "2: b")}, "attempt 1: a; 2: b"),
        (
            {"questions": 0, "reasons": ("attempt 1: a",)},
            "1 star: at the goal in 1 turn, the bot took 7; refused: attempt 1: a",
        ),
    ],
)  # fmt: skip
def test_a_level_in_words(changes: dict[str, Any], words: str) -> None:
    assert level_words(LEVEL._replace(**changes)) == words


def test_a_submission_in_lines() -> None:
    graded = RESULT._replace(levels=(LEVEL,), notes=("a note",), late=timedelta(), lost=0.0)
    lines = [
        "ada: 4.5 of 10 points",
        "  A bowl: 4.5 of 10: 1 star: at the goal in 1 turn, the bot took 7;"
        " 2 of 3 answered right after",
        "  in time",
        "  note: a note",
    ]
    assert summary_lines(graded) == lines
    assert summary_lines(graded, uploaded=False) == [*lines[:2], lines[3]]
    refused = RESULT._replace(status=Status.REFUSED, reason="why")
    assert summary_lines(refused) == [f"{Status.REFUSED}: why"]
    assert summary_lines(refused._replace(reason="")) == [str(Status.REFUSED)]
