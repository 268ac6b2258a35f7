"""When a level is won: progress towards each kind of goal, one turn at a time.

A game decides by the exact thresholds. The last digits of a loss differ between machines, though,
so who judges a game that was played elsewhere leaves a ``slack`` at every threshold: nothing that
was shown as reached is denied.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from descent_game.level.schema import Goal, HoldGoal, KeepPromiseGoal

SLACK = 1e-9
"""The share of a goal's number by which losses of two machines may differ."""
SLACK_OF_START = 1e-13
"""The same as a share of the loss at the start, for goals that are small beside it."""


class Progress(NamedTuple):
    """How far one side has come.

    ``loss`` is the loss now, ``lowest`` the lowest so far; ``held`` counts turns running at or
    below the goal's loss; ``counted`` adds up the drops of kept promises.
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


def advance(
    goal: Goal,
    progress: Progress,
    loss: float,
    promise: Callable[[], float],
    ease: float = 0.0,
) -> Progress:
    """Return the progress after a turn that ended at ``loss``.

    The promise is asked for only where the goal depends on it: for a bot it costs a gradient.
    Every threshold is easier by ``ease``, a difference of losses; below 0 it is harder.
    """
    together, lowest = loss - progress.loss, min(progress.lowest, loss)
    if isinstance(goal, KeepPromiseGoal):
        drop = max(0.0, progress.lowest - loss)
        counted = progress.counted
        if drop > 0.0 and keeps_promise(promise(), together, goal.tolerance, ease):
            counted += drop
        return Progress(loss, lowest, counted=counted, reached=counted >= float(goal.total) - ease)
    held = progress.held + 1 if loss <= float(goal.loss) + ease else 0
    needed = goal.turns if isinstance(goal, HoldGoal) else 1
    return Progress(loss, lowest, held=held, reached=held >= needed)


def keeps_promise(promise: float, together: float, tolerance: float, ease: float = 0.0) -> bool:
    """Tell whether a move promised a descent and its surprise stayed within the tolerance."""
    return promise < 0.0 and abs(together - promise) <= tolerance * -promise + ease


def slack_of(goal: Goal, start: float) -> float:
    """Return by how much the losses of two machines may differ in a game from a loss ``start``.

    It is far above what rounding does to a loss, and far below what anybody can see or aim at.
    """
    threshold = goal.total if isinstance(goal, KeepPromiseGoal) else goal.loss
    return SLACK * abs(float(threshold)) + SLACK_OF_START * abs(start)


def goal_loss(goal: Goal) -> float:
    """Return the loss to be at or below; NaN where the goal names none."""
    return math.nan if isinstance(goal, KeepPromiseGoal) else float(goal.loss)
