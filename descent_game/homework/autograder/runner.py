"""What runs at Gradescope: it grades one upload and always writes a results file."""

import json
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from descent_game.homework.assignment import Assignment, read_assignment, student_key
from descent_game.homework.autograder.identity import Upload, read_upload
from descent_game.homework.bulk import grade_found
from descent_game.homework.consolidation import consolidate
from descent_game.homework.exports.gradescope import document_of, results_document
from descent_game.homework.grading import grade
from descent_game.homework.results import Graded, Status
from descent_game.homework.submission_files import SubmissionFile, find_submissions
from descent_game.player.files import write_whole

HOMEWORK = "homework/assignment.toml"
SETTINGS = "homework/settings.json"
METADATA = "submission_metadata.json"
MOST_FILES = 20
"""Files of one upload that are graded; the assignment's ``counts`` says which one counts."""


def check(source: Path) -> None:
    """Import everything that grading needs, so that what is missing raises here."""
    assignment = read_assignment(source / HOMEWORK)
    if any(level.dataset is not None or level.picture is not None for level in assignment.levels):
        import numpy as np  # noqa: PLC0415 - levels without data need none

        np.zeros(1)


def run(root: Path) -> None:
    """Grade what lies in ``root/submission`` and write ``root/results/results.json``."""
    begun = time.monotonic()
    try:
        score, output, graded = grade_upload(root)
    except Exception:
        traceback.print_exc(file=sys.stderr)  # Gradescope shows it to instructors only
        score, graded = 0.0, None
        output = "The autograder failed, which is not your fault. Please tell your instructor."
    seconds = time.monotonic() - begun
    document = results_document(graded, seconds) if graded else document_of(score, output, seconds)
    write_whole(root / "results" / "results.json", json.dumps(document, allow_nan=False))


def grade_upload(root: Path) -> tuple[float, str, Graded | None]:
    """Return the score, an explanation and, where something was graded, its result."""
    source = root / "source"
    assignment = read_assignment(source / HOMEWORK)
    settings: dict[str, Any] = json.loads((source / SETTINGS).read_text(encoding="utf-8"))
    upload = read_upload(root / METADATA, settings.get("names"))
    found = list(find_submissions([root / "submission"]))[:MOST_FILES]
    results = [_graded(each, assignment, upload) for each in found]
    good = [each for each in results if each.status is Status.GRADED]
    if not good:
        return 0.0, _nothing(results), None
    own = [each for each in good if settings.get("any_student") or upload.is_by(each.student)]
    if not own:
        return 0.0, _not_own(good[0].student, upload), None
    key = student_key(own[0].student)
    chosen = consolidate([each for each in own if student_key(each.student) == key], assignment)
    return 0.0, "", chosen.graded[0]


def _graded(found: SubmissionFile, assignment: Assignment, upload: Upload) -> Graded:
    if found.reason:
        return grade_found(found, assignment)
    return grade(found.content, assignment, found.source, upload.created)


def _nothing(results: list[Graded]) -> str:
    why = [f"{each.source}: {each.reason}" for each in results]
    return "\n".join(
        [
            "There is no submission in what you uploaded. Upload the file that",
            "'descent homework submit' wrote; its name ends in .descent.json.",
            *(why or ["No file that ends in .json was found."]),
        ]
    )


def _not_own(student: str, upload: Upload) -> str:
    names = ", ".join(sorted(upload.names)) or "somebody whom Gradescope does not name"
    return (
        f"This is the submission of {student}, uploaded by {names}. Make your own with\n"
        "'descent homework submit --student ID', where ID is your address at Gradescope or what "
        "stands before its @."
    )
