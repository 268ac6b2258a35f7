"""What the moves of a game had in common: why it was lost, or took longer, as far as they tell."""

import math
from collections import Counter

from descent_game.game.game import Game
from descent_game.game.goals import goal_loss, keeps_promise
from descent_game.game.readout import MoveResult
from descent_game.game.wording import plain
from descent_game.level.schema import HoldGoal, KeepPromiseGoal

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
        habits.append(_goal_words(game, strides))
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


def _goal_words(game: Game, strides: list[MoveResult]) -> str:
    """Return how near the player came."""
    goal, player = game.variant.goal, game.player
    if isinstance(goal, KeepPromiseGoal):
        broken = sum(
            not keeps_promise(s.readout.promise, s.readout.together, goal.tolerance)
            for s in strides
        )
        total = f"{plain(player.progress.counted)} of {plain(float(goal.total), 4)} were counted"
        return f"{total}; {broken} of your {len(strides)} moves did not keep their promise."
    losses = [loss if math.isfinite(loss) else math.inf for loss in player.losses]
    turn = min(range(len(losses)), key=losses.__getitem__)
    wanted = f"the goal is {plain(goal_loss(goal), 4)}"
    if isinstance(goal, HoldGoal):
        return (
            f"You held {_longest(losses, goal_loss(goal))} of {goal.turns} turns running; {wanted}."
        )
    when = f"on turn {turn}" if turn else "at the start"
    return f"Your lowest loss was {plain(losses[turn], 4)}, {when}; {wanted}."


def _longest(losses: list[float], height: float) -> int:
    """Return the most turns running at or below a height."""
    longest = run = 0
    for loss in losses[1:]:
        run = run + 1 if loss <= height else 0
        longest = max(longest, run)
    return longest
