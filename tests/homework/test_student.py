"""The student's side and the grader's agree, whatever was played."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.homework import student as student_module
from descent_game.homework.assignment import MAX_PERSONAL, Assignment
from descent_game.homework.grading import grade
from descent_game.homework.student import (
    collect,
    is_attempt,
    next_attempt,
    points_so_far,
    purpose,
    write_submission,
)
from descent_game.homework.submission import read_submission
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.replays import KEPT
from descent_game.player.transfer import export_record, import_record
from tests.homework.classes import WINNING, make_assignment

MOVES = st.lists(st.tuples(st.floats(0.0, 359.0), st.floats(0.0, 2.0)), min_size=1, max_size=14)
PLAYED = st.lists(
    st.tuples(st.integers(0, 1), MOVES, st.integers(0, 2), st.integers(0, 3)), max_size=6
)


def keep_game(
    assignment: Assignment,
    record: Record,
    level: int,
    moves: list[tuple[float, float]],
    said: AttemptNotes,
) -> None:
    """Play the next attempt at a level as the screen does; it is given up where it does not end."""
    chosen = assignment.levels[level]
    done = len(record.finished(chosen, purpose(assignment, "ada")))
    attempt = next_attempt(assignment, "ada", chosen, record.seen(chosen), done)
    game = Game(chosen, attempt.seed)
    for move in moves:
        if game.outcome is None:
            game.play(Move(*move))
    if game.outcome is None:
        game.resign()
    if not attempt.practice:
        record.set_purpose(game, purpose(assignment, "ada"))
    record.save(attempt, game, said)


@settings(max_examples=25)
@given(
    personal=st.booleans(),
    counts=st.sampled_from(["best", "last", "first"]),
    limit=st.sampled_from(["", "attempts = 2\n"]),
    played=PLAYED,
)
def test_what_a_student_is_told_is_what_the_grader_gives(
    personal: bool,
    counts: str,
    limit: str,
    played: list[tuple[int, list[tuple[float, float]], int, int]],
) -> None:
    rules = f'counts = "{counts}"\n{limit}[points]\nquestions = 0.3\nturns = 0.02\nhints = 0.05'
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assignment = make_assignment(folder, personal=personal, more=rules)
        record = Record(folder / "home")
        for level, moves, answer, hints in played:
            keep_game(assignment, record, level, moves, AttemptNotes((1,), (answer,), hints))
        told = points_so_far(assignment, "ada", record)
        path = write_submission(collect(assignment, "ada", record), folder)
        record.close()
        given_points = grade(path.read_bytes(), assignment)
    assert [level.reasons for level in given_points.levels] == [(), ()]
    assert given_points._replace(made="") == told._replace(made="")


def test_no_game_of_a_homework_is_let_go(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path)
    record = Record(tmp_path / "home")
    for _ in range(KEPT + 3):
        keep_game(assignment, record, 0, [(0.0, 0.5)], AttemptNotes())
    assert len(collect(assignment, "ada", record).attempts) == KEPT + 3


def test_homework_goes_along_to_another_machine(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path)
    here, there = Record(tmp_path / "here"), Record(tmp_path / "there")
    keep_game(assignment, here, 0, list(WINNING), AttemptNotes((2,), (1,), 3))
    import_record(export_record(here), there, open_level)
    (own,), (taken,) = (collect(assignment, "ada", each).attempts for each in (here, there))
    assert taken == own


def test_only_maps_of_attempts_that_count_are_a_students_own(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, personal=True, more="attempts = 2")
    level = assignment.levels[0]
    seeds = [assignment.seed("ada", level, number) for number in (1, 2, 3)]
    assert [is_attempt(assignment, "Ada ", level, seed) for seed in seeds] == [True, True, False]
    assert not is_attempt(assignment, "bob", level, seeds[0])
    assert not is_attempt(assignment, "ada", level, None)


@pytest.mark.parametrize(("finished", "practice"), [(0, False), (1, False), (2, True), (3, True)])
def test_games_beyond_the_limit_are_practice(tmp_path: Path, finished: int, practice: bool) -> None:
    assignment = make_assignment(tmp_path, more="attempts = 2")
    level = assignment.levels[0]
    expected = Attempt(level, None, practice=practice)
    assert next_attempt(assignment, "ada", level, set(), finished) == expected


def test_after_the_last_attempt_its_map_is_practice(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, personal=True)
    level = assignment.levels[0]
    seeds = [assignment.seed("ada", level, number) for number in range(1, MAX_PERSONAL + 1)]
    assert next_attempt(assignment, "ada", level, set(seeds[:-1])) == Attempt(level, seeds[-1])
    practice = Attempt(level, seeds[-1], practice=True)
    assert next_attempt(assignment, "ada", level, set(seeds)) == practice


@pytest.mark.parametrize("limit", ["MAX_ATTEMPTS", "MAX_BYTES"])
def test_a_student_who_plays_on_and_on_can_hand_in_what_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(student_module, limit, {"MAX_ATTEMPTS": 4, "MAX_BYTES": 4_000}[limit])
    assignment = make_assignment(tmp_path)
    record = Record(tmp_path / "home")
    for number in range(12):
        moves = list(WINNING) if number == 5 else [(0.0, 0.5)]
        keep_game(assignment, record, 0, moves, AttemptNotes())
    path = write_submission(collect(assignment, "ada", record), tmp_path)
    numbers = [each.number for each in read_submission(path.read_bytes()).attempts]
    assert len(numbers) < 12
    assert {6, 12} <= set(numbers)
    graded = grade(path.read_bytes(), assignment)
    assert (graded.points, graded.levels[0].number) == (10.0, 6)


def test_where_there_are_no_links_nothing_is_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError

    assignment = make_assignment(tmp_path)
    submission = collect(assignment, "ada", Record(tmp_path / "home"))
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    paths = [write_submission(submission, tmp_path / "out") for _ in range(2)]
    assert [path.name for path in paths] == ["ada-hw1.descent.json", "ada-hw1-2.descent.json"]
    assert sorted((tmp_path / "out").iterdir()) == sorted(paths)
    assert all(read_submission(path.read_bytes()).student == "ada" for path in paths)
