"""The dial: heading and compass as needles in a ring of dots."""

import math

from descent_game.game.aiming import Aim
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.losses.surface import Point
from descent_game.tui.dots import DotPicture
from descent_game.tui.lines import Line, Piece, Role

ROWS, COLUMNS = 6, 12
RADIUS = 11.0
"""In dots; a cell is 2 dots wide and 4 high."""
NARROWEST = 24


def dial_lines(game: Game, aim: Aim, width: int) -> list[Line]:
    """Return the dial in the middle of the panel; nothing where it has no room."""
    if width < NARROWEST:
        return []
    picture = DotPicture(COLUMNS, ROWS)
    for degree in range(0, 360, 6):
        picture.dot(*_place(unit(degree), RADIUS), "rule")
    if "compass" in game.level.map.instruments:
        slope = game.gradient
        norm = math.hypot(*slope)
        if 0.0 < norm < math.inf:
            _needle(picture, (-slope[0] / norm, -slope[1] / norm), 0.7 * RADIUS, "compass")
    heading = game.preview(aim.move).heading
    share = (aim.step / game.level.rules.max_step) ** 0.5
    _needle(picture, unit(heading), max(share, 0.2) * RADIUS, "aim")
    indent = Piece(" " * ((width - COLUMNS) // 2))
    return [(indent, *row) for row in picture.lines()]


def _needle(picture: DotPicture, direction: Point, length: float, role: Role) -> None:
    for tenth in range(round(length * 2) + 1):
        picture.dot(*_place(direction, tenth / 2), role)


def _place(direction: Point, length: float) -> tuple[int, int]:
    x = COLUMNS + direction[0] * length
    y = ROWS * 2 - direction[1] * length
    return math.floor(x), math.floor(y)
