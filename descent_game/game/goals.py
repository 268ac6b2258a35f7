"""Goals: one class for each kind, with all that the program does by kind.

A new kind takes two steps: its table in ``level/schema.py`` (a struct in ``GoalSection``), and here
a subclass of ``Goal`` with a row in ``KINDS``.

A game decides by the exact thresholds. As the last digits of a loss differ between machines, a game
that is played again elsewhere has a ``slack`` at every threshold, so that a goal which was reached
stays reached.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from descent_game.game.readout import MoveResult
from descent_game.game.wording import plain
from descent_game.level.schema import GoalSection, HoldGoal, KeepPromiseGoal, ReachGoal
from descent_game.losses.surface import Array

SLACK = 1e-9
"""By which share of a goal's number the losses of two machines may differ."""
SLACK_OF_START = 1e-13
"""The same as a share of the loss at the start, for goals that are small beside it."""
SAFE = 1.0 - SLACK
"""The share of a tolerance that a search uses, so that rounding breaks none of its promises."""
GOAL_DIGITS = 4
"""Digits of a goal, one more than of losses: else a loss just above it would look equal."""


class Progress(NamedTuple):
    """How far one side has come.

    Attributes:
        loss: The loss now.
        lowest: The lowest loss so far.
        held: Consecutive turns, up to now, at or below the goal's loss.
        counted: The sum of the drops of kept promises.
        reached: Whether the goal is met now.
    """

    loss: float
    lowest: float
    held: int = 0
    counted: float = 0.0
    reached: bool = False

    @classmethod
    def begin(cls, loss: float) -> "Progress":
        """Return the progress at the start."""
        return cls(loss, loss)


class ProgressArrays(NamedTuple):
    """The progress of ``n`` plays at once: the fields of ``Progress`` as arrays ``(n,)``."""

    loss: Array
    lowest: Array
    held: Array
    counted: Array
    reached: Array


class Comparison(NamedTuple):
    """A number that was compared with a threshold, and a sentence for when they are too close."""

    value: float
    threshold: float
    words: str


