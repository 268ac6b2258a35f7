"""Bots as homework: an optimizer with settings (data, no code), raced on levels."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, ClassVar, Literal, NamedTuple

import msgspec
from msgspec import Meta

from descent_game.errors import DescentError, LevelError, printable, quoted
from descent_game.game.bot import run_bot
from descent_game.game.goals import build_goal
from descent_game.homework.assignment import Assignment
from descent_game.homework.exports.table import csv_text, guarded
from descent_game.homework.submission import check_student
from descent_game.homework.submission_files import LONGEST, SubmissionFile
from descent_game.level.loading import tables_from
from descent_game.level.schema import Line, Section
from descent_game.level.variant import draw_variant
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.registry import build

MAX_BYTES = 16 * 1024


class BotFile(Section, frozen=True, kw_only=True):
    """A bot as a student hands it in: an optimizer, with its settings as further keys."""

    OPEN: ClassVar[str] = "settings"

    format: Annotated[Literal[1], Meta(description="1")]
    assignment: Line
    student: Line
    optimizer: Annotated[str, Meta(description="the name of an optimizer")]
    settings: dict[str, float | str] = msgspec.field(default_factory=dict)


class RacedLevel(NamedTuple):
    """The result of a bot on one level.

    Attributes:
        level: The level's id.
        points: What the bot earned.
        max_points: What the level is worth.
        turns: Turns to the goal on each map, None where it was not reached.
        rivals: The same of the level's own bot.
        is_hidden: Whether the level is one that students do not see.
    """

    level: str
    points: float
    max_points: float
    turns: tuple[int | None, ...]
    rivals: tuple[int | None, ...]
    is_hidden: bool


class Raced(NamedTuple):
    """What a bot earned; with a reason it earned nothing."""

    student: str
    source: str
    bot: str
    points: float
    levels: tuple[RacedLevel, ...] = ()
    reason: str = ""

    @property
    def turns(self) -> int:
        """Turns on all maps whose goal was reached."""
        return sum(turns or 0 for level in self.levels for turns in level.turns)

    @property
    def reached(self) -> int:
        """On how many maps the goal was reached."""
        return sum(turns is not None for level in self.levels for turns in level.turns)


def race_bot(found: SubmissionFile, public: Assignment, hidden: Assignment | None = None) -> Raced:
    """Return what a bot earns on the levels of an assignment, and on hidden ones.

    On each map it earns the share ``min(1, rival / turns)`` of the points, where ``rival`` are the
    turns of the level's own bot; where that does not reach the goal, all points for reaching it.

    Args:
        found: The file that was handed in.
        public: The assignment that students know.
        hidden: An assignment with further levels, which students do not know.

    Returns:
        The result; a file that cannot be raced has a ``reason`` and no points.
    """
    try:
        file = _read(found)
        if file.assignment != public.file.id:
            wanted = f"{quoted(file.assignment)}, not {public.file.id!r}"
            raise DescentError(f"it is for the assignment {wanted}")
        optimizer = build(file.optimizer, file.settings)
    except DescentError as error:
        return Raced("", found.source, "", 0.0, reason=printable(str(error), LONGEST))
    levels = _raced(optimizer, public, is_hidden=False)
    if hidden:
        levels += _raced(optimizer, hidden, is_hidden=True)
    points = round(sum(level.points for level in levels), 4)
    return Raced(file.student, found.source, _spec(file), points, tuple(levels))


def leaderboard(raced: Iterable[Raced]) -> list[Raced]:
    """Return the best bot of each student, best first: by points, maps reached, then turns."""
    best: dict[str, Raced] = {}
    order = sorted(raced, key=lambda r: (-r.points, -r.reached, r.turns, r.student, r.source))
    for each in order:
        if not each.reason:
            best.setdefault(each.student, each)
    return list(best.values())


def leaderboard_lines(board: Sequence[Raced]) -> list[str]:
    """Return the leaderboard as text."""
    wide = max([len("student"), *(len(each.student) for each in board)])
    lines = [f"rank  {'student':<{wide}}  points  maps  turns  bot"]
    for rank, each in enumerate(board, start=1):
        maps = sum(len(level.turns) for level in each.levels)
        figures = f"{each.points:>6.2f}  {each.reached:>2}/{maps}  {each.turns:>5}"
        lines.append(f"{rank:>4}  {each.student:<{wide}}  {figures}  {each.bot}")
    return lines


def leaderboard_csv(board: Sequence[Raced]) -> str:
    """Return the leaderboard as CSV, with the turns on every map."""
    maps = [
        f"{level.level}{' (held back)' if level.is_hidden else ''} {number}"
        for level in (board[0].levels if board else ())
        for number in range(1, len(level.turns) + 1)
    ]
    rows: list[list[object]] = [
        ["rank", "student", "points", "reached", "turns", "bot", "source", *maps]
    ]
    for rank, each in enumerate(board, start=1):
        figures = rank, guarded(each.student), f"{each.points:.4f}", each.reached, each.turns
        turns = (turns for level in each.levels for turns in level.turns)  # None: an empty cell
        rows.append([*figures, guarded(each.bot), guarded(each.source), *turns])
    return csv_text(rows)


def _read(found: SubmissionFile) -> BotFile:
    if found.reason:
        raise DescentError(found.reason)
    if len(found.content) > MAX_BYTES:
        raise DescentError(f"larger than {MAX_BYTES // 1024} KB")
    try:
        text = found.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DescentError("not UTF-8 text") from None
    try:
        file = tables_from(text, Path(found.source), BotFile)  # the registry checks the settings
    except LevelError as error:
        problems = (f"{p.key}: {p.message}" if p.key else p.message for p in error.problems[:3])
        raise DescentError("; ".join(problems)) from None
    check_student(file.student)
    return file


def _raced(optimizer: Optimizer, assignment: Assignment, *, is_hidden: bool) -> list[RacedLevel]:
    race = assignment.file.race
    found = []
    for assigned, level in zip(assignment.file.levels, assignment.levels, strict=True):
        count = race.turns if race and race.turns else level.rules.turns
        turns, rivals = [], []
        for seed in assignment.race_seeds(level):
            variant = draw_variant(level, seed)
            slack = build_goal(variant.goal).slack(variant.surface.value(variant.start))
            own = mirrored(optimizer, variant.mirror)
            turns.append(run_bot(own, variant, count, ease=slack).goal_turn)
            rivals.append(run_bot(variant.bot, variant, count, ease=-slack).goal_turn)
        shares = [_share(own, rival) for own, rival in zip(turns, rivals, strict=True)]
        points = round(assigned.points * sum(shares) / len(shares), 4)
        found.append(
            RacedLevel(level.id, points, assigned.points, tuple(turns), tuple(rivals), is_hidden)
        )
    return found


def _share(turns: int | None, rival: int | None) -> float:
    if turns is None:
        return 0.0
    return 1.0 if rival is None else min(1.0, rival / turns)


def _spec(file: BotFile) -> str:
    settings = ",".join(f"{name}={value}" for name, value in file.settings.items())
    return printable(f"{file.optimizer}:{settings}" if settings else file.optimizer, LONGEST)
