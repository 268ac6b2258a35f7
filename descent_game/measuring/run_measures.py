"""Measures of runs of the claim's bot or policy over many turns."""

import math
from dataclasses import replace
from itertools import pairwise, product

from descent_game.game.game import Game
from descent_game.game.readout import promise_of
from descent_game.game.track import Termination, Track
from descent_game.losses.surface import Point
from descent_game.measuring.data_measures import bot_held_out, bot_rest_held_out
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.measure import BOT, RATIO, SHARE, Measure, count, size
from descent_game.measuring.plays import follow
from descent_game.measuring.situation import LONG_RUN, Situation

LONG = f"{LONG_RUN:,} turns"
"""The length of a long run in words."""
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
    return _reversals(situation.bot_run(situation.game.level.rules.turns))


def reversals(situation: Situation) -> float:
    """Return how often the claim's policy goes back by more than a right angle."""
    return _reversals(situation.policy_run())


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


def _reversals(track: Track) -> float:
    return float(sum(_goes_back(a, b) for a, b in pairwise(track.displacements)))


def _goes_back(before: Point, after: Point) -> bool:
    """Tell whether an update turns by more than a right angle, beyond rounding."""
    along = promise_of(before, after)
    return along < -ROUNDING * math.hypot(*before) * math.hypot(*after)


def turns(track: Track) -> float:
    """Return the turns that a track took to the goal, infinity where it never arrived."""
    return math.inf if track.goal_turn is None else float(track.goal_turn)


RUN_MEASURES: dict[str, Measure] = {
    # the bot
    "bot_turns": count(
        lambda s: turns(s.bot_run(LONG_RUN)),
        f"on which turn the bot is at the goal, infinite if not in {LONG}",
        BOT,
    ),
    "bot_leaves": count(
        bot_leaves, f"on which turn the bot leaves the map, infinite if not in {LONG}", BOT
    ),
    "bot_final_loss": Measure(
        lambda s: s.bot_run(s.game.level.rules.turns).losses[-1],
        "the loss where the bot ends: at the goal or out of turns",
        BOT,
    ),
    "bot_held_out": Measure(
        bot_held_out,
        "the loss on the held out rows after all of the level's turns, past the goal",
        BOT,
    ),
    "bot_rest_loss": Measure(
        bot_rest_loss,
        f"the mean loss of the bot over the last {LAST_TURNS} of {LONG}, past the goal",
        BOT,
    ),
    "bot_rest_held_out": Measure(
        bot_rest_held_out,
        f"the loss on the held out rows after {LONG} of the bot, past the goal",
        BOT,
    ),
    "bot_moves": count(bot_moves, "in how many of the level's turns the bot moves at all", BOT),
    "bot_travel": size(
        bot_travel, "the distance between where the bot begins and where it ends", BOT
    ),
    "bot_longest_step": size(bot_longest_step, "the length of the bot's longest step", BOT),
    "bot_last_step": size(
        lambda s: math.hypot(*s.long_run().displacements[-1]),
        f"the length of the bot's last step of {LONG}, past the goal",
        BOT,
    ),
    "bot_reversals": count(
        bot_reversals, "how often the bot turns by more than a right angle", BOT
    ),
    "bot_sign_changes": count(
        bot_sign_changes,
        "how often the expression changes its sign along the bot's path",
        (*BOT, "expression"),
    ),
    "bot_shrink": size(
        bot_shrink,
        "the share of its distance to the lowest point of the map that the bot keeps over its "
        "turns 3 and 4",
        BOT,
        kind="share",
        of_lowest=True,
    ),
    "bot_start_share": Measure(
        bot_start_share,
        f"the share of {STARTS * STARTS} starts all over the map from which the bot reaches the "
        "goal in the level's turns, from 0 to 1",
        ("bot",),
        bounds=SHARE,
        kind="share",
    ),
    # a policy
    "turns": Measure(
        lambda s: turns(s.policy_run()),
        "on which turn the policy is at the goal, infinite if never",
        ("policy",),
        bounds=RATIO,
        kind="count",
    ),
    "reversals": count(
        reversals, "how often the policy turns by more than a right angle", ("policy",)
    ),
    "final_loss": Measure(
        lambda s: s.policy_run().losses[-1], "the loss where the policy ends", ("policy",)
    ),
    "three_star_share": Measure(
        three_star_share,
        f"the share of {SEEDS} variants on which the policy earns three stars, from 0 to 1",
        ("policy",),
        bounds=SHARE,
        kind="share",
    ),
}
"""By the names that level files use."""
