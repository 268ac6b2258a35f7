"""Measures of the loss at one point: slopes, curvatures, headings, and where its low points are."""

import math

import numpy as np

from descent_game.game.directions import heading_of, unit
from descent_game.game.moves import walk
from descent_game.game.readout import promise_of
from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.losses.surface import Hessian
from descent_game.measuring.lowest import grid
from descent_game.measuring.measure import ANGLE, AT, HEADING, RATIO, Measure, count, size
from descent_game.measuring.search import SAMPLES, lowest_heading, minima, saddles
from descent_game.measuring.situation import Situation

TANGENTS = 21
"""Places across and up the map from which tangent planes are compared with the loss."""
TANGENT_SLACK = 1e-9
"""The share of the numbers compared that rounding may make of a difference."""
SCALES = 601
"""Ratios of the two weights' units that are tried, from a thousandth to a thousand."""


def axis_rise(situation: Situation) -> float:
    """Return the least rise per unit over all moves of one weight alone up to the walls."""
    (w1, w2), rises = situation.w, []
    before = situation.surface.value(situation.w)
    for heading in (0.0, 90.0, 180.0, 270.0):
        cosine, sine = unit(heading)
        far = 1e9 * cosine, 1e9 * sine
        room = math.hypot(*walk(situation.w, far, situation.box).displacement)
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
    """Return the angle in degrees between the compass and the direction to the minimum."""
    (w1, w2), goal = situation.w, situation.minimum
    return _angle(heading_of((goal[0] - w1, goal[1] - w2)), situation.compass)


def curvature_along(situation: Situation) -> float:
    """Return the second derivative along the claim's heading, ``u . H u``."""
    cosine, sine = situation.direction
    (h11, h12), (_, h22) = situation.hessian
    return h11 * cosine**2 + 2.0 * h12 * cosine * sine + h22 * sine**2


def slope_along(situation: Situation) -> float:
    """Return the slope along the claim's heading, ``g . u``."""
    return promise_of(situation.gradient, situation.direction)


def own_rates_error(situation: Situation) -> float:
    """Return the angle in degrees from the per-weight compass to the direction of the minimum."""
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
    cosine, sine = situation.direction
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
    cosine, sine = situation.direction
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


def tangent_violations(situation: Situation) -> float:
    """Return the number of pairs of places ``a``, ``b`` with ``L(b) < L(a) + g(a) . (b - a)``.

    A convex loss has none: it lies above each of its tangent planes. The places are a grid over the
    map; pairs at which a number is not finite do not count as violations.
    """
    surface, low = situation.surface, 0
    w1, w2 = (places.ravel() for places in grid(situation.box, TANGENTS))
    losses = surface.values(w1, w2)
    for a1, a2, loss in zip(w1.tolist(), w2.tolist(), losses.tolist(), strict=True):
        slope1, slope2 = surface.gradient((a1, a2))
        promises = slope1 * (w1 - a1) + slope2 * (w2 - a2)
        slack = TANGENT_SLACK * (abs(loss) + np.abs(losses) + np.abs(promises))
        low += int(np.count_nonzero(losses < loss + promises - slack))
    return float(low)


def slope_ratio(situation: Situation) -> float:
    """Return the larger of the two slopes over the smaller, infinity where that is 0."""
    smaller, larger = sorted(map(abs, situation.gradient))
    return larger / smaller if smaller > 0.0 else math.inf


def _scaled(hessian: Hessian, scale1: float, scale2: float) -> Hessian:
    """Return a Hessian in weights that are measured in these units."""
    (h11, h12), (_, h22) = hessian
    coupling = scale1 * scale2 * h12
    return (scale1 * scale1 * h11, coupling), (coupling, scale2 * scale2 * h22)


def _angle(heading: float, other: float) -> float:
    """Return the angle between two headings, from 0 to 180 degrees."""
    return abs((heading - other + 180.0) % 360.0 - 180.0)


