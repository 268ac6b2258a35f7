"""What claims measure: a table of functions from a situation to a number.

To add a measure, write a function and give it a line in ``MEASURES``.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from descent_game.game.directions import heading_of, unit
from descent_game.game.moves import walk
from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.losses.surface import Hessian, Point
from descent_game.measuring import run_measures as runs
from descent_game.measuring.data_measures import ON_DATA
from descent_game.measuring.search import SAMPLES, lowest_heading, minima, saddles
from descent_game.measuring.situation import LONG_RUN, Situation

SCALES = 601
"""Ratios of the two weights' units that are tried, from a thousandth to a thousand."""


def axis_rise(situation: Situation) -> float:
    """Return the least rise per unit over all moves of one weight alone up to the walls."""
    (w1, w2), rises = situation.w, []
    before = situation.surface.value(situation.w)
    for heading in (0.0, 90.0, 180.0, 270.0):
        cosine, sine = unit(heading)
        room = math.hypot(*walk(situation.w, _far(cosine, sine), situation.box).displacement)
        lengths = np.linspace(0.0, room, SAMPLES + 1)[1:] if room > 0.0 else np.empty(0)
        losses = situation.surface.values(w1 + lengths * cosine, w2 + lengths * sine)
        rises += list((losses - before) / lengths)
    return float(min(rises))


def best_heading_error(situation: Situation) -> float:
    """Return the angle in degrees between the best heading of a step and the compass."""
    return _angle(best_heading(situation), situation.compass)


def best_heading(situation: Situation) -> float:
    """Return the heading in degrees to the lowest point of a circle: the claim's step around."""
    return lowest_heading(situation.surface, situation.w, situation.step)


def compass_error(situation: Situation) -> float:
    """Return the angle in degrees between the compass and the straight way to the minimum."""
    (w1, w2), goal = situation.w, situation.minimum
    return _angle(heading_of((goal[0] - w1, goal[1] - w2)), situation.compass)


def curvature_along(situation: Situation) -> float:
    """Return the second derivative along the claim's heading, ``u . H u``."""
    cosine, sine = unit(situation.compass if situation.heading is None else situation.heading)
    (h11, h12), (_, h22) = situation.hessian
    return h11 * cosine**2 + 2.0 * h12 * cosine * sine + h22 * sine**2


def slope_along(situation: Situation) -> float:
    """Return the slope along the claim's heading, ``g . u``."""
    cosine, sine = unit(situation.compass if situation.heading is None else situation.heading)
    return situation.gradient[0] * cosine + situation.gradient[1] * sine


def own_rates_error(situation: Situation) -> float:
    """Return the angle in degrees between the per-weight compass and the way to the minimum."""
    (slope1, slope2), (w1, w2), goal = situation.gradient, situation.w, situation.minimum
    (h11, _), (_, h22) = situation.hessian
    return _angle(
        heading_of((goal[0] - w1, goal[1] - w2)), heading_of((-slope1 / h11, -slope2 / h22))
    )


def scaled_condition(situation: Situation) -> float:
    """Return the condition number once every weight is measured by its own curvature."""
    (h11, _), (_, h22) = situation.hessian
    return condition_number(_scaled(situation.hessian, h11**-0.5, h22**-0.5))


def best_scaled_condition(situation: Situation) -> float:
    """Return the lowest condition number of all scales of the two weights, by search."""
    (h11, _), (_, h22) = situation.hessian
    ratios = np.logspace(-3.0, 3.0, SCALES)
    tried = [_scaled(situation.hessian, h11**-0.5, ratio * h22**-0.5) for ratio in ratios]
    return min(map(condition_number, tried))


def turned_coupling(situation: Situation) -> float:
    """Return the size of the coupling along axes turned to the claim's heading, ``|u . H v|``."""
    cosine, sine = unit(situation.compass if situation.heading is None else situation.heading)
    (h11, h12), (_, h22) = situation.hessian
    return abs((h22 - h11) * cosine * sine + h12 * (cosine**2 - sine**2))


def coupling_share(situation: Situation) -> float:
    """Return the coupling as a share of what it could be in a bowl with these curvatures."""
    (h11, h12), (_, h22) = situation.hessian
    return h12 / math.sqrt(h11 * h22)


