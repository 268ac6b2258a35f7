"""The side panel during play: which rows it has depends on level and window, never on the turn."""

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.summary import counted_words, goal_words, progress_words
from descent_game.rendering.style import Style
from descent_game.view.aim import aim_rows
from descent_game.view.folding import NONE, Row, folded, gap
from descent_game.view.instruments import Room, instrument_rows
from descent_game.view.legend import legend_lines
from descent_game.view.line import BLANK, Line, Piece, shortened
from descent_game.view.loss_chart import chart_lines
from descent_game.view.readout import readout_rows
from descent_game.view.sides import side_rows

NOISY, TRUE = "noisy loss, until the game ends", "the true loss"
CHART_ROWS = (6, 24)
"""The lowest chart that is worth drawing, and the highest; in between it takes what is left."""
TALL, OPTIONAL = 30, 4.0
"""In panels of so many rows, rows of that rank and above go before the losses by turn do."""
CHART_BESIDE_LEGEND = 9
"""The lowest chart that is worth a legend under it."""


def play_panel(
    game: Game, aim: Aim, width: int, height: int, style: Style = "braille"
) -> list[Line]:
    """Return the panel before a move: both sides, the aim, instruments, the last move.

    Losses by turn and the legend, which is in the style of the map, take the room that is left.

    Args:
        game: The game.
        aim: The aim.
        width: Columns.
        height: Rows; where they are few, rows go by their ranks.
        style: The style of the map.
    """
    room = Room(game.preview(aim.move).heading, aim.step, width)
    instruments = instrument_rows(game, room)
    rows = [
        *side_rows(game, width),
        *_goal(game, width),
        gap(3),
        *aim_rows(game, aim, width),
        *([gap(2.2)] if instruments else []),
        *instruments,
        gap(2.1),
        *readout_rows(game.turns[-1] if game.turns else None, game, width),
    ]
    lines = folded(rows, height)
    if height >= TALL and height - len(lines) < 1 + CHART_ROWS[0]:
        lines = folded(rows, max(height - 1 - CHART_ROWS[0], sum(r.rank < OPTIONAL for r in rows)))
    return [*lines, *_rest(game, width, height - len(lines), style)]


def _goal(game: Game, width: int) -> list[Row]:
    """Return the goal, and how far one that takes several turns has come."""
    label = Piece("goal    ", "dim")
    rows = [Row((label, Piece(shortened(goal_words(game), width - 8), "goal")), 6)]
    if game.level.noise is not None and game.level.noise.hides_loss:
        rows.append(Row((Piece(NOISY if game.hides_loss else TRUE, "dim"),), 1.1))
    if progress := progress_words(game):
        rows.append(Row((Piece(shortened(progress, width), "goal"),)))
    if game.goal.counts_moves:
        counted = counted_words(game) if game.turns else NONE
        rows.append(Row((Piece("move    ", "dim"), Piece(counted, "goal"))))
    return rows


def _rest(game: Game, width: int, room: int, style: Style) -> list[Line]:
    """Return the losses by turn, and the legend where that leaves them room enough."""
    if room < 1 + CHART_ROWS[0]:
        return []
    legend = [BLANK, *legend_lines(game, style, width)]
    if room - 1 - len(legend) < CHART_BESIDE_LEGEND:
        legend = []
    rows = min(room - 1 - len(legend), CHART_ROWS[1])
    return [BLANK, *chart_lines(game, game.player.turns, (width, rows), style), *legend]