POINT_MEASURES: dict[str, Measure] = {
    # the slope
    "loss": Measure(lambda s: s.surface.value(s.w), "the loss at the point", AT),
    "slope": size(
        lambda s: math.hypot(*s.gradient),
        "the length of the gradient: loss per unit of distance, straight uphill",
        AT,
    ),
    "slope_1": Measure(
        lambda s: s.gradient[0], "the slope of w1, the first part of the gradient", AT
    ),
    "slope_2": Measure(
        lambda s: s.gradient[1], "the slope of w2, the second part of the gradient", AT
    ),
    "slope_size_1": size(
        lambda s: abs(s.gradient[0]), "the size of the slope of w1, without its sign", AT
    ),
    "slope_size_2": size(
        lambda s: abs(s.gradient[1]), "the size of the slope of w2, without its sign", AT
    ),
    "larger_slope": size(
        lambda s: max(map(abs, s.gradient)), "the larger of the sizes of the two slopes", AT
    ),
    "slope_ratio": Measure(
        slope_ratio,
        "the larger of the sizes of the two slopes over the smaller",
        AT,
        bounds=RATIO,
    ),
    "slope_along": Measure(
        slope_along, "the slope along the heading, negative where that is downhill", HEADING
    ),
    "axis_rise": Measure(
        axis_rise,
        "the least rise of the loss per unit of distance over all moves of one weight alone; "
        "above 0 where each of them goes up",
        AT,
    ),
    # the second derivatives at a point
    "curvature_1": Measure(
        lambda s: s.hessian[0][0],
        "the second derivative by w1: how fast the slope of w1 grows with w1",
        AT,
    ),
    "curvature_2": Measure(
        lambda s: s.hessian[1][1],
        "the second derivative by w2: how fast the slope of w2 grows with w2",
        AT,
    ),
    "coupling": Measure(
        lambda s: s.hessian[0][1],
        "the mixed derivative: how fast the slope of w1 grows with w2",
        AT,
    ),
    "coupling_size": size(
        lambda s: abs(s.hessian[0][1]), "the size of the coupling, without its sign", AT
    ),
    "coupling_share": Measure(
        coupling_share,
        "the coupling over the root of curvature_1 times curvature_2, from -1 to 1 in a bowl",
        AT,
    ),
    "turned_coupling": size(
        turned_coupling,
        "the size of the coupling of two turned axes, along the heading and across it",
        HEADING,
    ),
    "curvature_along": Measure(curvature_along, "the second derivative along the heading", HEADING),
    "lowest_curvature": Measure(
        lambda s: eigenvalues(s.hessian)[0], "the lower eigenvalue of the Hessian", AT
    ),
    "highest_curvature": Measure(
        lambda s: eigenvalues(s.hessian)[1], "the higher eigenvalue of the Hessian", AT
    ),
    "condition_number": Measure(
        lambda s: condition_number(s.hessian),
        "the larger size of the Hessian's two eigenvalues over the smaller",
        AT,
        bounds=RATIO,
    ),
    "scaled_condition": Measure(
        scaled_condition,
        "the condition number once each weight has the unit that makes its own curvature 1",
        AT,
        bounds=RATIO,
    ),
    "best_scaled_condition": Measure(
        best_scaled_condition,
        "the lowest condition number that any units of the two weights give, by search",
        AT,
        bounds=RATIO,
    ),
    "turned_condition": Measure(
        turned_condition,
        "the condition number in axes along the heading and across it, each in the unit that "
        "makes its own curvature 1",
        HEADING,
    ),
    "stable_rate": Measure(
        lambda s: 2.0 / eigenvalues(s.hessian)[1],
        "2 over the highest curvature: above this learning rate descent diverges",
        AT,
    ),
    "alone_rate": Measure(
        lambda s: 2.0 / max(s.hessian[0][0], s.hessian[1][1]),
        "2 over the larger of curvature_1 and curvature_2: above this learning rate a weight that "
        "moves alone diverges",
        AT,
    ),
    "best_2_shift": Measure(
        lambda s: s.hessian[0][1] / s.hessian[1][1],
        "the coupling over curvature_2: how far the best w2 falls when w1 grows by 1",
        AT,
    ),
    "best_relaxation": Measure(
        best_relaxation,
        "how many times as far as to its best place each weight should go, if they move in turn",
        AT,
    ),
    "shift_error": Measure(
        shift_error,
        "the angle between the shift of both slopes when w1 moves, and the direction of the "
        "highest curvature, from 0 to 90 degrees",
        AT,
        bounds=(0.0, 90.0),
    ),
    # places on the map
    "lowest_1": Measure(
        lambda s: s.minimum[0], "w1 of the lowest point of the map", of_lowest=True
    ),
    "lowest_2": Measure(
        lambda s: s.minimum[1], "w2 of the lowest point of the map", of_lowest=True
    ),
    "minima": count(
        lambda s: float(len(minima(s.surface, s.box))),
        "how many minima are inside the map where the loss is smooth",
    ),
    "saddles": count(
        lambda s: float(len(saddles(s.surface, s.box))),
        "how many saddles are inside the map where the loss is smooth",
    ),
    "tangent_violations": count(
        tangent_violations,
        f"in how many of {TANGENTS**2 * (TANGENTS**2 - 1)} pairs of places the loss at one is "
        "below the tangent plane at the other; 0 where it is convex",
    ),
    "distance": size(
        lambda s: math.dist(s.w, s.minimum),
        "the distance to the lowest point of the map",
        AT,
        of_lowest=True,
    ),
    "compass_error": Measure(
        compass_error,
        "the angle between straight downhill and the straight line to the lowest point of the map, "
        "from 0 to 180 degrees",
        AT,
        bounds=ANGLE,
        of_lowest=True,
    ),
    "own_rates_error": Measure(
        own_rates_error,
        "the angle between slope over own curvature, for each weight, and the direction to the "
        "lowest point, from 0 to 180 degrees",
        AT,
        bounds=ANGLE,
        of_lowest=True,
    ),
    "best_heading_error": Measure(
        best_heading_error,
        "the angle between straight downhill and the lowest point one step away, from 0 to 180 "
        "degrees",
        ("at", "step"),
        bounds=ANGLE,
    ),
}
"""By the names that level files use."""
