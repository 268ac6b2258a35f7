"""The legend: what the signs on the map mean, in as few lines as can be."""

import math
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.wording import plain
from descent_game.rendering.relief import constant_loss
from descent_game.rendering.style import GLYPHS, Style
from descent_game.view.line import Line, Piece, Role, line
from descent_game.view.scene import terrain_of
from descent_game.view.sides import BOT, GHOSTS

GAP = 3
"""Columns between the two columns of the legend."""
BOTS: tuple[Role, ...] = (BOT.role, *(role for _, role in GHOSTS))


class Sign(NamedTuple):
    """Glyphs that stand on the map, the colour of each, and what they mean."""

    glyphs: str
    roles: tuple[Role, ...]
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
    glyphs, shown = GLYPHS[style], game.level.map
    count = 1 + len(game.variant.ghosts)
    bots = BOTS[:count]
    name, was = ("bots", "where they were") if count > 1 else ("bot", "where it was")
    signs = [
        (Sign(glyphs.player, ("player",), "you"), True),
        (Sign(glyphs.player_stop, ("player",), "where you were"), True),
        (Sign(glyphs.bots[:count], bots, name), True),
        (Sign(glyphs.bot_stops[:count], bots, was), True),
        (Sign(glyphs.start, ("strong",), "start"), True),
        (Sign(glyphs.arrows[0], ("aim",), "your aim"), aiming),
        (Sign(glyphs.needles[0], ("compass",), "compass"), aiming and _has_compass(game)),
        *((sign, aiming) for sign in _ring(game, style)),
        (goal_sign(style), _shows_goal(game)),
        (Sign(glyphs.fog, ("dim",), "not seen yet"), aiming and shown.sight != "all"),
        (
            Sign(glyphs.excluded, ("dim",), "nothing lower"),
            aiming and "half-planes" in shown.instruments,
        ),
        (_bands(game, style), True),
    ]
    return [sign for sign, is_shown in signs if is_shown]


def _ring(game: Game, style: Style) -> list[Sign]:
    """Return how the ring of the step is drawn, with the rose or without it."""
    glyphs, dotted = GLYPHS[style], style == "braille"
    if "rose" not in game.level.map.instruments:
        return [Sign("⠂" if dotted else glyphs.ring, ("strong",), "as far as your step")]
    line, dots = ("⠶", "⠔") if dotted else ("", "")  # and signs where there are no colours
    return [
        Sign(line + glyphs.falls, ("good",) * 2, "step lowers loss"),
        Sign(dots + glyphs.rises, ("bad",) * 2, "step raises loss"),
    ]


def goal_sign(style: Style) -> Sign:
    """Return how the goal is drawn in a style: as its edge, or all of it in characters."""
    glyph = {"braille": "⠒", "blocks": "■", "ascii": GLYPHS["ascii"].goal}[style]
    return Sign(glyph, ("goal",), "the goal" if style == "ascii" else "the goal's edge")


def _bands(game: Game, style: Style) -> Sign:
    whole = game.level.map.sight == "all" and not game.hides_loss
    if whole and (flat := constant_loss(terrain_of(game))) is not None:
        return Sign(" ", ("dim",), f"loss {plain(flat)} everywhere")
    if style == "ascii":
        return Sign("=", ("dim",), "denser: higher loss")
    return Sign("▒", ("dim",), "darker: lower loss")


def _has_compass(game: Game) -> bool:
    return "compass" in game.level.map.instruments


def _shows_goal(game: Game) -> bool:
    return not game.hides_loss and math.isfinite(game.goal.loss)


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
            *map(Piece, sign.glyphs, sign.roles),
            Piece(" " * (indent - len(sign.glyphs))),
            Piece(f"{sign.meaning:<{max(width - indent, 0)}}", "dim"),
        )
        for sign in signs
    ]
