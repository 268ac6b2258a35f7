"""Measures of the loss at one point: slopes, curvatures, headings, and of one move from there."""

import math

import numpy as np

from descent_game.game.directions import heading_of, unit
from descent_game.game.moves import walk
from descent_game.game.readout import promise_of
from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.losses.surface import Hessian
from descent_game.measuring.search import SAMPLES, lowest_heading
from descent_game.measuring.situation import Situation

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


def mismatch(situation: Situation) -> float:
    """Return the surprise of a move as a share of its promise."""
    readout = situation.readout()
    return abs(readout.surprise / readout.promise)


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
