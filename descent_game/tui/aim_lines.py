"""The aim in numbers: heading, step and promise, beside the compass and the slopes."""

import math

from descent_game.game.aiming import Aim
from descent_game.game.directions import heading_of
from descent_game.game.game import Game
from descent_game.game.wording import decimals_for, plain, signed
from descent_game.losses.surface import Point
from descent_game.tui.lines import Line, Piece, Role

NAME = 9
"""Columns of a name before its number."""


def aim_lines(game: Game, aim: Aim, width: int) -> list[Line]:
    """Return what the move would be and what the gradient promises for it."""
    del width
    preview = game.preview(aim.move)
    lines = [
        _row("heading", degrees(preview.heading), "step", plain(aim.step), "aim"),
        *_instruments(game),
        _promise(preview.promise),
    ]
    if aim.inertia is not None:
        lines.insert(1, _row("inertia", f"{aim.inertia:.2f}", "", "", "aim"))
    if preview.update.at_wall:
        lines.append((Piece("The wall will stop you.", "bad"),))
    return lines


def degrees(heading: float) -> str:
    """Return a heading: whole degrees as such, others with one decimal."""
    rounded = round(heading, 1) % 360.0
    return f"{rounded:.0f}°" if rounded == int(rounded) else f"{rounded:.1f}°"


def _instruments(game: Game) -> list[Line]:
    """Return what this level tells about the slope under the player's feet."""
    slope, told = game.gradient, game.level.map.instruments
    lines = []
    if "compass" in told:
        lines.append(_row("compass", _down(slope), "slope", plain(math.hypot(*slope)), "compass"))
    if "partials" in told:
        decimals = min(decimals_for(*slope), 4)
        lines.append(
            _row("slope w1", signed(slope[0], decimals), "w2", signed(slope[1], decimals), "dim")
        )
    return lines


def _down(slope: Point) -> str:
    norm = math.hypot(*slope)
    return degrees(heading_of((-slope[0], -slope[1]))) if 0.0 < norm < math.inf else "none"


def _promise(promise: float) -> Line:
    role: Role = "good" if promise < 0.0 else "bad" if promise > 0.0 else "text"
    return Piece(f"{'promise':<{NAME}}"), Piece(signed(promise, decimals_for(promise)), role)


def _row(name: str, value: str, other: str, value2: str, role: Role) -> Line:
    return (
        Piece(f"{name:<{NAME}}", "dim"),
        Piece(f"{value:<8}", role),
        Piece(f"{other} ", "dim"),
        Piece(value2, role),
    )
