"""The table of results: one line a student, safe to open in a spreadsheet."""

from collections.abc import Sequence

from descent_game.homework.assignment import Assignment
from descent_game.homework.exports.table import csv_text, guarded
from descent_game.homework.result_text import late_words
from descent_game.homework.results import Graded

FIRST = ("student", "status", "points", "most", "late", "lost", "reason", "notes", "source")
OF_LEVEL = ("points", "stars", "turns", "attempts", "hints (said)", "minutes (said)")
"""``(said)`` marks what the student's machine reported and nothing verifies."""


def results_csv(results: Sequence[Graded], assignment: Assignment) -> str:
    """Return the table as CSV, sorted by student and file."""
    ids = [level.id for level in assignment.levels]
    headers = [*FIRST, *(f"{level}.{what}" for level in ids for what in OF_LEVEL)]
    ordered = sorted(results, key=lambda each: (each.student, each.source))
    return csv_text([headers, *([*_first(each), *_levels(each, len(ids))] for each in ordered)])


def _first(graded: Graded) -> list[str]:
    reasons = [f"{level.level}: {reason}" for level in graded.levels for reason in level.reasons]
    return [
        guarded(graded.student),
        str(graded.status),
        f"{graded.points:.4f}",
        f"{graded.max_points:.4f}",
        guarded(late_words(graded)),
        f"{graded.lost:.4f}",
        guarded("; ".join(filter(None, [graded.reason, *reasons]))),
        guarded("; ".join(graded.notes)),
        guarded(graded.source),
    ]


def _levels(graded: Graded, count: int) -> list[str]:
    if not graded.levels:
        return [""] * (count * len(OF_LEVEL))
    return [
        cell
        for level in graded.levels
        for cell in (
            f"{level.points:.4f}",
            *map(str, (level.stars, level.turns, level.attempts, level.hints)),
            "" if level.minutes is None else f"{level.minutes:g}",
        )
    ]
