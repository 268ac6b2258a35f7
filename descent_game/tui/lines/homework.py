"""A homework in lines: what is due when, the points so far, each level with its bar."""

from descent_game.homework.assignment import Assignment
from descent_game.homework.results import Graded, GradedLevel
from descent_game.homework.words import due_words, level_words, plain_points
from descent_game.tui.lines.line import BLANK, Line, Piece, Role, line, named, spread, wrapped

BAR = 10
TITLE = 24
"""Columns of a level's title."""


def heading(assignment: Assignment, student: str, width: int) -> Line:
    """Return whose homework it is, and when it is due."""
    when = due_words(assignment.due_for(student))
    left = (Piece(f"{assignment.file.title}  ", "strong"), Piece(student, "dim"))
    return spread(left, (Piece(when, "goal"),), width)


def homework_lines(
    assignment: Assignment, graded: Graded, selected: int, size: tuple[int, int]
) -> list[Line]:
    """Return the levels as they stand, and what is known of the selected one."""
    width, height = size
    total = (
        *bar(graded.points, graded.most),
        Piece(f" {plain_points(graded.points)}", "strong"),
        Piece(f" of {plain_points(graded.most)} points so far, by the code that grades", "dim"),
    )
    chosen = assignment.levels[selected]
    below = [
        BLANK,
        *named(_facts(assignment, graded.levels[selected]), width),
        BLANK,
        *wrapped(chosen.idea, width, "dim"),
    ]
    room = max(3, height - 2 - len(below))
    first = max(0, min(selected - room // 2, len(graded.levels) - room))
    rows = [
        level_line(level, here=place == selected)
        for place, level in enumerate(graded.levels)
        if first <= place < first + room
    ]
    return [total, BLANK, *rows, *below]


def level_line(level: GradedLevel, *, here: bool) -> Line:
    """Return a level: its bar, points and stars."""
    role: Role = "cursor" if here else "text"
    title = level.title if len(level.title) <= TITLE else f"{level.title[: TITLE - 1]}…"
    points = f"{plain_points(level.points)} of {plain_points(level.most)}"
    stars = "★" * level.stars + "☆" * (3 - level.stars) if level.number else "not played"
    return (
        Piece("▸ " if here else "  ", role),
        Piece(f"{title:<{TITLE}} ", role),
        *bar(level.points, level.most),
        Piece(f" {points:>12}  "),
        Piece(stars, "star" if level.stars else "dim"),
    )


def bar(points: float, most: float) -> Line:
    """Return points as a bar that needs no colour."""
    full = round(BAR * points / most) if most > 0.0 else 0
    return Piece("=" * full, "good"), Piece("-" * (BAR - full), "dim")


def _facts(assignment: Assignment, level: GradedLevel) -> list[tuple[str, str]]:
    most = assignment.file.attempts
    attempts = f"{level.attempts} played" + (f", {most} count" if most else "")
    facts = [(level.title, level_words(level)), ("Attempts", attempts)]
    if level.number is not None:
        facts.append(("Counts", f"attempt {level.number} (the {assignment.file.counts})"))
    return facts


def waiting_lines() -> list[Line]:
    """Return what is shown while the games are played again."""
    return [line("Playing your games again, as the grader will ...", "dim")]
