"""Curvature of a loss: the eigenvalues of its Hessian, and how uneven they are."""

import math

from descent_game.losses.surface import Hessian, Point


def eigenvalues(hessian: Hessian) -> Point:
    """Return the two eigenvalues of a symmetric Hessian, the lower first.

    With ``m`` the mean of the diagonal they are ``m -+ hypot((h11 - h22)/2, h12)``. The one of
    smaller size comes from the determinant, so that it keeps its digits in a steep ravine.
    """
    (h11, h12), (_, h22) = hessian
    mean, radius = (h11 + h22) / 2.0, math.hypot((h11 - h22) / 2.0, h12)
    if not (math.isfinite(mean) and math.isfinite(radius)):
        return math.nan, math.nan
    large = mean + math.copysign(radius, mean)
    if large == 0.0:
        return 0.0, 0.0
    small = (h11 / large) * h22 - (h12 / large) * h12
    return min(small, large), max(small, large)


def condition_number(hessian: Hessian) -> float:
    """Return the larger of the eigenvalues' sizes over the smaller; infinite where one is 0."""
    sizes = [abs(value) for value in eigenvalues(hessian)]
    if math.isnan(sizes[0]):
        return math.nan
    return max(sizes) / min(sizes) if min(sizes) > 0.0 else math.inf