def best_relaxation(situation: Situation) -> float:
    """Return how far past its best place each weight should go, moved in turn, as a factor.

    That is ``2/(1 + sqrt(1 - r**2))`` for a coupling of the share r (Young, Iterative Methods for
    Solving Partial Difference Equations of Elliptic Type, 1954).
    """
    return 2.0 / (1.0 + math.sqrt(1.0 - coupling_share(situation) ** 2))


def turned_condition(situation: Situation) -> float:
    """Return the condition number in axes turned to the claim's heading, each in its own scale."""
    cosine, sine = unit(situation.compass if situation.heading is None else situation.heading)
    (h11, h12), (_, h22) = situation.hessian
    along = h11 * cosine**2 + 2.0 * h12 * cosine * sine + h22 * sine**2
    across = h11 * sine**2 - 2.0 * h12 * cosine * sine + h22 * cosine**2
    share = turned_coupling(situation) / math.sqrt(along * across)
    return (1.0 + share) / (1.0 - share)


def shift_error(situation: Situation) -> float:
    """Return the angle in degrees between the shift of a move of w1 and the steepest curvature."""
    (h11, h12), _ = situation.hessian
    steep = eigenvalues(situation.hessian)[1]
    across = heading_of((h12, steep - h11)) if h12 else 0.0
    error = _angle(heading_of((h11, h12)), across)
    return min(error, 180.0 - error)


def mismatch(situation: Situation) -> float:
    """Return the surprise of a move as a share of its promise."""
    readout = situation.readout()
    return abs(readout.surprise / readout.promise)


def slope_ratio(situation: Situation) -> float:
    """Return the larger of the two slopes over the smaller, infinity where that is 0."""
    smaller, larger = sorted(map(abs, situation.gradient))
    return larger / smaller if smaller > 0.0 else math.inf


Measure = Callable[[Situation], float]

OF_LOWEST_POINT = frozenset({
    "lowest_1", "lowest_2", "distance", "compass_error", "own_rates_error", "bot_shrink",
})  # fmt: skip
"""The measures that ask where the lowest point of the map is, wherever they are taken."""
MEASURES: dict[str, Measure] = {
    "loss": lambda s: s.surface.value(s.w),
    "slope": lambda s: math.hypot(*s.gradient),
    "slope_1": lambda s: s.gradient[0],
    "slope_2": lambda s: s.gradient[1],
    "slope_size_1": lambda s: abs(s.gradient[0]),
    "slope_size_2": lambda s: abs(s.gradient[1]),
    "larger_slope": lambda s: max(map(abs, s.gradient)),
    "slope_ratio": slope_ratio,
    "slope_along": slope_along,
    "curvature_1": lambda s: s.hessian[0][0],
    "curvature_2": lambda s: s.hessian[1][1],
    "coupling": lambda s: s.hessian[0][1],
    "coupling_size": lambda s: abs(s.hessian[0][1]),
    "turned_coupling": turned_coupling,
    "turned_condition": turned_condition,
    "shift_error": shift_error,
    "best_2_shift": lambda s: s.hessian[0][1] / s.hessian[1][1],
    "lowest_curvature": lambda s: eigenvalues(s.hessian)[0],
    "highest_curvature": lambda s: eigenvalues(s.hessian)[1],
    "alone_rate": lambda s: 2.0 / max(s.hessian[0][0], s.hessian[1][1]),
    "lowest_1": lambda s: s.minimum[0],
    "lowest_2": lambda s: s.minimum[1],
    "best_relaxation": best_relaxation,
    "coupling_share": coupling_share,
    "stable_rate": lambda s: 2.0 / eigenvalues(s.hessian)[1],
    "condition_number": lambda s: condition_number(s.hessian),
    "curvature_along": curvature_along,
    "minima": lambda s: float(len(minima(s.surface, s.box))),
    "saddles": lambda s: float(len(saddles(s.surface, s.box))),
    "nearest_minimum": lambda s: _nearest(s.w, minima(s.surface, s.box)),
    "nearest_saddle": lambda s: _nearest(s.w, saddles(s.surface, s.box)),
    "distance": lambda s: math.dist(s.w, s.minimum),
    "compass_error": compass_error,
    "own_rates_error": own_rates_error,
    "scaled_condition": scaled_condition,
    "best_scaled_condition": best_scaled_condition,
    "loss_after": lambda s: s.surface.value(s.w) + s.readout().together,
    "promise": lambda s: s.readout().promise,
    "alone_1": lambda s: s.readout().alone[0],
    "alone_2": lambda s: s.readout().alone[1],
    "interaction": lambda s: s.readout().interaction,
    "together": lambda s: s.readout().together,
    "drop_rate": lambda s: -s.readout().together / s.step,
    "surprise": lambda s: s.readout().surprise,
    "mismatch": mismatch,
    "kept": lambda s: s.readout().together / s.readout().promise,
    "surprise_ratio": lambda s: s.readout().surprise / s.readout(0.5).surprise,
    "interaction_ratio": lambda s: s.readout().interaction / s.readout(0.5).interaction,
    "best_heading": best_heading,
    "best_heading_error": best_heading_error,
    "axis_rise": axis_rise,
    "bot_turns": lambda s: runs.turns(s.bot_run(LONG_RUN)),
    **ON_DATA,
    "bot_final_loss": lambda s: s.bot_run(s.game.level.rules.turns).losses[-1],
    "bot_moves": runs.bot_moves,
    "bot_shrink": runs.bot_shrink,
    "bot_leaves": runs.bot_leaves,
    "bot_reversals": runs.bot_reversals,
    "bot_sign_changes": runs.bot_sign_changes,
    "bot_zigzag": runs.bot_zigzag,
    "bot_start_share": runs.bot_start_share,
    "bot_travel": runs.bot_travel,
    "bot_longest_step": runs.bot_longest_step,
    "bot_last_step": lambda s: math.hypot(*s.rest().displacements[-1]),
    "bot_rest_loss": runs.bot_rest_loss,
    "turns": lambda s: runs.turns(s.policy_run()),
    "final_loss": lambda s: s.policy_run().losses[-1],
    "three_star_share": runs.three_star_share,
}
"""Every measure by the name that level files use."""

