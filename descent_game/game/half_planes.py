"""What gradients exclude on a convex loss: half planes in which nothing is lower.

A convex loss lies above each of its tangents, ``L(w) >= L(p) + g . (w - p)`` (Boyd and
Vandenberghe, Convex Optimization, 2004, section 3.1.3). So nothing on the side of ``p`` that its
gradient ``g`` points to, where ``g . (w - p) > 0``, is as low as ``p``.
"""

import math
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.losses.surface import Box, Point


class HalfPlane(NamedTuple):
    """The points ``w`` with ``normal . (w - through) > 0``."""

    through: Point
    normal: Point

    def depth(self, w: Point) -> float:
        """Return ``normal . (w - through)``, above 0 inside."""
        return sum(n * (x - p) for n, x, p in zip(self.normal, w, self.through, strict=True))


def excluded(game: Game) -> tuple[HalfPlane, ...]:
    """Return the half planes that the gradients at all visited points exclude.

    Points without a finite gradient exclude nothing.
    """
    surface = game.shown
    planes = (HalfPlane(w, surface.gradient(w)) for w in dict.fromkeys(game.player.path))
    return tuple(p for p in planes if all(map(math.isfinite, p.normal)) and any(p.normal))


def remaining(box: Box, planes: tuple[HalfPlane, ...]) -> list[Point]:
    """Return the corners of the part of the map that no half plane excludes.

    It is a convex polygon, cut by one line after the other (Sutherland and Hodgman, Reentrant
    Polygon Clipping, 1974), counter-clockwise; no corners where nothing is left.
    """
    (left, right), (bottom, top) = box
    corners: list[Point] = [(left, bottom), (right, bottom), (right, top), (left, top)]
    for plane in planes:
        depths = [plane.depth(corner) for corner in corners]
        kept: list[Point] = []
        for here, depth in enumerate(depths):
            last = depths[here - 1]
            if (depth > 0.0) != (last > 0.0):
                (a1, a2), (b1, b2) = corners[here - 1], corners[here]
                share = last / (last - depth)
                kept.append((a1 + share * (b1 - a1), a2 + share * (b2 - a2)))
            if depth <= 0.0:
                kept.append(corners[here])
        corners = kept
    return corners


def area_and_centroid(corners: list[Point]) -> tuple[float, Point]:
    """Return the area of a polygon and its centre of mass, by the shoelace formula.

    Where the area is 0 the centre is the mean of the corners.

    Raises:
        ValueError: It has no corners.
    """
    if not corners:
        raise ValueError("a polygon without corners has no centre")
    base1, base2 = corners[0]
    area = first = second = 0.0
    for (a1, a2), (b1, b2) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = (a1 - base1) * (b2 - base2) - (b1 - base1) * (a2 - base2)
        area += cross / 2.0
        first += cross * (a1 + b1 - 2.0 * base1) / 6.0
        second += cross * (a2 + b2 - 2.0 * base2) / 6.0
    if area <= 0.0:
        count = len(corners)
        return 0.0, (sum(w[0] for w in corners) / count, sum(w[1] for w in corners) / count)
    return area, (base1 + first / area, base2 + second / area)


def share_left(game: Game) -> float:
    """Return the share of the map that no gradient of a visited point excludes, 0 to 1."""
    (left, right), (bottom, top) = game.variant.box
    corners = remaining(game.variant.box, excluded(game))
    area = area_and_centroid(corners)[0] if corners else 0.0
    return area / ((right - left) * (top - bottom))
