"""Gradescope: the ``results.json`` of one submission, to Gradescope's own specification."""

import json
from collections.abc import Iterator
from typing import Any

from descent_game.homework.consolidation import ClassResult
from descent_game.homework.result_text import level_words, summary_lines
from descent_game.homework.results import Graded, GradedLevel, Status

SCHEMA = 1
"""Version of the fields in ``extra_data``."""
LONGEST = 10_000
"""The most characters of an output."""


def results_document(graded: Graded, seconds: float) -> dict[str, Any]:
    """Return the document for a graded submission; ``seconds`` is how long grading took."""
    document = document_of(graded.points, "\n".join(summary_lines(graded)), seconds)
    document["extra_data"] |= {"student": graded.student, "status": str(graded.status)}
    document["tests"] = [_test(level, number) for number, level in enumerate(graded.levels, 1)]
    if graded.status is Status.GRADED and all(level.reached for level in graded.levels):
        turns = sum(level.turns for level in graded.levels)
        document["leaderboard"] = [{"name": "Turns", "value": turns, "order": "asc"}]
    return document


def result_files(result: ClassResult) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of a document for each graded submission."""
    for number, graded in enumerate(result.graded, start=1):
        document = results_document(graded, 0.0)
        yield f"results-{number:04d}.json", json.dumps(document, allow_nan=False)


def document_of(score: float, output: str, seconds: float) -> dict[str, Any]:
    """Return a document without tests; ``score`` counts, not the sum of the tests' scores."""
    return {
        "score": round(score, 4),
        "execution_time": round(seconds, 3),
        "output": output if len(output) <= LONGEST else f"{output[:LONGEST]} ...",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"schema": SCHEMA},
        "tests": [],
    }


def _test(level: GradedLevel, number: int) -> dict[str, Any]:
    return {
        "score": level.points,
        "max_score": level.max_points,
        "status": "passed" if level.reached else "failed",
        "name": level.title,
        "name_format": "text",
        "number": str(number),
        "output": level_words(level)[:LONGEST],
        "output_format": "text",
        "tags": [level.level],
        "visibility": "visible",
        "extra_data": {"stars": level.stars, "turns": level.turns, "attempts": level.attempts},
    }
