"""Results in words, the same in every export."""

from datetime import datetime, timedelta

from descent_game.game.summary import turns_words
from descent_game.homework.results import Graded, GradedLevel, Status


def points_words(points: float, max_points: float) -> str:
    """Return points of how many."""
    return f"{plain_points(points)} of {plain_points(max_points)}"


def plain_points(points: float) -> str:
    """Return points with at most two decimals."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def level_words(level: GradedLevel) -> str:
    """Return how a level went, in a line."""
    if level.number is None:
        return "; ".join(level.reasons) if level.reasons else "not played"
    ended = f"at the goal in {turns_words(level.turns)}"
    if not level.reached:
        ended = f"not at the goal after {turns_words(level.turns)}"
    bot = "the bot never arrives" if level.bot_turns is None else f"the bot took {level.bot_turns}"
    stars = "1 star" if level.stars == 1 else f"{level.stars} stars"
    words = f"{stars}: {ended}, {bot}"
    if level.questions:
        words += f"; {level.right} of {level.questions} answered right after"
    return f"{words}; refused: {'; '.join(level.reasons)}" if level.reasons else words


def due_words(due: datetime | None) -> str:
    """Return when something is due: by the clock here, with its zone."""
    if due is None:
        return "no due time"
    here = due.astimezone()
    zone = here.tzname() or f"{here:%z}"
    return f"due {here:%a %Y-%m-%d %H:%M} {zone}"


def late_words(graded: Graded) -> str:
    """Return what is known of lateness."""
    if graded.late is None:
        unknown = graded.status is Status.GRADED and graded.uploaded is None
        return "time of upload unknown" if unknown else ""
    if not graded.late:
        return "in time"
    cost = f", costs {graded.lost:.0%}" if graded.lost else ", costs nothing"
    return f"late by {_span(graded.late)}{cost}"


def summary_lines(graded: Graded, *, uploaded: bool = True) -> list[str]:
    """Return a submission's result in lines; lateness only where it was ``uploaded``."""
    if graded.status is not Status.GRADED:
        return [f"{graded.status}: {graded.reason}" if graded.reason else str(graded.status)]
    lines = [f"{graded.student}: {points_words(graded.points, graded.max_points)} points"]
    lines += [
        f"  {level.title}: {points_words(level.points, level.max_points)}: {level_words(level)}"
        for level in graded.levels
    ]
    if uploaded and late_words(graded):
        lines.append(f"  {late_words(graded)}")
    return [*lines, *(f"  note: {note}" for note in graded.notes)]


def _span(late: timedelta) -> str:
    hours, minutes = divmod(int(late.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min"]
    return " ".join(part for part in parts if part)
