"""The last move taken apart: bars that add up, promise against result, the verdict in words."""

import math
from functools import lru_cache

from descent_game.game.game import Game, Turn
from descent_game.game.readout import Verdict
from descent_game.game.wording import (
    decimals_for,
    exponential,
    sentence,
    signed,
    split_texts,
)
from descent_game.view.bars import signed_bar
from descent_game.view.folding import NONE, Row, headed, ranked
from descent_game.view.line import BLANK, Line, Piece, Role, wrapped

NAME = 12
NUMBER = 10
"""Columns of the name and the number of a part."""
NARROWEST_BAR = 7
GOOD = frozenset({Verdict.PAID_OFF, Verdict.BETTER, Verdict.AS_PROMISED, Verdict.FELL_SHORT})
PARTS: tuple[tuple[str, Role], ...] = (
    ("w1 alone", "w1"),
    ("w2 alone", "w2"),
    ("interaction", "interaction"),
    ("together", "player"),
    ("promised", "compass"),
)
"""The parts of a move with their colours, which they have everywhere."""
SENTENCE_ROWS = {36: 3, 48: 2}
"""Rows that the sentence about a move takes at most, by the width from which that is enough."""
MOST_SENTENCE_ROWS = 4


@lru_cache(maxsize=2)
def readout_rows(turn: Turn | None, game: Game, width: int) -> list[Row]:
    """Return the readout of a turn under its verdict; before the first move its rows are empty.

    Which rows there are depends on the level and the width alone. Along the axes one weight moves
    at a time, and its own interaction is 0: there that row goes before what the shift tells.
    """
    axis = game.level.rules.moves == "axis"
    rows = [Row(_head(turn, width))]
    if "readout" in game.level.map.instruments:
        own = axis and not game.level.rules.turn_axes
        ranks = {"interaction": 5.5 if own else 0.0}
        rows += [
            Row(line, ranks.get(name, 0.0))
            for (name, _), line in zip(PARTS, _parts(turn, width), strict=True)
        ]
        rows.append(Row(_shift(turn, width), 1.2 if axis else 4))
        if axis:
            rows.append(Row(_pair(turn, game, width), 1.2))
    else:
        rows += ranked(_parts(turn, width)[-2:], 0)
    return [*rows, *ranked(_words(turn, game, width), 2.7)]


def readout_lines(turn: Turn, game: Game, width: int) -> list[Line]:
    """Return the readout of a turn without the rows that are empty."""
    rows = [row.line for row in readout_rows(turn, game, width)]
    while rows and not any(piece.text.strip() for piece in rows[-1]):
        rows.pop()
    return rows


def _head(turn: Turn | None, width: int) -> Line:
    """Return the head, with the verdict at its end."""
    if turn is None:
        return headed(Piece("LAST MOVE", "title"), (Piece("none yet", "dim"),), width)
    result = turn.player
    together = result.readout.together
    is_good = result.verdict in GOOD or (result.verdict is Verdict.NO_SLOPE and together < 0)
    sign = "↓" if together < 0 else "↑" if together > 0 else "="
    words = str(result.verdict)
    if result.verdict is Verdict.FELL_SHORT:
        words += " of promise"  # a lower loss is no failure
    fact = (Piece(f"{sign} {words}", "good" if is_good else "bad"),)
    return headed(Piece(f"MOVE {turn.number}", "title"), fact, width)


def _parts(turn: Turn | None, width: int) -> list[Line]:
    """Return a row for each of ``PARTS``; the first three add up to the fourth as printed."""
    if turn is None:
        return [_named(name, role, NONE) for name, role in PARTS]
    readout = turn.player.readout
    values = (*readout.alone, readout.interaction, readout.together, readout.promise)
    promised = signed(readout.promise, decimals_for(*values[:4]))
    texts = [
        exponential(text, value)
        for text, value in zip((*split_texts(readout), promised), values, strict=True)
    ]
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    room = width - NAME - max(NUMBER, *map(len, texts)) - 1
    lines = []
    for (name, role), text, value in zip(PARTS, texts, values, strict=True):
        bar = signed_bar(value, largest, room, role) if room >= NARROWEST_BAR else ()
        lines.append((*_named(name, role, text), *((Piece(" "), *bar) if bar else ())))
    return lines


def _named(name: str, role: Role, text: str) -> Line:
    return Piece(f"{name:<{NAME}}", role), Piece(f"{text:>{NUMBER}}", "text")


def _shift(turn: Turn | None, width: int) -> Line:
    """Return how the slopes changed: what coupling does even to a weight that rests."""
    if turn is None:
        return (Piece(f"slopes changed  {NONE}", "dim"),)
    shift, moved = turn.player.readout.shift, turn.player.displacement
    if (moved[0] == 0.0) != (moved[1] == 0.0):
        mover = 0 if moved[0] else 1
        other = 1 - mover
        value = fitted_signed(shift[other])
        for words in ("'s move changed w{}'s slope by ", " changed w{}'s slope by "):
            text = f"w{mover + 1}{words.format(other + 1)}{value}"
            if len(text) <= width:
                break
        return (Piece(text[:width], "dim"),)
    w1, w2 = map(fitted_signed, shift)
    for text in (f"slopes changed  w1 {w1}  w2 {w2}", f"slopes w1 {w1} w2 {w2}"):
        if len(text) <= width:
            break
    return (Piece(text[:width], "dim"),)


def fitted_signed(value: float) -> str:
    """Return a number with its sign in few characters."""
    return exponential(signed(value, min(decimals_for(value), 3)), value)


def _pair(turn: Turn | None, game: Game, width: int) -> Line:
    """Return what the last two moves did only together: a single move along an axis shows none."""
    value = None if turn is None else game.interaction_with_last(turn)
    if turn is None or value is None:
        return (Piece(f"last two moves interact  {NONE}", "dim"),)
    last, now = turn.number - 1, turn.number
    for text in (
        f"moves {last} and {now} interact: {fitted_signed(value)}",
        f"moves {last}, {now}: {fitted_signed(value)}",
    ):
        if len(text) <= width:
            break
    return (Piece(text[:width], "dim"),)


def _words(turn: Turn | None, game: Game, width: int) -> list[Line]:
    """Return the sentence about a move, always in as many rows."""
    count = next((n for w, n in sorted(SENTENCE_ROWS.items(), reverse=True) if width >= w), None)
    count = count or MOST_SENTENCE_ROWS
    if turn is None:
        lines = wrapped("Aim, then move.", width, "dim")
    else:
        result = turn.player
        words = sentence(result, noisy=game.level.noise is not None)
        wall = " The wall stopped you." if result.at_wall else ""
        noise = " On this turn's examples, that is." if game.hides_loss else ""
        lines = wrapped(words + wall + noise, width)
    return [*lines, *[BLANK] * (count - len(lines))][:count]
