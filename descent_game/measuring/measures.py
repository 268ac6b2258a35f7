"""What claims measure: the table of all measures.

A new measure is a function from a ``Situation`` to a number (in ``point_measures.py``,
``data_measures.py`` or ``run_measures.py``) and a row in ``MEASURES``. The level check, the schema,
the reference page and the editor take everything they know of it from the row.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.losses.surface import Interval
from descent_game.measuring import data_measures as data
from descent_game.measuring import point_measures as points
from descent_game.measuring import run_measures as runs
from descent_game.measuring.lookup import Documented
from descent_game.measuring.run_measures import LAST_TURNS, SEEDS, STARTS
from descent_game.measuring.search import minima, saddles
from descent_game.measuring.situation import LONG_RUN, Situation


@dataclass(frozen=True)
class Measure(Documented[Callable[[Situation], float]]):
    """A measure: its function, what it is in words, and the keys of a claim that it takes.

    The words follow "it is"; units are in them where they are not those of the loss.

    Attributes:
        bounds: The lowest and the highest value that it can have: a claim's bound there proves
            nothing.
        kind: A ``count`` is a whole number, which no rounding moves across a bound; a ``share`` of
            a whole is a fraction in claims and in per cent in texts.
        of_lowest: Whether it needs the lowest point of the map, wherever it is taken.
    """

    bounds: Interval = (-math.inf, math.inf)
    kind: Literal["number", "count", "share"] = "number"
    of_lowest: bool = False


_AT = ("at",)
_HEADING = ("at", "heading")
_MOVE = ("at", "heading", "step")
_BOT = ("at", "bot")
_LONG = f"{LONG_RUN:,} turns"
_SIZE = (0.0, math.inf)
_RATIO = (1.0, math.inf)
_SHARE = (0.0, 1.0)
_ANGLE = (0.0, 180.0)
_size = partial(Measure, bounds=_SIZE)
_count = partial(_size, kind="count")

MEASURES: dict[str, Measure] = {
    # the slope at a point
    "loss": Measure(lambda s: s.surface.value(s.w), "the loss at the point", _AT),
    "slope": _size(
        lambda s: math.hypot(*s.gradient),
        "the length of the gradient: loss per unit of distance, straight uphill",
        _AT,
    ),
    "slope_1": Measure(
        lambda s: s.gradient[0], "the slope of w1, the first part of the gradient", _AT
    ),
    "slope_2": Measure(
        lambda s: s.gradient[1], "the slope of w2, the second part of the gradient", _AT
    ),
    "slope_size_1": _size(
        lambda s: abs(s.gradient[0]), "the size of the slope of w1, without its sign", _AT
    ),
    "slope_size_2": _size(
        lambda s: abs(s.gradient[1]), "the size of the slope of w2, without its sign", _AT
    ),
    "larger_slope": _size(
        lambda s: max(map(abs, s.gradient)), "the larger of the sizes of the two slopes", _AT
    ),
    "slope_ratio": Measure(
        points.slope_ratio,
        "the larger of the sizes of the two slopes over the smaller",
        _AT,
        bounds=_RATIO,
    ),
    "slope_along": Measure(
        points.slope_along, "the slope along the heading, negative where that is downhill", _HEADING
    ),
    "axis_rise": Measure(
        points.axis_rise,
        "the least rise of the loss per unit of distance over all moves of one weight alone; "
        "above 0 where each of them goes up",
        _AT,
    ),
    # the second derivatives at a point
    "curvature_1": Measure(
        lambda s: s.hessian[0][0],
        "the second derivative by w1: how fast the slope of w1 grows with w1",
        _AT,
    ),
    "curvature_2": Measure(
        lambda s: s.hessian[1][1],
        "the second derivative by w2: how fast the slope of w2 grows with w2",
        _AT,
    ),
    "coupling": Measure(
        lambda s: s.hessian[0][1],
        "the mixed derivative: how fast the slope of w1 grows with w2",
        _AT,
    ),
    "coupling_size": _size(
        lambda s: abs(s.hessian[0][1]), "the size of the coupling, without its sign", _AT
    ),
    "coupling_share": Measure(
        points.coupling_share,
        "the coupling over the root of curvature_1 times curvature_2, from -1 to 1 in a bowl",
        _AT,
    ),
    "turned_coupling": _size(
        points.turned_coupling,
        "the size of the coupling of two turned axes, along the heading and across it",
        _HEADING,
    ),
    "curvature_along": Measure(
        points.curvature_along, "the second derivative along the heading", _HEADING
    ),
    "lowest_curvature": Measure(
        lambda s: eigenvalues(s.hessian)[0], "the lower eigenvalue of the Hessian", _AT
    ),
    "highest_curvature": Measure(
        lambda s: eigenvalues(s.hessian)[1], "the higher eigenvalue of the Hessian", _AT
    ),
    "condition_number": Measure(
        lambda s: condition_number(s.hessian),
        "the larger size of the Hessian's two eigenvalues over the smaller",
        _AT,
        bounds=_RATIO,
    ),
    "scaled_condition": Measure(
        points.scaled_condition,
        "the condition number once each weight has the unit that makes its own curvature 1",
        _AT,
        bounds=_RATIO,
    ),
    "best_scaled_condition": Measure(
        points.best_scaled_condition,
        "the lowest condition number that any units of the two weights give, by search",
        _AT,
        bounds=_RATIO,
    ),
    "turned_condition": Measure(
        points.turned_condition,
        "the condition number in axes along the heading and across it, each in the unit that "
        "makes its own curvature 1",
        _HEADING,
    ),
    "stable_rate": Measure(
        lambda s: 2.0 / eigenvalues(s.hessian)[1],
        "2 over the highest curvature: above this learning rate descent diverges",
        _AT,
    ),
    "alone_rate": Measure(
        lambda s: 2.0 / max(s.hessian[0][0], s.hessian[1][1]),
        "2 over the larger of curvature_1 and curvature_2: above this learning rate a weight that "
        "moves alone diverges",
        _AT,
    ),
    "best_2_shift": Measure(
        lambda s: s.hessian[0][1] / s.hessian[1][1],
        "the coupling over curvature_2: how far the best w2 falls when w1 grows by 1",
        _AT,
    ),
    "best_relaxation": Measure(
        points.best_relaxation,
        "how many times as far as to its best place each weight should go, if they move in turn",
        _AT,
    ),
    "shift_error": Measure(
        points.shift_error,
        "the angle between the shift of both slopes when w1 moves, and the direction of the "
        "highest curvature, from 0 to 90 degrees",
        _AT,
        bounds=(0.0, 90.0),
    ),
    # places on the map
    "lowest_1": Measure(
        lambda s: s.minimum[0], "w1 of the lowest point of the map", of_lowest=True
    ),
    "lowest_2": Measure(
        lambda s: s.minimum[1], "w2 of the lowest point of the map", of_lowest=True
    ),
    "minima": _count(
        lambda s: float(len(minima(s.surface, s.box))),
        "how many minima are inside the map where the loss is smooth",
    ),
    "saddles": _count(
        lambda s: float(len(saddles(s.surface, s.box))),
        "how many saddles are inside the map where the loss is smooth",
    ),
    "distance": _size(
        lambda s: math.dist(s.w, s.minimum),
        "the distance to the lowest point of the map",
        _AT,
        of_lowest=True,
    ),
    "compass_error": Measure(
        points.compass_error,
        "the angle between straight downhill and the straight line to the lowest point of the map, "
        "from 0 to 180 degrees",
        _AT,
        bounds=_ANGLE,
        of_lowest=True,
    ),
    "own_rates_error": Measure(
        points.own_rates_error,
        "the angle between slope over own curvature, for each weight, and the direction to the "
        "lowest point, from 0 to 180 degrees",
        _AT,
        bounds=_ANGLE,
        of_lowest=True,
    ),
    "best_heading_error": Measure(
        points.best_heading_error,
        "the angle between straight downhill and the lowest point one step away, from 0 to 180 "
        "degrees",
        ("at", "step"),
        bounds=_ANGLE,
    ),
    # a move
    "loss_after": Measure(
        lambda s: s.surface.value(s.w) + s.readout().together,
        "the loss at the end of the move",
        _MOVE,
    ),
    "promise": Measure(
        lambda s: s.readout().promise,
        "the change of the loss that the slope promises: the slope along the move times its length",
        _MOVE,
    ),
    "together": Measure(
        lambda s: s.readout().together,
        "the change of the loss by the whole move, negative where it falls",
        _MOVE,
    ),
    "alone_1": Measure(
        lambda s: s.readout().alone[0],
        "the change of the loss if w1 alone makes its part of the move",
        _MOVE,
    ),
    "alone_2": Measure(
        lambda s: s.readout().alone[1],
        "the change of the loss if w2 alone makes its part of the move",
        _MOVE,
    ),
    "interaction": Measure(
        lambda s: s.readout().interaction,
        "what the parts do only together: together - alone_1 - alone_2",
        _MOVE,
    ),
    "surprise": Measure(
        lambda s: s.readout().surprise, "what was not promised: together - promise", _MOVE
    ),
    "mismatch": _size(
        points.mismatch,
        "the size of the surprise over that of the promise, 0 if all is kept",
        _MOVE,
        kind="share",
    ),
    "kept": Measure(
        lambda s: s.readout().together / s.readout().promise,
        "the share of the promise that is kept: together over promise",
        _MOVE,
        kind="share",
    ),
    "drop_rate": Measure(
        lambda s: -s.readout().together / s.step,
        "by how much the loss falls per unit of the move's length",
        _MOVE,
    ),
    "surprise_ratio": Measure(
        lambda s: s.readout().surprise / s.readout(0.5).surprise,
        "the surprise over that of half the move, 4 where the loss is quadratic",
        _MOVE,
    ),
    "interaction_ratio": Measure(
        lambda s: s.readout().interaction / s.readout(0.5).interaction,
        "the interaction over that of half the move, 4 where the loss is quadratic",
        _MOVE,
    ),
    # data
    "rows": Measure(
        lambda s: float(s.game.variant.loss.count),
        "how many rows of data the loss is taken over",
        kind="count",
    ),
    "correlation": Measure(
        data.correlation, "the correlation of two formulas over the rows, from -1 to 1", ("of",)
    ),
    "spread": Measure(data.spread, "the standard deviation of one formula over the rows", ("of",)),
    "net_weights": Measure(
        data.net_weights, "how many weights a net has, frozen or not", kind="count"
    ),
    "accuracy": Measure(
        data.accuracy, "the share of the rows that a net gets right, from 0 to 1", _AT, kind="share"
    ),
    "held_out_accuracy": Measure(
        data.held_out_accuracy,
        "the share of the held out rows that a net gets right",
        _AT,
        kind="share",
    ),
    "held_out_loss": Measure(
        lambda s: data.held_out_loss(s, s.w), "the loss on the held out rows", _AT
    ),
    # the bot
    "bot_turns": _count(
        lambda s: runs.turns(s.bot_run(LONG_RUN)),
        f"on which turn the bot is at the goal, infinite if not in {_LONG}",
        _BOT,
    ),
    "bot_leaves": _count(
        runs.bot_leaves, f"on which turn the bot leaves the map, infinite if not in {_LONG}", _BOT
    ),
    "bot_final_loss": Measure(
        lambda s: s.bot_run(s.game.level.rules.turns).losses[-1],
        "the loss where the bot ends: at the goal or out of turns",
        _BOT,
    ),
    "bot_held_out": Measure(
        data.bot_held_out,
        "the loss on the held out rows after all of the level's turns, past the goal",
        _BOT,
    ),
    "bot_rest_loss": Measure(
        runs.bot_rest_loss,
        f"the mean loss of the bot over the last {LAST_TURNS} of {_LONG}, past the goal",
        _BOT,
    ),
    "bot_rest_held_out": Measure(
        data.bot_rest_held_out,
        f"the loss on the held out rows after {_LONG} of the bot, past the goal",
        _BOT,
    ),
    "bot_moves": _count(
        runs.bot_moves, "in how many of the level's turns the bot moves at all", _BOT
    ),
    "bot_travel": _size(
        runs.bot_travel, "the distance between where the bot begins and where it ends", _BOT
    ),
    "bot_longest_step": _size(runs.bot_longest_step, "the length of the bot's longest step", _BOT),
    "bot_last_step": _size(
        lambda s: math.hypot(*s.long_run().displacements[-1]),
        f"the length of the bot's last step of {_LONG}, past the goal",
        _BOT,
    ),
    "bot_reversals": _count(
        runs.bot_reversals, "how often the bot turns by more than a right angle", _BOT
    ),
    "bot_sign_changes": _count(
        runs.bot_sign_changes,
        "how often the expression changes its sign along the bot's path",
        (*_BOT, "expression"),
    ),
    "bot_shrink": _size(
        runs.bot_shrink,
        "the share of its distance to the lowest point of the map that the bot keeps over its "
        "turns 3 and 4",
        _BOT,
        kind="share",
        of_lowest=True,
    ),
    "bot_start_share": Measure(
        runs.bot_start_share,
        f"the share of {STARTS * STARTS} starts all over the map from which the bot reaches the "
        "goal in the level's turns, from 0 to 1",
        ("bot",),
        bounds=_SHARE,
        kind="share",
    ),
    # a policy
    "turns": Measure(
        lambda s: runs.turns(s.policy_run()),
        "on which turn the policy is at the goal, infinite if never",
        ("policy",),
        bounds=_RATIO,
        kind="count",
    ),
    "final_loss": Measure(
        lambda s: s.policy_run().losses[-1], "the loss where the policy ends", ("policy",)
    ),
    "three_star_share": Measure(
        runs.three_star_share,
        f"the share of {SEEDS} variants on which the policy earns three stars, from 0 to 1",
        ("policy",),
        bounds=_SHARE,
        kind="share",
    ),
}
"""Every measure by the name that level files use."""
