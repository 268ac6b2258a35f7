"""The panel beside a replay: the turn, both losses, the move's readout, the losses by turn."""

from descent_game.game.game import Game
from descent_game.game.summary import ending_words
from descent_game.game.wording import degrees, plain
from descent_game.rendering.style import Style
from descent_game.view.keys import Keys
from descent_game.view.line import BLANK, Line, Piece, line, star_signs, wrapped
from descent_game.view.loss_chart import chart_lines
from descent_game.view.readout import readout_lines
from descent_game.view.sides import ghost_side, side_lines

AT_START = "At the start. {key:watch.play} plays, {key:watch.on_one} goes on by a turn."
CHART = (6, 12)
"""The fewest and the most rows of the chart."""


def replay_lines(
    games: tuple[Game, Game | None],
    turn: int,
    keys: Keys,
    size: tuple[int, int],
    style: Style = "braille",
) -> list[Line]:
    """Return the panel of a replay after a turn, in ``size`` columns and rows.

    Args:
        games: The game, and a second one on the same map or None.
        turn: The turn.
        keys: The keys in force.
        size: Columns and rows.
        style: The style of the map.
    """
    game, other = games
    width, height = size
    lines = side_lines(game, turn, width)
    if other is not None:
        lines += _other(other, len(game.ghosts) + 1, turn)
    lines.append(BLANK)
    if turn:
        move = game.turns[turn - 1]
        text = f"heading {degrees(move.heading)}, step {plain(move.move.step)}"
        text = text if len(text) <= width else text.removeprefix("heading ")
        lines += [line(text), *readout_lines(move, game, width)]
    else:
        lines += wrapped(keys.fill(AT_START), width, "dim")
    if turn == game.player.turns:
        lines += [BLANK, *wrapped(ending_words(game), width, "good" if game.stars else "bad")]
    room = height - len(lines) - 1
    if room >= CHART[0]:
        lines += [BLANK, *_chart(game, other, turn, (width, min(room, CHART[1])), style)]
    return lines


def _chart(
    game: Game, other: Game | None, turn: int, size: tuple[int, int], style: Style
) -> list[Line]:
    others = () if other is None else (("other", other),)
    return chart_lines(game, turn, size, style, others)


def _other(other: Game, number: int, turn: int) -> list[Line]:
    """Return the loss of the second game, with its glyph on the map."""
    side = ghost_side(number)
    here = min(turn, other.player.turns)
    name = side.name.split()[0]
    stars = star_signs(other.stars)
    return [
        (
            Piece(f" {name} OTHER ", side.badge),
            Piece(f"  loss {plain(other.player.losses[here])}", "strong"),
            Piece(f" {stars}" if turn >= other.player.turns else "", "star"),
        )
    ]
