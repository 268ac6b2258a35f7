"""The aim: heading, step and promise in numbers, and as a needle in a dial beside the compass."""

import math

from descent_game.game.aiming import Aim
from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.instruments import principal_axes
from descent_game.game.wording import decimals_for, plain, signed
from descent_game.losses.surface import Point
from descent_game.view.dots import DotPicture
from descent_game.view.line import Line, Piece, Role

NAME, VALUE, OTHER = 8, 7, 6
"""Columns of a name, its number, and the second name of a row."""

LONGEST = 12
"""Characters of a number before it is written with an exponent."""

AIM_COLUMNS = 26
"""What the aim needs at least."""


def aim_lines(game: Game, aim: Aim, width: int, *, axes: bool = True) -> list[Line]:
    """Return what the move would be and what the gradient promises for it.

    ``axes`` adds what stands elsewhere too: the axes of the curvature, and the rose's key.
    """
    preview = game.preview(aim.move)
    room = width - NAME - VALUE - OTHER
    step = Piece(fitted(aim.step, room), "aim")
    lines = [
        _row("heading", Piece(degrees(preview.heading), "aim"), "step", step),
        *_instruments(game, room),
        *_curvature(game, preview.heading, axes=axes),
        _promise(preview.promise),
    ]
    if aim.inertia is not None:
        lines.insert(1, (Piece(f"{'inertia':<{NAME}}", "dim"), Piece(f"{aim.inertia:.2f}", "aim")))
    if game.level.rules.moves == "gradient":
        lines.insert(1, (Piece(f"{'rate':<{NAME}}", "dim"), Piece(_rate(game, aim.step), "aim")))
    if axes and "rose" in game.level.map.instruments:
        lines.append((Piece(f"{'rose':<{NAME}}", "dim"), Piece("key o")))
    if preview.update.at_wall:
        lines.append((Piece("The wall will stop you.", "bad"),))
    return lines


def _rate(game: Game, step: float) -> str:
    """Return the learning rate that a step down the compass is: its length over the slope's."""
    slope = math.hypot(*game.compass)
    return plain(step / slope) if 0.0 < slope < math.inf else "none"


def fitted(value: float, room: int) -> str:
    """Return a number with three digits, or with fewer, or a power of ten, as there is room."""
    texts = [plain(value, digits) for digits in (3, 2, 1)]
    shortest = f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e")
    return next((text for text in texts if len(text) <= room), shortest)


def degrees(heading: float) -> str:
    """Return a heading: whole degrees as such, others with one decimal."""
    rounded = round(heading, 1) % 360.0
    return f"{rounded:.0f}°" if rounded == int(rounded) else f"{rounded:.1f}°"


def _instruments(game: Game, room: int) -> list[Line]:
    """Return what this level tells about the slope under the player's feet."""
    slope, told = game.gradient, game.level.map.instruments
    lines = []
    if "compass" in told:
        norm = Piece(fitted(math.hypot(*slope), room), "compass")
        lines.append(_row("compass", Piece(_heading(game.compass), "compass"), "slope", norm))
    if "partials" in told:
        lines += _partials(slope)
    return lines


def _curvature(game: Game, heading: float, *, axes: bool) -> list[Line]:
    """Return the second derivative along the aim, where this level tells it."""
    if "curvature" not in game.level.map.instruments:
        return []
    hessian = game.shown.hessian(game.position)
    (h11, h12), (_, h22) = hessian
    u1, u2 = unit(heading)
    curvature = h11 * u1 * u1 + 2.0 * h12 * u1 * u2 + h22 * u2 * u2
    lines: list[Line] = [(Piece("curvature along it ", "dim"), Piece(fitted(curvature, VALUE)))]
    told = principal_axes(hessian) if axes else None
    for name, axis in zip(("flattest", "steepest"), told or (), strict=False):
        where = f"{heading_of(axis.direction) % 180.0:.0f}°"
        lines.append((Piece(f"{name} ", "dim"), Piece(f"{plain(axis.curvature)} at {where}")))
    return lines


def _partials(slope: Point) -> list[Line]:
    """Return both slopes in one line, or in two where they are long."""
    decimals = min(decimals_for(*slope), 4)
    w1, w2 = (exponential(signed(value, decimals), value) for value in slope)
    first, second = (Piece("slope w1 ", "dim"), Piece(f"{w1:<7}")), Piece(w2)
    if len(w1) < 7 and len(w2) <= 7:
        return [(*first, Piece("w2 ", "dim"), second)]
    return [first, (Piece("slope w2 ", "dim"), second)]


def exponential(text: str, value: float) -> str:
    """Return a number's text, or the number with an exponent where the text is very long."""
    return text if len(text) <= LONGEST else f"{value:+.2e}"


def _heading(compass: Point) -> str:
    norm = math.hypot(*compass)
    return degrees(heading_of(compass)) if 0.0 < norm < math.inf else "none"


def _promise(promise: float) -> Line:
    role: Role = "good" if promise < 0.0 else "bad" if promise > 0.0 else "text"
    return Piece(f"{'promise':<{NAME}}"), Piece(
        exponential(signed(promise, decimals_for(promise)), promise), role
    )


def _row(name: str, value: Piece, other: str, second: Piece) -> Line:
    return (
        Piece(f"{name:<{NAME}}", "dim"),
        Piece(f"{value.text:<{VALUE}}", value.role),
        Piece(f"{other:<{OTHER}}", "dim"),
        second,
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
