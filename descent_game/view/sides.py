"""Both sides in lines: loss, weights, and the state of the bot."""

import math
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.summary import loss_name
from descent_game.game.track import Termination, Track
from descent_game.game.wording import fitted, plain
from descent_game.losses.surface import Point
from descent_game.view.bars import bar
from descent_game.view.folding import NONE, Row, between
from descent_game.view.line import Line, Piece, Role, indented, shortened, width_of, wrapped
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


NAME_COLUMNS, WIDE_NAME = 11, 13
"""Columns of a side's name in a row, in narrow and in wide panels."""
WIDE = 40
"""Columns from which a panel is wide."""
CHANGE = 9
"""Columns of what the last turn changed."""


def side_rows(game: Game, width: int) -> list[Row]:
    """Return a row for each side, its loss and what the last turn changed, then what they do.

    Which rows there are depends on the level alone.
    """
    turn, named = game.player.turns, bots(game)
    methods = game.variant.bot, *game.variant.ghosts
    tracks = [game.player, *(track for track, _ in named)]
    losses = [game.known_loss(track, min(turn, track.turns)) for track in tracks]
    largest = max((abs(loss) for loss in losses if math.isfinite(loss)), default=0.0)
    rows = []
    for number, (track, loss) in enumerate(zip(tracks, losses, strict=True)):
        side = YOU if number == 0 else BOT if number == 1 else ghost_side(number - 1)
        name = "you" if number == 0 else methods[number - 1].name
        share = abs(loss) / largest if largest and math.isfinite(loss) else 0.0
        change = _change(game, track, turn)
        rows.append(Row(_side_row(side, name, (loss, share), change, width), 5.0 * (number > 1)))
        if number == 0 and game.variant.held_out is not None:
            rows.append(Row(_held_out_row(game, width)))
    for number, (_, words) in enumerate(named):
        side = BOT if number == 0 else ghost_side(number)
        sign: Line = (Piece(f" {side.name[0]} ", side.role),)
        rows.append(Row((*sign, Piece(shortened(words, width - 3), "dim")), 7))
    return rows


def _side_row(side: Side, name: str, loss: tuple[float, float], change: Piece, width: int) -> Line:
    columns = WIDE_NAME if width >= WIDE else NAME_COLUMNS
    value = fitted(loss[0], 8)
    badge = Piece(f" {side.name[0]} ", side.badge)
    left: Line = (badge, Piece(f" {shortened(name, columns - 1):<{columns - 1}}"))
    right: Line = (
        Piece(f"{value:>8} ", "strong"),
        change._replace(text=f"{change.text:>{CHANGE}}"),
    )
    room = width - width_of(left) - width_of(right)
    return (*left, *(bar(loss[1], room, side.role) if room >= 4 else (Piece(" " * room),)), *right)


def _change(game: Game, track: Track, turn: int) -> Piece:
    """Return what the last turn changed the loss by, or how the run has ended."""
    if turn >= track.turns and track.termination is Termination.GOAL and track.goal_turn:
        return Piece(f"goal {track.goal_turn}" if track.goal_turn < turn else "goal", "goal")
    if turn >= track.turns and track.termination is Termination.DIVERGED:
        return Piece("diverged", "bad")
    if turn == 0:
        return Piece(NONE, "dim")
    if turn > track.turns:
        return Piece("stopped", "dim")
    change = game.known_loss(track, turn) - game.known_loss(track, turn - 1)
    if change == 0.0:
        return Piece("=", "dim")
    sign = "↓" if change < 0.0 else "↑"
    text = f"{sign}{fitted(abs(change), CHANGE - 2)}"
    return Piece(text, "good" if change < 0.0 else "bad")


def _held_out_row(game: Game, width: int) -> Line:
    loss = game.held_out_loss(game.position)
    value: Line = (Piece(f"{NONE if loss is None else fitted(loss, 8):>8}", "strong"),)
    return between((Piece("    held out", "dim"),), (*value, Piece(" " * (CHANGE + 1))), width)


def side_lines(game: Game, turn: int, width: int) -> list[Line]:
    """Return both sides after a turn; further bots follow the first, a line for each.

    A bot's weights are left to the map where they would need a line of their own.
    """
    lines = _side(YOU, _loss(game, game.player, turn), game.player.path[turn], width)
    if game.variant.held_out is not None:
        lines += indented([held_out(game, game.player.path[turn])], 1)
    for number, (track, name) in enumerate(bots(game)):
        side = BOT if number == 0 else ghost_side(number)
        here = min(turn, track.turns)
        lines += _side(side, _loss(game, track, here), track.path[here], width)[:1]
        if number == 0:
            rows = wrapped(name, width - 1, "dim")
            lines += indented([*rows, *wrapped(bot_state(track, turn), width - 1, side.role)], 1)
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
