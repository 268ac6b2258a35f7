"""Both sides in lines: loss, weights, and the state of the bot."""

import math
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.summary import loss_name
from descent_game.game.track import Termination, Track
from descent_game.game.wording import plain
from descent_game.losses.surface import Point
from descent_game.optimizers.registry import describe
from descent_game.view.line import Line, Piece, Role, indented, width_of, wrapped
from descent_game.view.surroundings import weights_words

LOSS_COLUMNS = 5
"""Characters of a loss before its name is shortened to one word."""
BOT_GLYPHS = "◆▲■▼"
"""The glyphs of the bots on the map, in their order."""


class Side(NamedTuple):
    """A side: the name on its badge, and its roles."""

    name: str
    badge: Role
    role: Role


GHOSTS: tuple[tuple[Role, Role], ...] = (
    ("badge-ghost", "ghost"),
    ("badge-ghost-2", "ghost-2"),
    ("badge-ghost-3", "ghost-3"),
)
"""Badge and text of further bots, in the colours that the map gives them."""

YOU = Side("● YOU", "badge-player", "player")
BOT = Side("◆ BOT", "badge-bot", "bot")


def side_lines(
    game: Game, turn: int, width: int, folded: frozenset[str] = frozenset({"words"})
) -> list[Line]:
    """Return both sides after a turn; further bots follow the first, each with its glyph.

    A bot's weights are left to the map where they would need a line of their own. ``folded`` is
    what there is no room for: ``words`` on what each bot does and may see; more than a line for
    each of the ``further bots``, or for any of the ``bots``.
    """
    methods = game.variant.bot, *game.variant.ghosts
    lines = _side(YOU, _loss(game, game.player, turn), game.player.path[turn], width)
    if game.variant.held_out is not None:
        lines += indented([held_out(game, game.player.path[turn])], 1)
    for number, (track, name) in enumerate(bots(game)):
        side = BOT if number == 0 else ghost_side(number)
        here = min(turn, track.turns)
        lines += _side(side, _loss(game, track, here), track.path[here], width)[:1]
        if "bots" in folded or ("further bots" in folded and number):
            continue
        rows = wrapped(name, width - 1, "dim")
        if "words" not in folded:
            rows += wrapped(describe(methods[number]), width - 1, "dim")
        rows += wrapped(bot_state(track, turn), width - 1, side.role)
        lines += indented(rows, 1)
    return lines


def bots(game: Game) -> list[tuple[Track, str]]:
    """Return every bot's run with its method and settings in words."""
    tracks, methods = (game.bot, *game.ghosts), (game.variant.bot, *game.variant.ghosts)
    return [(track, m.describe()) for track, m in zip(tracks, methods, strict=True)]


def ghost_side(number: int) -> Side:
    """Return the badge of a further bot."""
    badge, role = GHOSTS[(number - 1) % len(GHOSTS)]
    return Side(f"{BOT_GLYPHS[number % len(BOT_GLYPHS)]} BOT {number + 1}", badge, role)


def bot_state(track: Track, turn: int) -> str:
    """Return what a bot has just done, as far as the game has come."""
    if turn > track.turns or (turn == track.turns and track.termination is Termination.DIVERGED):
        ended = track.termination
        if ended is Termination.GOAL:
            return f"at the goal since turn {track.goal_turn}"
        left = "left the map" if math.isfinite(track.losses[-1]) else "no loss there"
        return f"{left}: diverged" if ended is Termination.DIVERGED else "out of turns"
    if turn == 0:
        return ""
    if track.goal_turn == turn:
        return f"at the goal on turn {turn}"
    return f"last step {plain(math.hypot(*track.displacements[turn - 1]))}"


def held_out(game: Game, w: Point) -> Line:
    """Return the loss on rows that are not descended; nothing where a level holds none out."""
    loss = game.held_out_loss(w)
    return () if loss is None else (Piece("held out "), Piece(plain(loss), "strong"))


def _loss(game: Game, track: Track, turn: int) -> Line:
    number = plain(game.known_loss(track, turn))
    name = loss_name(game)
    if len(number) > LOSS_COLUMNS:
        name = name.removesuffix(" loss")
    return Piece(f"{name} "), Piece(number, "strong")


def _side(side: Side, loss: Line, w: Point, width: int) -> list[Line]:
    badge = Piece(f" {side.name} ", side.badge)
    first = (badge, Piece("  "), *loss)
    if width_of(first) > width:
        first = (badge, Piece(" "), *loss)
    place = Piece(f"w = {weights_words(w)}", "dim")
    gap = width - width_of(first) - len(place.text)
    if gap >= 2:
        return [(*first, Piece(" " * gap), place)]
    return [first, *indented([(place,)], 1)]
