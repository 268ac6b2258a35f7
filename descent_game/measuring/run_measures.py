"""Measures of runs of the claim's bot or policy over many turns."""

import math
from dataclasses import replace
from itertools import pairwise, product

from descent_game.game.game import Game
from descent_game.game.readout import promise_of
from descent_game.game.track import Termination, Track
from descent_game.losses.surface import Point
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.plays import follow
from descent_game.measuring.situation import LONG_RUN, Situation

LAST_TURNS = 100
"""Turns at the end of a long run over which the loss is averaged."""
STARTS = 15
"""Rows and columns of cells from which a bot starts."""
ROUNDING = 1e-12
"""Numbers smaller than this share of those around them count as 0."""
SEEDS = 100
"""Variants on which a policy's stars are counted."""


def three_star_share(situation: Situation) -> float:
    """Return the share of ``SEEDS`` variants on which the claim's policy earns three stars."""
    if situation.policy is None:
        raise CheckError("the measure needs a 'policy'")
    won = 0
    for seed in range(1, SEEDS + 1):
        game = Game(situation.game.level, seed)
        follow(game, situation.policy)
        won += game.stars == 3
    return won / SEEDS


def bot_leaves(situation: Situation) -> float:
    """Return on which turn the bot leaves the map, infinity where it never does."""
    run = situation.bot_run(LONG_RUN)
    return float(run.turns) if run.termination is Termination.DIVERGED else math.inf


def bot_longest_step(situation: Situation) -> float:
    """Return the length of the bot's longest update within the level's turns."""
    run = situation.bot_run(situation.game.level.rules.turns)
    return max(math.hypot(*displacement) for displacement in run.displacements)


def bot_moves(situation: Situation) -> float:
    """Return in how many of the level's turns the bot moves at all."""
    run = situation.bot_run(situation.game.level.rules.turns)
    least = ROUNDING * max(abs(w) for side in situation.box for w in side)
    return float(sum(math.hypot(*displacement) > least for displacement in run.displacements))


def bot_rest_loss(situation: Situation) -> float:
    """Return the mean loss of the bot over the last turns of a very long run."""
    losses = situation.long_run().losses[-LAST_TURNS:]
    return sum(losses) / len(losses)


def bot_reversals(situation: Situation) -> float:
    """Return in how many of the level's turns the bot goes back by more than a right angle."""
    updates = situation.bot_run(situation.game.level.rules.turns).displacements
    return float(sum(_goes_back(a, b) for a, b in pairwise(updates)))


def bot_shrink(situation: Situation) -> float:
    """Return the share of its distance to the minimum that the bot keeps over turns 3 and 4."""
    path = situation.bot_run(4).path
    goal = situation.game.variant.mirror.apply(situation.minimum)
    return math.dist(path[4], goal) / math.dist(path[2], goal)


def bot_sign_changes(situation: Situation) -> float:
    """Return how often the claim's expression changes its sign along the bot's path."""
    values = situation.values_on_bot_path()
    least = ROUNDING * max(map(abs, values))
    signs = [value > 0.0 for value in values if not abs(value) <= least]
    return float(sum(a != b for a, b in pairwise(signs)))


def bot_start_share(situation: Situation) -> float:
    """Return from which share of starts all over the map the bot arrives within the level's turns.

    The starts are the centres of ``STARTS`` times ``STARTS`` cells.
    """
    low, high = zip(*situation.box, strict=True)
    shares = [(k + 0.5) / STARTS for k in range(STARTS)]
    starts = [
        (low[0] + a * (high[0] - low[0]), low[1] + b * (high[1] - low[1]))
        for a, b in product(shares, repeat=2)
    ]
    turns = situation.game.level.rules.turns
    arrived = [replace(situation, w=start).bot_run(turns).reached for start in starts]
    return sum(arrived) / len(arrived)


def bot_travel(situation: Situation) -> float:
    """Return how far the bot is from where it began after the level's turns."""
    path = situation.bot_run(situation.game.level.rules.turns).path
    return math.dist(path[0], path[-1])


def _goes_back(before: Point, after: Point) -> bool:
    """Tell whether an update turns by more than a right angle, beyond rounding."""
    along = promise_of(before, after)
    return along < -ROUNDING * math.hypot(*before) * math.hypot(*after)


def turns(track: Track) -> float:
    """Return the turns that a track took to the goal, infinity where it never arrived."""
    return math.inf if track.goal_turn is None else float(track.goal_turn)
