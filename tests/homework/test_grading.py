import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.homework.assignment import Assignment
from descent_game.homework.exports.results_csv import results_csv
from descent_game.homework.grading import grade, grade_submission
from descent_game.homework.results import Status
from descent_game.homework.submission import (
    make_submission,
    read_submission,
    submitted_game,
    to_json,
)
from tests.another_machine import another_machine, shortest_last_step
from tests.homework.classes import WINNING, make_assignment, submission_of

DUE = datetime.fromisoformat("2026-03-02T12:00:00+01:00")


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    return make_assignment(tmp_path)


def test_a_submission_reads_back_the_same(assignment: Assignment) -> None:
    content = submission_of(assignment, "ada")
    assert to_json(read_submission(content)).encode() == content


def test_stars_become_points(assignment: Assignment) -> None:
    graded = grade(submission_of(assignment, "ada"), assignment, "ada.json")
    bowl, valley = graded.levels
    assert (graded.status, graded.student, graded.max_points) == (Status.GRADED, "ada", 16.0)
    assert (bowl.points, bowl.stars, bowl.turns, bowl.number) == (10.0, 3, 4, 1)
    assert (valley.points, valley.reached) == (0.0, False)
    assert graded.points == 10.0
    assert [fact.level for fact in graded.facts] == ["bowl", "valley"]


@pytest.mark.parametrize("seed", range(10))
def test_a_game_on_the_edge_of_its_goal_keeps_its_stars(assignment: Assignment, seed: int) -> None:
    moves = (*WINNING[:-1], (45.0, shortest_last_step(assignment.levels[0], WINNING)))
    content = submission_of(assignment, "ada", moves)
    with another_machine(str(seed)):
        assert grade(content, assignment).levels[0].stars == 3


@pytest.mark.parametrize(
    ("late", "lost"),
    [(-60, 0.0), (0, 0.0), (10, 0.0), (11, 0.1), (24 * 60, 0.1), (24 * 60 + 1, 0.2), (9e4, 0.5)],
)
def test_lateness_is_the_platforms_word(assignment: Assignment, late: float, lost: float) -> None:
    uploaded = DUE + timedelta(minutes=late)
    graded = grade(submission_of(assignment, "ada"), assignment, "", uploaded)
    assert graded.lost == lost
    assert graded.points == pytest.approx(10.0 * (1.0 - lost))


def test_without_a_time_of_upload_nothing_is_late(assignment: Assignment) -> None:
    graded = grade(submission_of(assignment, "ada"), assignment)
    assert (graded.late, graded.lost) == (None, 0.0)


def test_single_students_have_their_own_terms(tmp_path: Path) -> None:
    terms = '\n[[students]]\nid = "Ada"\ndue = 2026-03-05T12:00:00+01:00\nreroll = 1\n'
    granted = make_assignment(tmp_path, personal=True, end=terms)
    plain = make_assignment(tmp_path, personal=True)
    level = plain.levels[0]
    assert granted.due_for("ada") == DUE + timedelta(days=3)
    assert granted.seed("ada", level, 1) != plain.seed("ada", level, 1)
    assert granted.seed("bob", level, 1) == plain.seed("bob", level, 1)
    assert granted.digest == plain.digest


@pytest.mark.parametrize(
    ("scoring", "points"),
    [
        ("stars = [0.1, 0.2, 0.5]", 5.0),
        ("questions = 0.4", 10.0),
        ("questions = 0.4\nstars = [0.0, 0.0, 0.5]", 7.0),
        ("turns = 0.1", 10.0),
        ("hints = 0.1", 10.0),
    ],
)
def test_points_follow_the_rule(tmp_path: Path, scoring: str, points: float) -> None:
    assignment = make_assignment(tmp_path, more=f"[points]\n{scoring}")
    assert grade(submission_of(assignment, "ada"), assignment).levels[0].points == points


def changed(content: bytes, **changes: Any) -> bytes:
    """Return a submission whose attempts all have other fields."""
    document = json.loads(content)
    for attempt in document["attempts"]:
        attempt.update(changes)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"digests": {}}, "changed since it was played, in loss, map"),
        ({"seed": 7}, "another map"),
        ({"parameters": {"c": 2.5}}, "parameters"),
        ({"mirror": "swap"}, "mirror"),
        ({"moves": [[0.0, 99.0]]}, "move 1: step 99"),
        ({"moves": [[0.0, -1.0]]}, "move 1: step -1"),
        ({"moves": [[None, 1.0]]}, "move 1: the heading is missing"),
        ({"moves": [[0.0, 1.0, 0.5]]}, "move 1: inertia"),
        ({"moves": [[0.0, 0.0]] * 20}, "move 15: the game is over"),
        ({"moves": [], "resigned": False}, "not finished"),
    ],
)
def test_an_attempt_that_is_not_one_earns_nothing(
    assignment: Assignment, changes: dict[str, Any], reason: str
) -> None:
    graded = grade(changed(submission_of(assignment, "ada"), **changes), assignment)
    assert graded.points == 0.0
    assert all(reason in level.reasons[0] for level in graded.levels)


