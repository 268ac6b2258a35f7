"""The last move taken apart: bars that add up, promise against result, the verdict in words."""

import math
from functools import lru_cache

from descent_game.game.game import Game, Turn
from descent_game.game.readout import MoveResult, Verdict
from descent_game.game.wording import decimals_for, exponential, sentence, signed, split_texts
from descent_game.view.line import Line, Piece, Role, line, spread, width_of, wrapped

EIGHTHS = " ▏▎▍▌▋▊▉"


def signed_bar(value: float, largest: float, width: int) -> Line:
    """Return a bar of ``width`` cells, an axis in the middle; below zero is down, and good.

    Whole cells are spaces on coloured paper; only an end may be a block of eighths.
    """
    half = (width - 1) // 2
    share = abs(value) / largest if largest > 0.0 and math.isfinite(value) else 0.0
    whole, rest = divmod(round(share * half * 8), 8)
    if value < 0.0:
        return (*_leftwards(whole, rest, half), Piece("│", "rule"), Piece(" " * half))
    return (Piece(" " * half), Piece("│", "rule"), *_rightwards(whole, rest, half))


def _rightwards(whole: int, rest: int, room: int) -> Line:
    end = EIGHTHS[rest] if rest else ""
    bar, tip = _roles("bad")
    return Piece(" " * whole, bar), Piece(end, tip), Piece(" " * (room - whole - len(end)))


def _leftwards(whole: int, rest: int, room: int) -> Line:
    # There are no right-aligned eighths: the nearest half cell is close enough.
    end = "▐" if rest >= 3 else ""
    bar, tip = _roles("good")
    return Piece(" " * (room - whole - len(end))), Piece(end, tip), Piece(" " * whole, bar)


def _roles(name: str) -> tuple[Role, Role]:
    return ("bar-good", "bar-good-end") if name == "good" else ("bar-bad", "bar-bad-end")


NAME = 12
NARROWEST_BAR = 7
GOOD = frozenset({Verdict.PAID_OFF, Verdict.BETTER, Verdict.AS_PROMISED, Verdict.FELL_SHORT})


@lru_cache(maxsize=2)
def readout_lines(
    turn: Turn | None, game: Game, width: int, folded: frozenset[str] = frozenset()
) -> list[Line]:
    """Return the readout of a turn under its verdict, or what will stand here."""
    if turn is None:
        return [line("LAST MOVE", "title"), *wrapped("None yet. Aim, then move.", width)]
    result = turn.player
    lines = [_verdict(turn, width)]
    if "readout" in game.level.map.instruments:
        split = _split(result, width)
        lines += [row for row in split if "interaction" not in folded or not _is_interaction(row)]
        if "shift" not in folded:
            lines.append(_shift(result, width))
        if game.level.rules.moves == "axis" and "pair" not in folded:
            lines += _pair(turn, game, width)
    else:
        lines.append(_total(result))
    return lines if "sentence" in folded else [*lines, *_words(result, game, width)]


def _split(result: MoveResult, width: int) -> list[Line]:
    readout = result.readout
    values = (*readout.alone, readout.interaction, readout.together)
    texts = [exponential(t, v) for t, v in zip(split_texts(readout), values, strict=True)]
    names = ("w1 alone", "w2 alone", "interaction", "together")
    largest = max(abs(value) for value in (*values, readout.promise))
    number = max(9, *(len(text) for text in texts))
    rows = [
        _row(name, text, value, (largest, number, width))
        for name, text, value in zip(names, texts, values, strict=True)
    ]
    rows.insert(3, line("─" * min(NAME + number, width), "rule"))
    promise = exponential(signed(readout.promise, decimals_for(*values)), readout.promise)
    promised = _row("promised", promise, readout.promise, (largest, number, width))
    return [*rows, promised]


def _is_interaction(row: Line) -> bool:
    return row[0].text.startswith("interaction")


def _row(name: str, text: str, value: float, scale: tuple[float, int, int]) -> Line:
    largest, number, width = scale
    room = width - NAME - number - 1
    start = (Piece(f"{name:<{NAME}}", _name_role(name)), Piece(f"{text:>{number}}", "text"))
    if room < NARROWEST_BAR:
        return start
    return (*start, Piece(" "), *signed_bar(value, largest, room))


def _name_role(name: str) -> Role:
    return "strong" if name == "together" else "dim"


def _total(result: MoveResult) -> Line:
    together = result.readout.together
    text = signed(together, decimals_for(together, result.readout.promise))
    return Piece(f"{'together':<{NAME}}", "strong"), Piece(f"{text:>9}")


def _shift(result: MoveResult, width: int) -> Line:
    """Return how each weight's slope changed: what coupling does even to the weight at rest."""
    first, second = result.readout.shift
    decimals = min(decimals_for(first, second), 3)
    w1, w2 = (exponential(signed(value, decimals), value) for value in (first, second))
    for text in (f"slope shift w1 {w1}  w2 {w2}", f"shift w1 {w1} w2 {w2}", f"shift {w1} {w2}"):
        if len(text) <= width:
            break
    return (Piece(text[:width], "dim"),)


def _pair(turn: Turn, game: Game, width: int) -> list[Line]:
    """Return what the last two moves did only together: a single move along an axis shows none."""
    value = game.interaction_with_last(turn)
    if value is None:
        return []
    text = exponential(signed(value, min(decimals_for(value), 3)), value)
    last, now = turn.number - 1, turn.number
    forms = (
        f"moves {last} and {now} together: interaction {text}",
        f"moves {last}, {now} interact {text}",
        f"{last}, {now} interact {text}",
    )
    return [(Piece(next((form for form in forms if len(form) <= width), forms[-1]), "dim"),)]


def _verdict(turn: Turn, width: int) -> Line:
    """Return the verdict as the heading of the readout, with the turn where it has room."""
    result = turn.player
    together = result.readout.together
    is_good = result.verdict in GOOD or (result.verdict is Verdict.NO_SLOPE and together < 0)
    role: Role = "good" if is_good else "bad"
    arrow = "↓" if together < 0 else "↑" if together > 0 else "="
    words = result.verdict.capitalize()
    if result.verdict is Verdict.FELL_SHORT:
        words += " of promise"  # a lower loss is no failure
    left = (Piece(f"{arrow} {words}", role),)
    right = (Piece(f"turn {turn.number}", "dim"),)
    fits = width_of(left) + width_of(right) < width
    return spread(left, right, width) if fits else left


def _words(result: MoveResult, game: Game, width: int) -> list[Line]:
    words = sentence(result, noisy=game.level.noise is not None)
    wall = " The wall stopped you." if result.at_wall else ""
    noise = " On this turn's examples, that is." if game.hides_loss else ""
    return wrapped(words + wall + noise, width)
