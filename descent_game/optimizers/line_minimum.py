"""The nearest minimum along a line, found as a root of the slope."""

import math
from collections.abc import Callable
from typing import NamedTuple

PROBES = 8
"""Slopes looked at, at equal distances, before a root is taken not to be there."""

FLAT = 2.0**-50
"""A slope this small, relative to the slope at the start, counts as 0."""


class Probe(NamedTuple):
    """A displacement along the line, and how fast the loss falls there, going on."""

    at: float
    descent: float


def nearest_minimum(slope_at: Callable[[float], float], start: float, cap: float) -> float:
    """Return the displacement from ``start`` to the nearest minimum downhill, at most ``cap`` long.

    ``slope_at`` is the derivative along the line. The nearest minimum is where it first stops
    pointing downhill: a root, a kink at which it changes sign (found to the last digit), or the
    edge of where it is finite. Minima between two probes, ``cap / 8`` apart, may be missed. Where
    the slope at the start is 0 or not finite, the answer is 0.
    """
    first = slope_at(start)
    if first == 0.0 or not math.isfinite(first):
        return 0.0
    sign = math.copysign(1.0, first)

    def probe(distance: float) -> Probe:
        at = -sign * distance
        return Probe(at, sign * slope_at(start + at))

    if not _is_downhill(sign * slope_at(math.nextafter(start, -sign * math.inf))):
        return 0.0  # on a crease, which closing in from the first probe would take long to find
    last = Probe(0.0, abs(first))
    for k in range(1, PROBES + 1):
        ahead = probe(cap * k / PROBES)
        if ahead.descent == 0.0:
            return ahead.at
        if not _is_downhill(ahead.descent):
            at = _refine(probe, last, ahead, start, FLAT * abs(first)).at
            return at if start + at != start else 0.0
        last = ahead
    return last.at


def _refine(
    probe: Callable[[float], Probe], inside: Probe, beyond: Probe, start: float, flat: float
) -> Probe:
    """Close in on the place between two probes where the slope stops pointing downhill.

    The false position of a straight line through both slopes, which finds the minimum of a
    parabola at once; where that does not halve the bracket, its middle. ``probe`` takes distances.
    """
    bisect = False
    while True:
        near, far = abs(inside.at), abs(beyond.at)
        distance = (near + far) / 2.0
        if start + math.copysign(distance, beyond.at) in (start + inside.at, start + beyond.at):
            return min(inside, beyond, key=_steepness)
        if not bisect and _is_downhill(-beyond.descent):
            distance = near + (far - near) * (inside.descent / (inside.descent - beyond.descent))
        between = probe(distance)
        if abs(between.descent) <= flat:
            return between
        if _is_downhill(between.descent):
            inside = between
        else:
            beyond = between
        bisect = abs(beyond.at) - abs(inside.at) > (far - near) / 2.0


def _is_downhill(descent: float) -> bool:
    return 0.0 < descent < math.inf


def _steepness(probe: Probe) -> float:
    return abs(probe.descent) if math.isfinite(probe.descent) else math.inf
