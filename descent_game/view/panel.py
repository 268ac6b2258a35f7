"""The side panel during play, and the order in which it drops parts when there is little room."""

from collections.abc import Sequence
from itertools import zip_longest

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.summary import counted_words, progress_words
from descent_game.rendering.style import Style
from descent_game.view.aim import AIM_COLUMNS, COLUMNS, aim_lines, dial_lines
from descent_game.view.legend import legend_lines
from descent_game.view.line import BLANK, Line, Piece, line
from descent_game.view.loss_chart import chart_lines
from descent_game.view.readout import readout_lines
from descent_game.view.sides import side_lines

FOLDS = ("words", "chart", "dial", "axes", "shift", "further bots", "gaps", "sentence", "bots")
"""What goes first when the panel is too low: bars become numbers by themselves, with the width."""
AXIS_FOLDS = (
    *("words", "chart", "dial", "interaction", "further bots"),
    *("gaps", "sentence", "pair", "shift", "bots"),
)
"""The same where one weight moves at a time: its own interaction is 0, shift and pair teach.

Along axes that are turned both weights move, and without the interaction nothing would add up.
"""

CHART_ROWS = (6, 24)
"""The lowest chart that is worth drawing, and the highest; in between it takes what is left."""
CHART_BESIDE_LEGEND = 9
"""The lowest chart that is worth a legend under it."""


def play_panel(
    game: Game, aim: Aim, width: int, height: int, style: Style = "braille"
) -> list[Line]:
    """Return the panel before a move: both sides, the aim and its promise, the last move.

    Losses by turn and the legend, which is in the style of the map, take the room that is left.
    """
    lines: list[Line] = []
    along_weights = game.level.rules.moves == "axis" and game.axes == 0.0
    folds = AXIS_FOLDS if along_weights else FOLDS
    for count in range(len(folds) + 1):
        folded = frozenset(folds[:count])
        lines = _sections(game, aim, width, folded)
        least = 0 if "chart" in folded else 1 + CHART_ROWS[0]
        if len(lines) + least <= height:
            break
    return [*lines, *_rest(game, width, height - len(lines), style)] if least else lines


def _rest(game: Game, width: int, room: int, style: Style) -> list[Line]:
    """Return the losses by turn, and the legend where that leaves them room enough."""
    legend = [BLANK, *legend_lines(game, style, width)]
    if room - 1 - len(legend) < CHART_BESIDE_LEGEND:
        legend = []
    rows = min(room - 1 - len(legend), CHART_ROWS[1])
    return [BLANK, *chart_lines(game, game.player.turns, width, rows), *legend]


def _sections(game: Game, aim: Aim, width: int, folded: frozenset[str]) -> list[Line]:
    gap = [] if "gaps" in folded else [BLANK]
    sections = [
        side_lines(game, game.player.turns, width, folded),
        [line(words, "goal") for words in (progress_words(game), counted_words(game)) if words],
        _aim(game, aim, width, folded),
        readout_lines(game.turns[-1] if game.turns else None, game, width, folded),
    ]
    return _joined([section for section in sections if section], gap)


def _aim(game: Game, aim: Aim, width: int, folded: frozenset[str]) -> list[Line]:
    """Return the aim in numbers, beside the dial where there is room for it."""
    gap = 2
    room = width - COLUMNS - gap
    axes = "axes" not in folded
    if "dial" in folded or room < AIM_COLUMNS:
        return aim_lines(game, aim, width, axes=axes)
    numbers = [BLANK, *aim_lines(game, aim, room, axes=axes)]
    dial = dial_lines(game, aim)
    space, empty = Piece(" " * gap), (Piece(" " * COLUMNS),)
    rows = zip_longest(dial, numbers)
    return [(*(left or empty), space, *(right or BLANK)) for left, right in rows]


def _joined(sections: Sequence[list[Line]], gap: list[Line]) -> list[Line]:
    lines: list[Line] = []
    for section in sections:
        lines += [*gap, *section] if lines else section
    return lines
