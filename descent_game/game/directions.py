"""Headings in degrees as unit vectors, with exact multiples of 45 degrees."""

import math

from descent_game.losses.surface import Point

_HALF_ROOT = math.sqrt(0.5)


def unit(heading: float) -> Point:
    """Return ``(cos heading, sin heading)`` for a heading in degrees.

    The angle is reduced exactly to the first half-quadrant, so that multiples of 90 degrees have
    one component, multiples of 45 equal ones, and a heading and its negative mirrored ones.
    """
    quadrant, angle = divmod(math.fmod(abs(heading), 360.0), 90.0)
    along, across = _half_quadrant(angle) if angle <= 45.0 else _half_quadrant(90.0 - angle)[::-1]
    turned = ((along, across), (-across, along), (-along, -across), (across, -along))
    cosine, sine = turned[int(quadrant)]
    return cosine, -sine if heading < 0.0 else sine


def heading_of(vector: Point) -> float:
    """Return the heading of a vector in degrees, in [0, 360); 0 for the zero vector."""
    return full_circle(math.degrees(math.atan2(vector[1], vector[0])))


def full_circle(heading: float) -> float:
    """Return a heading in [0, 360); the smallest negative ones are 0, not 360."""
    return heading % 360.0 % 360.0


def _half_quadrant(angle: float) -> Point:
    """Return cosine and sine for 0 to 45 degrees."""
    if angle == 45.0:
        return _HALF_ROOT, _HALF_ROOT
    return math.cos(math.radians(angle)), math.sin(math.radians(angle))
