"""What every measure is, in words for people who write claims, and which keys it takes.

The words follow "it is"; units are in them where they are not those of the loss.
"""

from collections.abc import Mapping
from typing import NamedTuple

from descent_game.measuring.run_measures import LAST_TURNS, SEEDS, STARTS
from descent_game.measuring.situation import LONG_RUN


class Doc(NamedTuple):
    """What something is, and the keys that it takes besides."""

    words: str
    takes: tuple[str, ...] = ()

    def __str__(self) -> str:
        keys = ", ".join(f"`{key}`" for key in self.takes)
        return f"{self.words}; takes {keys}" if keys else self.words


_AT = ("at",)
_WAY = ("at", "heading")
_MOVE = ("at", "heading", "step")
_BOT = ("at", "bot")
_LONG = f"{LONG_RUN:,} turns"

MEASURES_IN_WORDS: Mapping[str, Doc] = {
    # the slope at a point
    "loss": Doc("the loss at the point", _AT),
    "slope": Doc("the length of the gradient: loss per unit of distance, straight uphill", _AT),
    "slope_1": Doc("the slope of w1, the first part of the gradient", _AT),
    "slope_2": Doc("the slope of w2, the second part of the gradient", _AT),
    "slope_size_1": Doc("the size of the slope of w1, without its sign", _AT),
    "slope_size_2": Doc("the size of the slope of w2, without its sign", _AT),
    "larger_slope": Doc("the larger of the sizes of the two slopes", _AT),
    "slope_ratio": Doc("the larger of the sizes of the two slopes over the smaller", _AT),
    "slope_along": Doc("the slope along the heading, negative where that is downhill", _WAY),
    "axis_rise": Doc(
        "the least rise of the loss per unit of distance over all moves of one weight alone; "
        "above 0 where each of them goes up",
        _AT,
    ),
    # the second derivatives at a point
    "curvature_1": Doc("the second derivative by w1: how fast the slope of w1 grows with w1", _AT),
    "curvature_2": Doc("the second derivative by w2: how fast the slope of w2 grows with w2", _AT),
    "coupling": Doc("the mixed derivative: how fast the slope of w1 grows with w2", _AT),
    "coupling_size": Doc("the size of the coupling, without its sign", _AT),
    "coupling_share": Doc(
        "the coupling over the root of curvature_1 times curvature_2, from -1 to 1 in a bowl", _AT
    ),
    "turned_coupling": Doc(
        "the size of the coupling of two turned axes, along the heading and across it", _WAY
    ),
    "curvature_along": Doc("the second derivative along the heading", _WAY),
    "lowest_curvature": Doc("the lower eigenvalue of the Hessian", _AT),
    "highest_curvature": Doc("the higher eigenvalue of the Hessian", _AT),
    "condition_number": Doc(
        "the larger size of the Hessian's two eigenvalues over the smaller", _AT
    ),
    "scaled_condition": Doc(
        "the condition number once each weight has the unit that makes its own curvature 1", _AT
    ),
    "best_scaled_condition": Doc(
        "the lowest condition number that any units of the two weights give, by search", _AT
    ),
    "turned_condition": Doc(
        "the condition number in axes along the heading and across it, each in the unit that "
        "makes its own curvature 1",
        _WAY,
    ),
    "stable_rate": Doc(
        "2 over the highest curvature: above this learning rate descent diverges", _AT
    ),
    "alone_rate": Doc(
        "2 over the larger of curvature_1 and curvature_2: above this learning rate a weight that "
        "moves alone diverges",
        _AT,
    ),
    "best_2_shift": Doc(
        "the coupling over curvature_2: how far the best w2 falls when w1 grows by 1", _AT
    ),
    "best_relaxation": Doc(
        "how many times as far as to its best place each weight should go, if they move in turn",
        _AT,
    ),
    "shift_error": Doc(
        "the angle between the shift of both slopes when w1 moves, and the way of the highest "
        "curvature, from 0 to 90 degrees",
        _AT,
    ),
    # places on the map
    "lowest_1": Doc("w1 of the lowest point of the map"),
    "lowest_2": Doc("w2 of the lowest point of the map"),
    "minima": Doc("how many minima are inside the map where the loss is smooth"),
    "saddles": Doc("how many saddles are inside the map where the loss is smooth"),
    "nearest_minimum": Doc("the distance to the nearest of the minima, infinite without one", _AT),
    "nearest_saddle": Doc("the distance to the nearest of the saddles, infinite without one", _AT),
    "distance": Doc("the distance to the lowest point of the map", _AT),
    "compass_error": Doc(
        "the angle between straight downhill and the straight way to the lowest point of the map, "
        "from 0 to 180 degrees",
        _AT,
    ),
    "own_rates_error": Doc(
        "the angle between slope over own curvature, for each weight, and the way to the lowest "
        "point, from 0 to 180 degrees",
        _AT,
    ),
    "best_heading": Doc(
        "the heading, in degrees, to the lowest point that is just a step away", ("at", "step")
    ),
    "best_heading_error": Doc(
        "the angle between best_heading and straight downhill, from 0 to 180 degrees",
        ("at", "step"),
    ),
    # a move
    "loss_after": Doc("the loss at the end of the move", _MOVE),
    "promise": Doc(
        "the change of the loss that the slope promises: the slope along the move times its length",
        _MOVE,
    ),
    "together": Doc("the change of the loss by the whole move, negative where it falls", _MOVE),
    "alone_1": Doc("the change of the loss if w1 alone makes its part of the move", _MOVE),
    "alone_2": Doc("the change of the loss if w2 alone makes its part of the move", _MOVE),
    "interaction": Doc("what the parts do only together: together - alone_1 - alone_2", _MOVE),
    "surprise": Doc("what was not promised: together - promise", _MOVE),
    "mismatch": Doc("the size of the surprise over that of the promise, 0 if all is kept", _MOVE),
    "kept": Doc("the share of the promise that is kept: together over promise", _MOVE),
    "drop_rate": Doc("by how much the loss falls per unit of the move's length", _MOVE),
    "surprise_ratio": Doc("the surprise over that of half the move, 4 in any bowl", _MOVE),
    "interaction_ratio": Doc("the interaction over that of half the move, 4 in any bowl", _MOVE),
    # data
    "rows": Doc("how many rows of data the loss is taken over"),
    "correlation": Doc("the correlation of two formulas over the rows, from -1 to 1", ("of",)),
    "spread": Doc("the standard deviation of one formula over the rows", ("of",)),
    "net_weights": Doc("how many weights a net has, frozen or not"),
    "accuracy": Doc("the share of the rows that a net gets right, from 0 to 1", _AT),
    "held_out_accuracy": Doc("the share of the held out rows that a net gets right", _AT),
    "held_out_loss": Doc("the loss on the held out rows", _AT),
    # the bot
    "bot_turns": Doc(f"on which turn the bot is at the goal, infinite if not in {_LONG}", _BOT),
    "bot_leaves": Doc(f"on which turn the bot leaves the map, infinite if not in {_LONG}", _BOT),
    "bot_final_loss": Doc("the loss where the bot ends: at the goal or out of turns", _BOT),
    "bot_held_out": Doc(
        "the loss on the held out rows after all of the level's turns, past the goal", _BOT
    ),
    "bot_rest_loss": Doc(
        f"the mean loss of the bot over the last {LAST_TURNS} of {_LONG}, past the goal", _BOT
    ),
    "bot_rest_held_out": Doc(
        f"the loss on the held out rows after {_LONG} of the bot, past the goal", _BOT
    ),
    "bot_moves": Doc("in how many of the level's turns the bot moves at all", _BOT),
    "bot_travel": Doc("the distance between where the bot begins and where it ends", _BOT),
    "bot_zigzag": Doc("the length of the bot's way over the distance of its two ends", _BOT),
    "bot_longest_step": Doc("the length of the bot's longest step", _BOT),
    "bot_last_step": Doc(f"the length of the bot's last step of {_LONG}, past the goal", _BOT),
    "bot_reversals": Doc("how often the bot turns by more than a right angle", _BOT),
    "bot_sign_changes": Doc(
        "how often the expression changes its sign along the bot's way", (*_BOT, "expression")
    ),
    "bot_shrink": Doc(
        "the share of its distance to the lowest point of the map that the bot keeps over its "
        "turns 3 and 4",
        _BOT,
    ),
    "bot_start_share": Doc(
        f"the share of {STARTS * STARTS} starts all over the map from which the bot reaches the "
        "goal in the level's turns, from 0 to 1",
        ("bot",),
    ),
    # a policy
    "turns": Doc("on which turn the policy is at the goal, infinite if never", ("policy",)),
    "final_loss": Doc("the loss where the policy ends", ("policy",)),
    "three_star_share": Doc(
        f"the share of {SEEDS} variants on which the policy earns three stars, from 0 to 1",
        ("policy",),
    ),
}
"""By the name in ``measures.MEASURES``; every measure has its words."""
