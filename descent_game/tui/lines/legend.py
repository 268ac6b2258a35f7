"""The legend: what the signs on the map mean, in as few lines as can be."""

import math
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.goals import goal_loss
from descent_game.rendering.style import GLYPHS, Style
from descent_game.tui.lines.line import Line, Piece, Role, line

GAP = 3
"""Columns between the two columns of the legend."""


class Sign(NamedTuple):
    """What stands on the map, in which colour, and what it means."""

    glyphs: str
    role: Role
    meaning: str


@lru_cache(maxsize=2)
def legend_lines(game: Game, style: Style, width: int, *, aiming: bool = True) -> list[Line]:
    """Return the legend, in two columns where they fit; ``aiming`` adds aim, compass and fog."""
    signs = _signs(game, style, aiming=aiming)
    half = (len(signs) + 1) // 2
    left, right = signs[:half], signs[half:]
    column = _width(left) + GAP
    if column + _width(right) > width:
        left, right, column = signs, [], 0
    rows = zip_longest(_column(left, column), _column(right, 0), fillvalue=())
    return [line("ON THE MAP", "title"), *((*first, *second) for first, second in rows)]


def _signs(game: Game, style: Style, *, aiming: bool) -> list[Sign]:
    glyphs, told, bots = GLYPHS[style], game.level.map, 1 + len(game.variant.ghosts)
    goal = {"braille": "⠒", "blocks": "■", "ascii": glyphs.goal}[style]
    name, was = ("bots", "where they were") if bots > 1 else ("bot", "where it was")
    signs = [
        (Sign(glyphs.player, "player", "you"), True),
        (Sign(glyphs.player_stop, "player", "where you were"), True),
        (Sign(glyphs.bots[:bots], "bot", name), True),
        (Sign(glyphs.bot_stops[:bots], "bot", was), True),
        (Sign(glyphs.start, "strong", "start"), True),
        (Sign(glyphs.arrows[0], "aim", "your aim"), aiming),
        (Sign(glyphs.needles[0], "compass", "compass"), aiming and "compass" in told.instruments),
        (Sign(goal, "goal", "the goal's edge"), _shows_goal(game)),
        (Sign(glyphs.fog, "dim", "not seen yet"), aiming and told.sight != "all"),
        (_bands(style), True),
    ]
    return [sign for sign, shown in signs if shown]


def _bands(style: Style) -> Sign:
    if style == "ascii":
        return Sign("=", "dim", "denser: higher loss")
    return Sign("▒", "dim", "darker: lower loss")


def _shows_goal(game: Game) -> bool:
    return not game.hides_loss and math.isfinite(goal_loss(game.variant.goal))


def _width(signs: list[Sign]) -> int:
    return _indent(signs) + max(len(sign.meaning) for sign in signs)


def _indent(signs: list[Sign]) -> int:
    return max(len(sign.glyphs) for sign in signs) + 1


def _column(signs: list[Sign], width: int) -> list[Line]:
    if not signs:
        return []
    indent = _indent(signs)
    return [
        (
            Piece(f"{sign.glyphs:<{indent}}", sign.role),
            Piece(f"{sign.meaning:<{max(width - indent, 0)}}", "dim"),
        )
        for sign in signs
    ]
