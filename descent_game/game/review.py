"""What the moves of a game had in common: why it was lost, or took longer, as far as they tell."""

import math
from collections import Counter

from descent_game.game.game import Game
from descent_game.game.readout import MoveResult
from descent_game.game.wording import plain

OFTEN = 1 / 3
"""A share of the moves that makes a habit."""

SAME = 0.8
"""The share of the moves with one and the same step that makes it the only one."""


def review_words(game: Game) -> str:
    """Return what kept the player from the goal, or from par, in measured words; "" if nothing."""
    strides = [turn.player for turn in game.turns]
    if game.outcome is None or not strides or game.stars == 3:
        return ""
    habits = [_wall_words(strides), _higher_words(game, strides)]
    if not game.player.reached:
        losses = [loss if math.isfinite(loss) else math.inf for loss in game.player.losses]
        habits.append(game.goal.review_words(game.player.progress, losses, strides))
    return " ".join(filter(None, habits))


def _wall_words(strides: list[MoveResult]) -> str:
    """Return how many moves were stopped by the wall, where that was a habit."""
    stopped = sum(stride.at_wall for stride in strides)
    if stopped < max(2.0, OFTEN * len(strides)):
        return ""
    return f"{stopped} of your {len(strides)} moves ended at the wall of the map."


def _higher_words(game: Game, strides: list[MoveResult]) -> str:
    """Return how many moves ended higher than they began, and whether the step was ever changed."""
    higher = sum(stride.readout.together > 0.0 for stride in strides)
    if not higher:
        return ""
    count = f"{higher} of your {len(strides)} moves" if len(strides) > 1 else "Your only move"
    step, times = Counter(turn.move.step for turn in game.turns).most_common(1)[0]
    same = higher > 1 and times >= max(SAME * len(strides), 3.0)
    share = "all" if times == len(strides) else "nearly all"
    often = f"; {share} your moves had the same step, {plain(step)}" if same else ""
    return f"{count} ended higher than {'they' if len(strides) > 1 else 'it'} began{often}."