@pytest.mark.parametrize(
    ("started", "ended", "minutes"),
    [
        ("2026-03-01T10:00:00+00:00", "2026-03-01T10:12:30+00:00", 12.5),
        ("2026-03-01T10:00:00+00:00", "2026-03-01T12:12:30+02:00", 12.5),
        ("2026-03-01T10:00:00+00:00", "2026-03-01T09:00:00+00:00", None),
        ("2026-03-01T10:00:00", "2026-03-01T10:00:00+00:00", None),
        ("yesterday", "=1+1", None),
        ("", "", None),
    ],
)
def test_times_of_play_are_only_told(
    assignment: Assignment, started: str, ended: str, minutes: float | None
) -> None:
    content = changed(submission_of(assignment, "ada"), started=started, ended=ended, hints=3)
    graded = grade(content, assignment)
    assert (graded.points, graded.levels[0].minutes, graded.levels[0].hints) == (10.0, minutes, 3)
    (row,) = csv.DictReader(io.StringIO(results_csv([graded], assignment)))
    told = "" if minutes is None else str(minutes)
    assert (row["bowl.hints (said)"], row["bowl.minutes (said)"]) == ("3", told)


def test_anothers_maps_are_refused(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, personal=True)
    content = submission_of(assignment, "ada").replace(b'"ada"', b'"bob"')
    graded = grade(content, assignment)
    assert (graded.student, graded.points) == ("bob", 0.0)
    assert all("another map" in level.reasons[0] for level in graded.levels)


@pytest.mark.parametrize(("counts", "number"), [("best", 1), ("last", 2), ("first", 1)])
def test_which_attempt_counts(tmp_path: Path, counts: str, number: int) -> None:
    assignment = make_assignment(tmp_path, more="attempts = 2")
    file = msgspec.structs.replace(assignment.file, counts=counts)
    assignment = Assignment(file, assignment.path, assignment.levels)
    document = json.loads(submission_of(assignment, "ada"))
    lost = json.loads(submission_of(assignment, "ada", ((0.0, 0.1),)))["attempts"]
    document["attempts"] += [{**each, "number": 2} for each in lost]
    document["attempts"] += [{**each, "number": 3} for each in document["attempts"][:2]]
    document["attempts"] += document["attempts"][:1]
    bowl = grade(json.dumps(document).encode(), assignment).levels[0]
    assert (bowl.number, bowl.attempts) == (number, 2)
    assert any("only 2 attempts" in reason for reason in bowl.reasons)
    assert any("of that number already" in reason for reason in bowl.reasons)


@pytest.mark.parametrize(
    ("personal", "more", "refused"),
    [
        (True, "", "only 200 attempts"),
        (True, "attempts = 300", ""),
        (True, "attempts = 200", "only 200 attempts"),
        (False, "", ""),
    ],
)
def test_how_many_attempts_count(tmp_path: Path, personal: bool, more: str, refused: str) -> None:
    assignment = make_assignment(tmp_path, personal=personal, more=more)
    level = assignment.levels[0]
    games = [(number, Game(level, assignment.seed("ada", level, number))) for number in (200, 201)]
    for _, game in games:
        game.play(Move(0.0, 0.5))
        game.resign()
    attempts = tuple(submitted_game(game, number) for number, game in games)
    bowl = grade_submission(make_submission(assignment, "ada", attempts), assignment).levels[0]
    assert [refused in reason for reason in bowl.reasons] == [True] * bool(refused)
    assert bowl.attempts == (1 if refused else 2)


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ('count = "best"', "count"),
        ('counts = "worst"', '"best", "last" or "first"'),
        ("[points]\nstars = [1.0, 0.5, 0.2]", "more stars"),
        ('[[students]]\nid = "a"\n[[students]]\nid = "A"', "twice"),
        ("attempts = 0", "whole number from 1"),
    ],
)
def test_a_bad_assignment_says_where_and_what(tmp_path: Path, more: str, complaint: str) -> None:
    with pytest.raises(DescentError, match=complaint) as caught:
        make_assignment(tmp_path, more=more)
    assert "hw1.toml:" in str(caught.value)
