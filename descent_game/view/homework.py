"""Homework in lines: the list of those begun, and one with its due date, points and levels."""

from collections.abc import Sequence

from descent_game.homework.assignment import Assignment
from descent_game.homework.result_text import due_words, level_words, points_words
from descent_game.homework.results import Graded, GradedLevel
from descent_game.player.homework_list import Begun
from descent_game.view.line import (
    BLANK,
    Line,
    Piece,
    Role,
    line,
    named,
    shortened,
    spread,
    star_signs,
    wrapped,
)
from descent_game.view.listing import Listing, Row

BAR = 10
TITLE = 24
"""Columns of a level's title."""
POINTS = 14
"""Columns of points of how many."""


def heading(assignment: Assignment, student: str, width: int) -> Line:
    """Return which homework it is, and when it is due."""
    when = due_words(assignment.due_for(student))
    title, room = assignment.file.title, width - len(when) - 2
    return spread((Piece(shortened(title, room), "strong"),), (Piece(when, "goal"),), width)


def homework_listing(assignment: Assignment, graded: Graded, selected: int, width: int) -> Listing:
    """Return the levels as they stand, and what is known of the selected one."""
    course = f"{assignment.file.course}, " if assignment.file.course else ""
    whose = wrapped(f"{course}as {graded.student}", width, "dim")
    total = (
        Piece(f"  {'All levels':<{TITLE}} "),
        *bar(graded.points, graded.max_points),
        Piece(f" {_points(graded.points, graded.max_points)}  ", "strong"),
        Piece("so far, as graded", "dim"),
    )
    chosen = graded.levels[selected]
    below = [BLANK, *named(_facts(assignment, chosen), width)]
    if chosen.number is not None:  # the idea is for finding first
        below += [BLANK, *wrapped(assignment.levels[selected].idea, width, "dim")]
    rows = [
        Row(level_line(level, here=place == selected), place)
        for place, level in enumerate(graded.levels)
    ]
    return Listing(rows, [*whose, BLANK, total, BLANK], below)


def level_line(level: GradedLevel, *, here: bool) -> Line:
    """Return a level: its bar, points and stars."""
    role: Role = "cursor" if here else "text"
    stars = star_signs(level.stars) if level.number else "not played"
    return (
        Piece("▸ " if here else "  ", role),
        Piece(f"{shortened(level.title, TITLE):<{TITLE}}", role),
        Piece(" "),
        *bar(level.points, level.max_points),
        Piece(f" {_points(level.points, level.max_points)}  "),
        Piece(stars, "star" if level.stars else "dim"),
    )


def _points(points: float, most: float) -> str:
    return f"{points_words(points, most):>{POINTS}}"


def bar(points: float, most: float) -> Line:
    """Return points as a bar that needs no colour."""
    full = round(BAR * points / most) if most > 0.0 else 0
    return Piece("=" * full, "good"), Piece("-" * (BAR - full), "dim")


def _facts(assignment: Assignment, level: GradedLevel) -> list[tuple[str, str]]:
    most = assignment.max_attempts
    attempts = f"{level.attempts} played" + (f", {most} count" if most else "")
    facts = [(level.title, level_words(level)), ("Attempts", attempts)]
    if level.number is not None:
        facts.append(("Counts", f"attempt {level.number} (the {assignment.file.counts})"))
    if assignment.file.variants.personal:
        facts.append(("Map", "your own; every attempt is on a new map"))
    return facts


def waiting_lines() -> list[Line]:
    """Return what is shown while the games are played again."""
    return [line("Playing your games again, as the grader will ...", "dim")]


HOW = "To begin a homework that your instructor gave you, leave the game and type:"
COMMAND = "  descent homework start hw1.toml --student ID"


def assignment_listing(
    entries: Sequence[tuple[Begun, Assignment | str]], selected: int, width: int
) -> Listing:
    """Return the list, the course last, with what is known of the chosen entry below."""
    lines = [_entry(*each, width, here=n == selected) for n, each in enumerate(entries)]
    lines.append(_row("The course", "worlds and levels", "text", here=selected == len(entries)))
    how = [*wrapped(HOW, width, "dim"), line(COMMAND)]
    below = [BLANK, *_detail(entries, selected, width), BLANK, *how]
    return Listing([Row(each, n) for n, each in enumerate(lines)], [BLANK], below)


def _entry(homework: Begun, opened: Assignment | str, width: int, *, here: bool) -> Line:
    if isinstance(opened, str):
        return _row(homework.path.name, "cannot be read any more", "dim", here=here)
    title, when = opened.file.title, due_words(opened.due_for(homework.student))
    room = max(width - len(when) - 4, 10)
    return _row(shortened(title, room), when, "text", here=here)


def _row(title: str, words: str, role: Role, *, here: bool) -> Line:
    mark = "▸ " if here else "  "
    return Piece(f"{mark}{title}", "cursor" if here else role), Piece(f"  {words}", "dim")


def _detail(
    entries: Sequence[tuple[Begun, Assignment | str]], selected: int, width: int
) -> list[Line]:
    if selected == len(entries):
        return wrapped("Play the levels of the game, for yourself.", width)
    homework, opened = entries[selected]
    if isinstance(opened, str):
        return wrapped(opened, width)
    course = f"{opened.file.course}, " if opened.file.course else ""
    return [
        *wrapped(f"{course}as {homework.student}", width),
        *wrapped(str(homework.path), width, "dim"),
    ]