COUNTS = frozenset(
    {
        "minima",
        "rows",
        "net_weights",
        "saddles",
        "bot_turns",
        "bot_moves",
        "bot_leaves",
        "bot_reversals",
        "bot_sign_changes",
        "turns",
    }
)
"""The measures that are whole numbers, which no rounding moves across a bound."""

SHARES = frozenset(
    {
        "accuracy",
        "bot_shrink",
        "bot_start_share",
        "held_out_accuracy",
        "kept",
        "mismatch",
        "three_star_share",
    }
)
"""The measures that are shares of a whole: texts tell them in per cent, claims as fractions."""


def _scaled(hessian: Hessian, scale1: float, scale2: float) -> Hessian:
    """Return a Hessian in weights that are measured in these units."""
    (h11, h12), (_, h22) = hessian
    coupling = scale1 * scale2 * h12
    return (scale1 * scale1 * h11, coupling), (coupling, scale2 * scale2 * h22)


_SIZES = (
    "slope",
    "slope_size_1",
    "slope_size_2",
    "larger_slope",
    "coupling_size",
    "turned_coupling",
    "minima",
    "saddles",
    "nearest_minimum",
    "nearest_saddle",
    "distance",
    "mismatch",
    "bot_turns",
    "bot_moves",
    "bot_shrink",
    "bot_leaves",
    "bot_reversals",
    "bot_sign_changes",
    "bot_travel",
    "bot_longest_step",
    "bot_last_step",
)
_ANGLES = ("compass_error", "own_rates_error", "best_heading_error")
RANGES: dict[str, Point] = {
    **dict.fromkeys(_SIZES, (0.0, math.inf)),
    **dict.fromkeys(_ANGLES, (0.0, 180.0)),
    **dict.fromkeys(("bot_start_share", "three_star_share"), (0.0, 1.0)),
    **dict.fromkeys(("condition_number", "scaled_condition", "slope_ratio"), (1.0, math.inf)),
    **dict.fromkeys(("best_scaled_condition", "bot_zigzag", "turns"), (1.0, math.inf)),
    "shift_error": (0.0, 90.0),
}
"""The lowest and highest value of measures that have one: a bound there proves nothing."""


def _nearest(w: Point, places: Sequence[Point]) -> float:
    """Return the distance to the nearest of some places, infinity where there is none."""
    return min((math.dist(w, place) for place in places), default=math.inf)


def _angle(heading: float, other: float) -> float:
    """Return the angle between two headings, from 0 to 180 degrees."""
    return abs((heading - other + 180.0) % 360.0 - 180.0)


def _far(cosine: float, sine: float) -> Point:
    return 1e9 * cosine, 1e9 * sine
