"""The aim: heading, step and promise in numbers, and as a needle in a dial beside the compass."""

import math

from descent_game.game.aiming import Aim
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.game.wording import decimals_for, degrees, exponential, fitted, plain, signed
from descent_game.losses.surface import Point
from descent_game.view.dots import DotPicture
from descent_game.view.instruments import NAME, OTHER, VALUE, Room, granted, row
from descent_game.view.line import Line, Piece, Role

AIM_COLUMNS = 26
"""What the aim needs at least."""


def aim_lines(game: Game, aim: Aim, width: int, *, axes: bool = True) -> list[Line]:
    """Return what the move would be and what the gradient promises for it.

    ``axes`` adds what stands elsewhere too: the axes of the curvature, and the rose's key.
    """
    preview = game.preview(aim.move)
    room = Room(preview.heading, width - NAME - VALUE - OTHER, axes)
    shown = list(granted(game))
    step = Piece(fitted(aim.step, room.width), "aim")
    lines = [
        row("heading", Piece(degrees(preview.heading), "aim"), "step", step),
        *(line for _, view in shown for line in view.rows(game, room)),
        _promise(preview.promise),
    ]
    if aim.inertia is not None:
        lines.insert(1, (Piece(f"{'inertia':<{NAME}}", "dim"), Piece(f"{aim.inertia:.2f}", "aim")))
    if game.level.rules.moves == "gradient":
        lines.insert(1, (Piece(f"{'rate':<{NAME}}", "dim"), Piece(_rate(game, aim.step), "aim")))
    keys = [(name, view.key) for name, view in shown if axes and view.key]
    lines += [(Piece(f"{name:<{NAME}}", "dim"), Piece(f"key {key}")) for name, key in keys]
    if preview.update.at_wall:
        lines.append((Piece("The wall will stop you.", "bad"),))
    return lines


def _rate(game: Game, step: float) -> str:
    """Return the learning rate that a step down the compass is: its length over the slope's."""
    slope = math.hypot(*game.compass)
    return plain(step / slope) if 0.0 < slope < math.inf else "none"


def _promise(promise: float) -> Line:
    role: Role = "good" if promise < 0.0 else "bad" if promise > 0.0 else "text"
    return Piece(f"{'promise':<{NAME}}"), Piece(
        exponential(signed(promise, decimals_for(promise)), promise), role
    )


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
