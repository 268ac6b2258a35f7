"""The legend: what the signs on the map mean, in as few lines as can be."""

import math
from functools import lru_cache
from itertools import zip_longest

from descent_game.game.game import Game
from descent_game.game.goals import goal_loss
from descent_game.rendering.style import GLYPHS, Style
from descent_game.tui.lines.line import Line, Piece, Role, line

Sign = tuple[str, Role, str]
"""A sign, its colour, what it means."""


@lru_cache(maxsize=2)
def legend_lines(game: Game, style: Style, width: int, *, aiming: bool = True) -> list[Line]:
    """Return the legend in two columns; ``aiming`` tells whether aim and compass are drawn."""
    signs = _signs(game, style, aiming=aiming)
    half = (len(signs) + 1) // 2
    column = max(width_of_sign(sign) for sign in signs[:half]) + 3
    if column + max(width_of_sign(sign) for sign in signs[half:]) > width:
        return [line("ON THE MAP", "title"), *(_entry(sign, 0) for sign in signs)]
    pairs = zip_longest(signs[:half], signs[half:])
    rows = [(*_entry(left, column), *(_entry(right, 0) if right else ())) for left, right in pairs]
    return [line("ON THE MAP", "title"), *rows]


def _signs(game: Game, style: Style, *, aiming: bool) -> list[Sign]:
    glyphs, told = GLYPHS[style], game.level.map
    goal = {"braille": "⠒", "blocks": "■", "ascii": glyphs.goal}[style]
    signs: list[tuple[Sign, bool]] = [
        ((glyphs.player, "player", "you"), True),
        ((glyphs.player_stop, "player", "where you were"), True),
        ((glyphs.bots[0], "bot", "bot"), True),
        ((glyphs.bot_stops[0], "bot", "where it was"), True),
        ((glyphs.start, "strong", "start"), True),
        ((glyphs.arrows[0], "aim", "your aim"), aiming),
        ((glyphs.needles[0], "compass", "compass"), aiming and "compass" in told.instruments),
        ((goal, "goal", "the goal's edge"), _shows_goal(game)),
        ((glyphs.fog, "dim", "not seen yet"), aiming and told.sight != "all"),
        (_bands(style), True),
    ]
    return [sign for sign, shown in signs if shown]


def _bands(style: Style) -> Sign:
    return (
        ("=", "dim", "denser: higher loss")
        if style == "ascii"
        else ("▒", "dim", "darker: lower loss")
    )


def _shows_goal(game: Game) -> bool:
    return not game.hides_loss and math.isfinite(goal_loss(game.variant.goal))


def width_of_sign(sign: Sign) -> int:
    """Return how many cells a sign takes with its meaning."""
    return 2 + len(sign[2])


def _entry(sign: Sign, column: int) -> Line:
    glyph, role, meaning = sign
    return Piece(f"{glyph} ", role), Piece(f"{meaning:<{max(column - 2, 0)}}", "dim")