class Goal(ABC):
    """What wins a level.

    Attributes:
        amount: The goal's number: a loss to be at, or a sum of drops.
        loss: The loss to be at or below; NaN where the goal names none.
        tolerance: The largest surprise of a kept promise as a share of it; None without one.
    """

    amount: float
    loss: float = math.nan
    tolerance: float | None = None
    counts_moves: bool = False
    """Whether each move counts or does not."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), self.amount))

    @abstractmethod
    def advance(
        self, progress: Progress, loss: float, promise: Callable[[], float], ease: float = 0.0
    ) -> Progress:
        """Return the progress after a turn.

        Args:
            progress: The progress before the turn.
            loss: The loss at the end of the turn.
            promise: Returns the promise of the turn's update; called only where the goal depends
                on it, as it costs a bot a gradient.
            ease: A difference of losses by which every threshold is easier; below 0, harder.
        """

    @abstractmethod
    def advance_all(
        self, progress: ProgressArrays, losses: Array, promises: Callable[[], Array]
    ) -> ProgressArrays:
        """Return the progress of many plays after a turn, as ``advance`` does for one.

        Thresholds are harder by ``SLACK``. Losses ``(n,)`` may be infinite, not NaN; promises have
        the same shape.
        """

    def fewest_turns(self, progress: Progress) -> int:
        """Return the fewest turns in which a play can still meet the goal."""
        return 1

    def is_within_reach(self, progress: Progress, lowest: Callable[[], float]) -> bool:
        """Tell whether any play can still meet the goal, whatever the turns.

        Args:
            progress: The progress so far.
            lowest: Returns the lowest loss of the map.
        """
        return True

    @abstractmethod
    def words(self) -> str:
        """Return what has to be done, as it follows "Goal: "."""

    def progress_words(self, progress: Progress) -> str:
        """Return how far a goal that takes several turns has come; "" for any other goal."""
        return ""

    def move_words(self, move: MoveResult, lowest: float) -> str:
        """Return whether a move counts, and why; "" where the goal counts no moves.

        ``lowest`` is the lowest loss before the move.
        """
        return ""

    @abstractmethod
    def review_words(
        self, progress: Progress, losses: Sequence[float], moves: Sequence[MoveResult]
    ) -> str:
        """Return a sentence about how near a lost game came.

        Args:
            progress: The progress at the end.
            losses: The losses from the start on, finite or infinite.
            moves: The player's moves.
        """

    @abstractmethod
    def distance_words(self, progress: Progress, losses: Sequence[float]) -> str:
        """Return the best that a play came to and the goal, as it follows "gets"."""

    def text_fields(self) -> dict[str, str]:
        """Return the fields that the texts of a level may take from the goal."""
        tolerance = "" if self.tolerance is None else f"{self.tolerance:.0%}"
        return {"goal": plain(self.amount, GOAL_DIGITS), "tolerance": tolerance, "hold": ""}

    @abstractmethod
    def comparisons(self, progress: Progress, losses: Sequence[float]) -> Iterator[Comparison]:
        """Yield the numbers that decide a play, with their thresholds; losses from the start on."""

    def move_comparisons(self, moves: Sequence[MoveResult]) -> Iterator[Comparison]:
        """Yield the numbers that decide whether single moves count, if the goal counts moves."""
        yield from ()

    def slack(self, start: float) -> float:
        """Return by how much the losses of two machines may differ, in units of the loss.

        That is far more than rounding changes, and far less than a player can see or aim at.

        Args:
            start: The loss at the start.
        """
        return SLACK * abs(self.amount) + SLACK_OF_START * abs(start)


class Reach(Goal):
    """Be at or below a loss once."""

    turns = 1
    """The number of consecutive turns."""

    def __init__(self, section: ReachGoal | HoldGoal) -> None:
        self.amount = self.loss = float(section.loss)

    def advance(
        self, progress: Progress, loss: float, promise: Callable[[], float], ease: float = 0.0
    ) -> Progress:
        """Count the consecutive turns at or below the loss."""
        held = progress.held + 1 if loss <= self.loss + ease else 0
        lowest = min(progress.lowest, loss)
        return Progress(loss, lowest, held=held, reached=held >= self.turns)

    def advance_all(
        self, progress: ProgressArrays, losses: Array, promises: Callable[[], Array]
    ) -> ProgressArrays:
        """Count the consecutive turns at or below the loss."""
        import numpy as np  # noqa: PLC0415

        safely = self.loss - SLACK * abs(self.loss)
        held = np.where(losses <= safely, progress.held + 1.0, 0.0)
        lowest = np.minimum(progress.lowest, losses)
        return ProgressArrays(losses, lowest, held, progress.counted, held >= self.turns)

    def words(self) -> str:
        """Return the loss to be at."""
        return f"a loss of at most {plain(self.loss, GOAL_DIGITS)}"

    def review_words(
        self, progress: Progress, losses: Sequence[float], moves: Sequence[MoveResult]
    ) -> str:
        """Return the lowest loss of the game and its turn."""
        turn = min(range(len(losses)), key=losses.__getitem__)
        when = f"on turn {turn}" if turn else "at the start"
        lowest = plain(losses[turn], GOAL_DIGITS)
        return f"Your lowest loss was {lowest}, {when}; {self._wanted()}."

    def distance_words(self, progress: Progress, losses: Sequence[float]) -> str:
        """Return the lowest loss and the one to be at."""
        return f"to a loss of {plain(min(losses))}, not {plain(self.loss)}"

    def comparisons(self, progress: Progress, losses: Sequence[float]) -> Iterator[Comparison]:
        """Yield the loss after every turn."""
        for turn, loss in enumerate(losses):
            words = f"the loss after turn {turn} is {loss!r}, the goal {self.loss!r}; move the goal"
            yield Comparison(loss, self.loss, words)

    def _wanted(self) -> str:
        return f"the goal is {plain(self.loss, GOAL_DIGITS)}"


class Hold(Reach):
    """Be at or below a loss after each of several consecutive turns."""

    def __init__(self, section: HoldGoal) -> None:
        super().__init__(section)
        self.turns = section.turns

    def fewest_turns(self, progress: Progress) -> int:
        """Return the turns that are left to hold the loss."""
        return max(self.turns - progress.held, 1)

    def words(self) -> str:
        """Return the loss to be at, and how long."""
        return f"{super().words()}, {self.turns} turns running"

    def progress_words(self, progress: Progress) -> str:
        """Return how long the loss was held."""
        return f"held {progress.held} of {self.turns}"

    def review_words(
        self, progress: Progress, losses: Sequence[float], moves: Sequence[MoveResult]
    ) -> str:
        """Return the longest time for which the loss was held."""
        held = longest = 0
        for loss in losses[1:]:
            held = held + 1 if loss <= self.loss else 0
            longest = max(longest, held)
        return f"You held {longest} of {self.turns} turns running; {self._wanted()}."

    def text_fields(self) -> dict[str, str]:
        """Return the fields of the goal, the number of turns among them."""
        return {**super().text_fields(), "hold": str(self.turns)}


class KeepPromise(Goal):
    """Descend by an amount in moves whose surprise is within a tolerance of their promise.

    Only the part of a move that is below the lowest loss so far is counted.
    """

    tolerance: float
    counts_moves = True

    def __init__(self, section: KeepPromiseGoal) -> None:
        self.amount, self.tolerance = float(section.total), section.tolerance

    def advance(
        self, progress: Progress, loss: float, promise: Callable[[], float], ease: float = 0.0
    ) -> Progress:
        """Add up the drop of a kept promise."""
        drop, counted = max(0.0, progress.lowest - loss), progress.counted
        if drop > 0.0 and self.is_kept(promise(), loss - progress.loss, ease):
            counted += drop
        lowest, reached = min(progress.lowest, loss), counted >= self.amount - ease
        return Progress(loss, lowest, counted=counted, reached=reached)

    def advance_all(
        self, progress: ProgressArrays, losses: Array, promises: Callable[[], Array]
    ) -> ProgressArrays:
        """Add up the drops of kept promises."""
        import numpy as np  # noqa: PLC0415

        promised, together = promises(), losses - progress.loss
        kept = np.abs(together - promised) <= SAFE * self.tolerance * -promised
        drops = np.maximum(0.0, progress.lowest - losses)
        counted = progress.counted + np.where(kept & (promised < 0.0), drops, 0.0)
        lowest, reached = np.minimum(progress.lowest, losses), SAFE * counted >= self.amount
        return ProgressArrays(losses, lowest, progress.held, counted, reached)

    def is_within_reach(self, progress: Progress, lowest: Callable[[], float]) -> bool:
        """Tell whether the rest of the descent is as much as is still to be counted.

        What was descended uncounted is lost.
        """
        to_count = self.amount - progress.counted
        return SAFE * to_count <= progress.lowest - lowest()

    def is_kept(self, promise: float, together: float, ease: float = 0.0) -> bool:
        """Tell whether a move promised a descent and its surprise is within the tolerance."""
        return promise < 0.0 and abs(together - promise) <= self.tolerance * -promise + ease

    def words(self) -> str:
        """Return by how much to descend, and how."""
        total = plain(self.amount, GOAL_DIGITS)
        return f"descend by {total} in moves within {self.tolerance:.0%} of their promise"

    def progress_words(self, progress: Progress) -> str:
        """Return what was counted so far."""
        return f"counted {plain(progress.counted)} of {plain(self.amount, GOAL_DIGITS)}"

    def move_words(self, move: MoveResult, lowest: float) -> str:
        """Return whether a move counts, and why."""
        promise, surprise = move.readout.promise, move.readout.surprise
        if promise >= 0.0:
            return "no descent was promised"
        share = f"surprise {plain(100.0 * abs(surprise / promise), 2)}%"
        if not self.is_kept(promise, move.readout.together):
            return f"{share}: too large"
        return f"{share}: counts" if move.loss < lowest else "not below the lowest"

    def review_words(
        self, progress: Progress, losses: Sequence[float], moves: Sequence[MoveResult]
    ) -> str:
        """Return what was counted, and how many promises were broken."""
        broken = sum(not self.is_kept(m.readout.promise, m.readout.together) for m in moves)
        total = f"{plain(progress.counted)} of {plain(self.amount, GOAL_DIGITS)} were counted"
        return f"{total}; {broken} of your {len(moves)} moves did not keep their promise."

    def distance_words(self, progress: Progress, losses: Sequence[float]) -> str:
        """Return what was counted and what is needed."""
        return f"to {plain(progress.counted)} of {plain(self.amount)}"

    def comparisons(self, progress: Progress, losses: Sequence[float]) -> Iterator[Comparison]:
        """Yield the sum of the drops."""
        counted, words = progress.counted, f"counted {progress.counted!r} of {self.amount!r}"
        yield Comparison(counted, self.amount, f"{words}; move the goal")

    def move_comparisons(self, moves: Sequence[MoveResult]) -> Iterator[Comparison]:
        """Yield the surprise of every move that promised something."""
        for number, move in enumerate(moves, start=1):
            allowed = self.tolerance * abs(move.readout.promise)
            if allowed > 0.0:
                words = f"move {number} keeps its promise only just; move the tolerance"
                yield Comparison(abs(move.readout.surprise), allowed, words)


KINDS: dict[type[GoalSection], Callable[[Any], Goal]] = {
    ReachGoal: Reach,
    HoldGoal: Hold,
    KeepPromiseGoal: KeepPromise,
}
"""The class of every kind of goal by its table in a level file."""


def build_goal(section: GoalSection) -> Goal:
    """Return the goal that a variant's table describes, in which all expressions are numbers."""
    return KINDS[type(section)](section)
