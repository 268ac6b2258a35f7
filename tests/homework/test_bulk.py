import os
import zipfile
from pathlib import Path

import pytest

from descent_game.homework import bulk
from descent_game.homework.bulk import grade_all
from descent_game.homework.results import Graded, Status
from descent_game.homework.submission_files import SubmissionFile, count_submissions
from tests.homework.classes import make_assignment, submission_of

DEADLY = b"this kills the process"


def grade_or_die(chunk: list[SubmissionFile]) -> list[Graded]:
    """Grade as the grader does, and die of one file."""
    if any(found.content == DEADLY for found in chunk):
        os._exit(9)
    return bulk._grade_chunk(chunk)


def test_a_process_that_dies_takes_no_other_submission_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = make_assignment(tmp_path)
    found = [SubmissionFile(f"{k}.json", submission_of(assignment, f"s{k}")) for k in range(5)]
    found.insert(2, SubmissionFile("deadly.json", DEADLY))
    monkeypatch.setattr(bulk, "CHUNK", 2)
    monkeypatch.setattr(bulk, "_grade_chunk", grade_or_die)
    results = grade_all(found, assignment, jobs=2)
    assert len(results) == len(found)
    by_source = {graded.source: graded for graded in results}
    assert by_source["deadly.json"].status is Status.REFUSED
    assert "died" in by_source["deadly.json"].reason
    assert sum(graded.points == 10.0 for graded in results) == len(found) - 1


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("x.zip/ada_LATE_42_7.json", True),
        ("ada_42_7.json", False),
        ("_LATE_/a.json", False),
    ],
)
def test_canvas_own_mark_of_lateness_is_told(tmp_path: Path, name: str, *, marked: bool) -> None:
    assignment = make_assignment(tmp_path)
    (graded,) = grade_all([SubmissionFile(name, submission_of(assignment, "ada"))], assignment)
    assert any("late" in note for note in graded.notes) == marked
    assert graded.points == 10.0


def test_a_grader_that_fails_refuses_one_file_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = make_assignment(tmp_path)

    def broken(content: bytes, *_: object) -> Graded:
        raise ZeroDivisionError

    monkeypatch.setattr(bulk, "grade", broken)
    (graded,) = grade_all([SubmissionFile("a.json", b"x")], assignment)
    assert (graded.status, graded.points) == (Status.REFUSED, 0.0)
    assert "ZeroDivisionError" in graded.reason


def test_about_how_many_there_are_is_known_before(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "torn.zip").write_text("no zip", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        for name in ("x/1.json", "x/2.json", "x/.hidden.json", "notes.txt", "more.zip"):
            packed.writestr(name, "{}")
    assert count_submissions([tmp_path]) == 1 + 1 + 3
