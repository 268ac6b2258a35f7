import math

import pytest

from descent_game.homework.assignment import Assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.consolidation import consolidate
from descent_game.homework.exports.results_csv import results_csv
from descent_game.homework.results import Graded, Status
from descent_game.homework.submission_files import find_submissions
from tests.homework.classes import make_assignment, play, submission_of
from tests.homework.hostile import COUNT, write_hostile

HONEST = tuple(f"honest{number}" for number in range(8))


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return make_assignment(tmp_path_factory.mktemp("hw"), personal=True, more="attempts = 1")


@pytest.fixture(scope="module")
def results(assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> list[Graded]:
    """Return the results of five hundred hostile submissions among eight honest ones."""
    folder = tmp_path_factory.mktemp("class")
    names = write_hostile(folder / "hostile", assignment)
    assert len(names) == COUNT
    (folder / "honest").mkdir()
    for student in HONEST:
        (folder / "honest" / f"{student}.json").write_bytes(_winning(assignment, student))
    return grade_all(find_submissions([folder / "hostile", folder / "honest"]), assignment)


def _winning(assignment: Assignment, student: str) -> bytes:
    """Return a submission that walks down the compass of the student's own maps."""
    moves: list[tuple[float, float]] = []
    for _ in range(14):
        game = play(assignment, student, 0, tuple(moves))
        if game.player.reached:
            break
        slope = game.gradient
        heading = math.degrees(math.atan2(-slope[1], -slope[0]))
        moves.append((heading, min(2.0, math.hypot(*slope))))
    return submission_of(assignment, student, tuple(moves))


def test_every_hostile_submission_is_refused_with_its_reason(results: list[Graded]) -> None:
    hostile = [each for each in results if each.source.startswith("hostile/")]
    assert len(hostile) >= COUNT
    for graded in hostile:
        reasons = [reason for level in graded.levels for reason in level.reasons]
        assert graded.points == 0.0, graded.source
        assert graded.reason or reasons, graded.source
        assert (graded.reason + "".join(reasons)).isprintable()
        assert len(graded.reason) < 400
        assert "the grader failed" not in graded.reason, graded


def test_honest_students_keep_their_points(results: list[Graded], assignment: Assignment) -> None:
    settled = consolidate(results, assignment)
    points = {each.student: each.points for each in settled.results if each.points}
    assert set(points) == set(HONEST)
    assert all(value >= 6.0 for value in points.values())


def test_the_table_is_one_line_each_and_runs_nothing(
    results: list[Graded], assignment: Assignment
) -> None:
    table = results_csv(consolidate(results, assignment).results, assignment)
    table.encode()
    assert not [line for line in table.splitlines() if line.startswith(("=", "+", "-", "@"))]


def test_a_stolen_submission_is_told_from_the_thiefs_own_maps(results: list[Graded]) -> None:
    stolen = [each for each in results if "-stolen" in each.source]
    assert stolen
    for each in stolen:
        assert each.status is Status.GRADED
        assert all("another map" in level.reasons[0] for level in each.levels)
