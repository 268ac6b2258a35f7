"""The flow of play: the next attempt, saving a game, the level after it.

The screen and plain mode both use it; nothing here draws or prints.
"""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from descent_game.errors import DescentError
from descent_game.game.attempts import Attempt, Seed, attempt_at, next_attempt
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.player.course_progress import LevelProgress, next_stage, trail
from descent_game.player.record import AttemptNotes, Record, Unfinished


class PlayContext(Protocol):
    """Levels that are played instead of the course, such as a homework; all are open."""

    @property
    def purpose(self) -> str:
        """Return the name under which the record keeps what its games were played for.

        "" where they count as games of the course.
        """

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return its levels in order; none where a game is followed by no other level."""

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the next attempt at a level."""

    def includes(self, attempt: Attempt) -> bool:
        """Return whether an attempt that was left unfinished belongs to this context."""


Context = TypeVar("Context", bound=PlayContext)


class Session(Generic[Context]):
    """What one player plays, and how it is saved.

    Args:
        record: Where games are saved.
        course: Returns the levels that are played without a context.
        all_open: Returns whether levels are open that still require stars on others.
        context: What is played instead of the course; None is the course.
    """

    def __init__(
        self,
        record: Record,
        course: Callable[[], Sequence[Level]],
        all_open: Callable[[], bool],
        context: Context | None = None,
    ) -> None:
        self.record = record
        self.context = context
        self._course = course
        self._all_open = all_open

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the context or of the course, in order."""
        return self.context.levels if self.context else tuple(self._course())

    @property
    def all_open(self) -> bool:
        """Whether levels are open that still require stars on others."""
        return self.context is not None or self._all_open()

    @property
    def progress(self) -> tuple[LevelProgress, ...]:
        """The levels with what has been reached on each."""
        return trail(self.levels, self.record)

    def first_level(self) -> Level:
        """Return the level to begin with.

        Raises:
            DescentError: There are no levels.
        """
        stages = self.progress
        if not stages:
            raise DescentError("the course is missing: install the game again")
        return stages[next_stage(stages, all_open=self.all_open) or 0].level

    def level_after(self, level: Level) -> LevelProgress | None:
        """Return the next level, None after the last one and after a file of its own."""
        addresses = [each.address for each in self.levels]
        if level.address not in addresses[:-1]:
            return None
        return self.progress[addresses.index(level.address) + 1]

    def locked_reason(self, stage: LevelProgress) -> str:
        """Return why a level cannot be played yet, ``""`` where it can."""
        if self.all_open or not stage.locked:
            return ""
        return f"“{stage.level.title}” opens with a star on {stage.required_words}."

    def unfinished(self, level: Level) -> Unfinished | None:
        """Return the unfinished game of a level that is to be continued, if there is one."""
        left = self.record.unfinished(level)
        if left is not None and self.context and not self.context.includes(left.attempt):
            return None
        return left

    def next_attempt(self, level: Level) -> Attempt:
        """Return the next attempt at a level."""
        if self.context:
            return self.context.next_attempt(level, self.record)
        return next_attempt(level, self.record.seen(level))

    def attempt_at(self, level: Level, seed: Seed) -> Attempt:
        """Return an attempt at one variant: practice where it has been seen."""
        return attempt_at(level, seed, self.record.seen(level))

    def abandon(self, level: Level) -> None:
        """Give up the unfinished games of a level, so that a new attempt begins."""
        self.record.abandon(level)

    def save(self, attempt: Attempt, game: Game, notes: AttemptNotes) -> None:
        """Save a game after a move or at its end, for the context's purpose unless it is practice.

        Where that fails ``notice`` says so.
        """
        if self.context and self.context.purpose and not attempt.practice:
            self.record.set_purpose(game, self.context.purpose)
        self.record.save(attempt, game, notes)

    def save_taken_back(
        self, attempt: Attempt, game: Game, before: Game, notes: AttemptNotes
    ) -> None:
        """Save a practice game in place of the one ``before`` its last move was taken back."""
        if game.turns:
            self.record.replace(before, game)
            self.save(attempt, game, notes)
        else:
            self.abandon(attempt.level)

    def save_notes(self, game: Game, notes: AttemptNotes) -> None:
        """Save hints and answers between moves. Where that fails ``notice`` says so."""
        self.record.save_notes(game, notes)

    @property
    def notice(self) -> str:
        """What is wrong with the record, as a sentence; ``""`` where nothing is."""
        return self.record.notice

    @property
    def is_saved(self) -> bool:
        """Whether a game that is left now can be continued later."""
        return self.record.is_saved


def with_hint(notes: AttemptNotes, level: Level) -> AttemptNotes:
    """Return the notes with one more hint taken, at most all that the level has."""
    return notes._replace(hints=min(notes.hints + 1, len(level.text.hints)))
