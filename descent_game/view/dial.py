"""The dial: heading and compass as needles in a ring of dots."""

import math

from descent_game.game.aiming import Aim
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.losses.surface import Point
from descent_game.view.dots import DotPicture
from descent_game.view.line import Line, Role

ROWS, COLUMNS = 6, 12
CENTRE = 11.5
"""Of the dots across and down, both from 0 to 23."""


def dial_lines(game: Game, aim: Aim) -> list[Line]:
    """Return the dial in ``ROWS`` lines of ``COLUMNS`` cells; the aim grows with the step."""
    picture = DotPicture(COLUMNS, ROWS)
    for x, y in RING:
        picture.dot(x, y, "rule")
    if "compass" in game.level.map.instruments:
        compass = game.compass
        norm = math.hypot(*compass)
        if 0.0 < norm < math.inf:
            _needle(picture, (compass[0] / norm, compass[1] / norm), 0.9 * CENTRE, "compass", 2)
    share = (aim.step / game.level.rules.max_step) ** 0.5
    heading = game.preview(aim.move).heading
    _needle(picture, unit(heading), max(share, 0.2) * CENTRE, "aim", 1)
    return picture.lines()


def _needle(picture: DotPicture, direction: Point, length: float, role: Role, spacing: int) -> None:
    for dot in range(0, round(length) + 1, spacing):
        picture.dot(*_place(direction, dot), role)


def _place(direction: Point, length: float) -> tuple[int, int]:
    return round(CENTRE + direction[0] * length), round(CENTRE - direction[1] * length)


RING = sorted({_place(unit(degree), CENTRE) for degree in range(0, 360, 2)})
