"""Our own table of results: one line a student, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from descent_game.homework.assignment import Assignment
from descent_game.homework.exports.table import guarded
from descent_game.homework.result_text import late_words
from descent_game.homework.results import Graded

FIRST = ("student", "status", "points", "most", "late", "lost", "reason", "notes", "source")
OF_LEVEL = ("points", "stars", "turns", "attempts", "hints (said)", "minutes (said)")
"""What is only said by the student's machine is marked so."""


def results_csv(results: Sequence[Graded], assignment: Assignment) -> str:
    """Return the table, in the order of the students whatever that of their files."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    ids = [level.id for level in assignment.levels]
    writer.writerow([*FIRST, *(f"{level}.{what}" for level in ids for what in OF_LEVEL)])
    for graded in sorted(results, key=lambda each: (each.student, each.source)):
        writer.writerow([*_first(graded), *_levels(graded, len(ids))])
    return out.getvalue()


def _first(graded: Graded) -> list[str]:
    reasons = [f"{level.level}: {reason}" for level in graded.levels for reason in level.reasons]
    words = (graded.student, str(graded.status))
    rest = (
        late_words(graded),
        "; ".join([*([graded.reason] if graded.reason else []), *reasons]),
        "; ".join(graded.notes),
        graded.source,
    )
    figures = [f"{graded.points:.4f}", f"{graded.most:.4f}"]
    late, reason, notes, source = map(guarded, rest)
    return [*map(guarded, words), *figures, late, f"{graded.lost:.4f}", reason, notes, source]


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
