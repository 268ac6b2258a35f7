"""When a level is won: progress towards each kind of goal, one turn at a time."""

import math
from collections.abc import Callable
from typing import NamedTuple

from descent_game.level.schema import Goal, HoldGoal, KeepPromiseGoal


class Progress(NamedTuple):
    """How far one side has come.

    ``held`` counts turns running at or below the goal's loss; ``counted`` adds up the drops of
    kept promises; ``lowest`` is the lowest loss so far.
    """

    lowest: float
    held: int = 0
    counted: float = 0.0
    reached: bool = False


def advance(
    goal: Goal, progress: Progress, loss: float, together: float, promise: Callable[[], float]
) -> Progress:
    """Return the progress after a turn that changed the loss by ``together`` to ``loss``.

    The promise is asked for only where the goal depends on it: for a bot it costs a gradient.
    """
    lowest = min(progress.lowest, loss)
    if isinstance(goal, KeepPromiseGoal):
        drop = max(0.0, progress.lowest - loss)
        counted = progress.counted
        if drop > 0.0 and keeps_promise(promise(), together, goal.tolerance):
            counted += drop
        return Progress(lowest, counted=counted, reached=counted >= float(goal.total))
    held = progress.held + 1 if loss <= float(goal.loss) else 0
    needed = goal.turns if isinstance(goal, HoldGoal) else 1
    return Progress(lowest, held=held, reached=held >= needed)


def keeps_promise(promise: float, together: float, tolerance: float) -> bool:
    """Tell whether a move promised a descent and its surprise stayed within the tolerance."""
    return promise < 0.0 and abs(together - promise) <= tolerance * -promise


def goal_loss(goal: Goal) -> float:
    """Return the loss to be at or below; NaN where the goal names none."""
    return math.nan if isinstance(goal, KeepPromiseGoal) else float(goal.loss)
