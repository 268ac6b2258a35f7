"""The turns of a game beside par, the bot's and the fewest known, on one line as in golf."""

from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.view.line import Line, Piece, Role

ROOM = 1.1
"""The length of the axis, over its last mark."""


class Mark(NamedTuple):
    """A number of turns on the line, with its sign and label."""

    turns: int
    sign: str
    label: str
    role: Role


def golf_lines(game: Game, fewest: int | None, width: int) -> list[Line]:
    """Return the turns as three rows: the player's label, the axis, the labels of the others.

    Args:
        game: A finished game.
        fewest: The fewest turns that anybody is known to take, None where that is not known.
        width: Columns.
    """
    par = game.variant.par
    above, below = [], [Mark(par, "┃", f"par {par}", "goal")]
    if game.player.goal_turn is not None:
        above.append(Mark(game.player.goal_turn, "●", f"you {game.player.goal_turn}", "player"))
    if game.bot.goal_turn is not None:
        below.append(Mark(game.bot.goal_turn, "◆", f"bot {game.bot.goal_turn}", "bot"))
    if fewest is not None:
        below.append(Mark(fewest, "│", f"fewest {fewest}", "dim"))
    last = ROOM * max(mark.turns for mark in (*above, *below))

    def column(turns: int) -> int:
        return min(round(turns / last * (width - 1)), width - 1)

    axis: list[Piece] = [
        Piece("━" if place <= column(par) else "─", "goal" if place <= column(par) else "rule")
        for place in range(width)
    ]
    for mark in (*below, *above):
        axis[column(mark.turns)] = Piece(mark.sign, mark.role)
    title = (0, Mark(0, "", "TURNS", "title"))
    labels = _labels([title, *((column(mark.turns), mark) for mark in above)], width)
    return [labels, tuple(axis), _labels([(column(m.turns), m) for m in below], width)]


def _labels(marks: list[tuple[int, Mark]], width: int) -> Line:
    """Return labels under (or over) their places, pushed apart."""
    marks = sorted(marks, key=lambda each: each[0])
    starts: list[int] = []
    for place, mark in marks:
        least = starts[-1] + len(marks[len(starts) - 1][1].label) + 1 if starts else 0
        starts.append(max(place - len(mark.label) // 2, least))
    limit = width
    for number in reversed(range(len(marks))):
        starts[number] = max(min(starts[number], limit - len(marks[number][1].label)), 0)
        limit = starts[number] - 1
    pieces: list[Piece] = []
    end = 0
    for start, (_, mark) in zip(starts, marks, strict=True):
        pieces += [Piece(" " * (start - end)), Piece(mark.label, mark.role)]
        end = max(start, end) + len(mark.label)
    return tuple(pieces)
