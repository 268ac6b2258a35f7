"""A review of a finished game: what its moves had in common that cost the goal, or par."""

import math
from collections import Counter

from descent_game.game.game import Game
from descent_game.game.readout import MoveResult
from descent_game.game.wording import plain

OFTEN = 1 / 3
"""The least share of the moves at a wall that is mentioned."""

SAME = 0.8
"""The least share of the moves with one step at which the step counts as never changed."""


def review_words(game: Game) -> str:
    """Return sentences about what kept the player from the goal or from par; "" if nothing."""
    moves = [turn.player for turn in game.turns]
    if game.outcome is None or not moves or game.stars == 3:
        return ""
    habits = [_wall_words(moves), _higher_words(game, moves)]
    if not game.player.reached:
        losses = [loss if math.isfinite(loss) else math.inf for loss in game.player.losses]
        habits.append(game.goal.review_words(game.player.progress, losses, moves))
    return " ".join(filter(None, habits))


def _wall_words(moves: list[MoveResult]) -> str:
    """Return how many moves ended at the wall, where they were many."""
    stopped = sum(move.at_wall for move in moves)
    if stopped < max(2.0, OFTEN * len(moves)):
        return ""
    return f"{stopped} of your {len(moves)} moves ended at the wall of the map."


def _higher_words(game: Game, moves: list[MoveResult]) -> str:
    """Return how many moves ended higher than they began, and whether the step was ever changed."""
    higher = sum(move.readout.together > 0.0 for move in moves)
    if not higher:
        return ""
    count = f"{higher} of your {len(moves)} moves" if len(moves) > 1 else "Your only move"
    step, times = Counter(turn.move.step for turn in game.turns).most_common(1)[0]
    same = higher > 1 and times >= max(SAME * len(moves), 3.0)
    share = "all" if times == len(moves) else "nearly all"
    often = f"; {share} your moves had the same step, {plain(step)}" if same else ""
    return f"{count} ended higher than {'they' if len(moves) > 1 else 'it'} began{often}."
