"""The aim in rows: heading, step on its ladder, promise, what a step of that length has kept."""

import math

from descent_game.game.aiming import Aim
from descent_game.game.game import Game, Preview, Turn
from descent_game.game.moves import step_ladder
from descent_game.game.wording import (
    change,
    decimals_for,
    degrees,
    exponential,
    fitted,
    plain,
    signed,
)
from descent_game.rendering.style import GLYPHS
from descent_game.view.bars import bar
from descent_game.view.folding import NONE, Row, between, headed
from descent_game.view.line import ARROW, BEFORE, Line, Piece, Role

NAME = 8
"""Columns of a name."""
LADDER = "step "
RUNG = 5
"""The most columns of a step on the ladder, without its brackets."""
LIKE = 0.12
"""By which share a step may differ from the aim's and still tell something about it."""
WALL = "The wall will stop you."


def aim_rows(game: Game, aim: Aim, width: int) -> list[Row]:
    """Return the rows of the aim; which there are depends on the level alone."""
    preview = game.preview(aim.move)
    rules = game.level.rules
    rows = [Row(_head(preview, width))]
    if rules.inertia == "player":
        rows.append(Row(_inertia(game, aim, width)))
    if rules.moves == "gradient":
        rows.append(Row(_rate(game, aim.step)))
    else:
        rows.append(Row(_displacement(preview), 4))
    rows.append(Row(_ladder(aim.step, rules.max_step, width)))
    rows.append(Row(_promise(game, preview, width)))
    wall = (Piece(WALL, "bad"),)
    rows.append(Row(wall if preview.update.at_wall else _kept(game, aim.step, width)))
    return rows


def arrow(heading: float) -> str:
    """Return the arrow of a heading in degrees."""
    return GLYPHS["braille"].arrows[round(heading / 45.0) % 8]


def _head(preview: Preview, width: int) -> Line:
    fact = (Piece(f"{arrow(preview.heading)} {degrees(preview.heading)}", "aim"),)
    return headed(Piece("YOUR AIM", "title"), fact, width)


def _inertia(game: Game, aim: Aim, width: int) -> Line:
    """Return the inertia, and what it carries on of the last update."""
    kept = 0.0 if aim.inertia is None else aim.inertia
    carried = kept * math.hypot(*game.velocity)
    left: Line = (Piece(f"{'inertia':<{NAME}}", "dim"), Piece(f"{kept:.2f}", "aim"))
    return between(left, (Piece("carries ", "dim"), Piece(fitted(carried, 6))), width)


def _rate(game: Game, step: float) -> Line:
    """Return the learning rate that a step down the compass is: its length over the slope's."""
    slope = math.hypot(*game.compass)
    rate = plain(step / slope) if 0.0 < slope < math.inf else NONE
    return Piece(f"{'rate':<{NAME}}", "dim"), Piece(rate, "aim")


def _displacement(preview: Preview) -> Line:
    """Return by how much each weight would move."""
    d1, d2 = preview.update.displacement
    decimals = min(decimals_for(d1, d2), 3)
    first = (Piece("w1 ", "w1"), Piece(exponential(signed(d1, decimals), d1)))
    second = (Piece("w2 ", "w2"), Piece(exponential(signed(d2, decimals), d2)))
    return (Piece(f"{'moves':<{NAME}}", "dim"), *first, Piece("  "), *second)


def _ladder(step: float, max_step: float, width: int) -> Line:
    """Return the step amid the next rungs of the ladder; a typed step is a rung of its own."""
    rungs = sorted({*step_ladder(max_step), step})
    texts = [fitted(rung, RUNG) for rung in rungs]
    here = rungs.index(step)
    first, last, room = here, here, width - len(LADDER) - 2 - len(texts[here]) - 2
    while True:  # longer and shorter ones in turn, as many as there is room for
        longer = last + 1 if last + 1 < len(rungs) else None
        shorter = first - 1 if first else None
        turn = (longer, shorter) if last - here <= here - first else (shorter, longer)
        chosen = next((n for n in turn if n is not None and len(texts[n]) + 2 <= room), None)
        if chosen is None:
            break
        first, last = min(first, chosen), max(last, chosen)
        room -= len(texts[chosen]) + 2
    pieces = [
        Piece(f"[{text}]", "cursor") if number == here else Piece(f" {text} ")
        for number, text in enumerate(texts[first : last + 1], start=first)
    ]
    return (
        Piece(LADDER, "dim"),
        Piece(BEFORE if first else " ", "dim"),
        *pieces,
        Piece(ARROW if last + 1 < len(rungs) else "", "dim"),
    )


def _promise(game: Game, preview: Preview, width: int) -> Line:
    """Return the promise, and the loss that it would leave."""
    promise = preview.promise
    role: Role = "good" if promise < 0.0 else "bad" if promise > 0.0 else "text"
    left: Line = (Piece(f"{'promise':<{NAME}}", "dim"), Piece(change(promise), role))
    after = game.known_loss(game.player, game.player.turns) + promise
    ink: Role = "bad" if after < 0.0 <= game.loss else "text"
    loss = Piece(fitted(after, 9), ink)
    long, short = (Piece(words, "dim") for words in ("would leave ", "leaves "))
    return between(left, (long, loss), width, (short, loss), (loss,))


def _kept(game: Game, step: float, width: int) -> Line:
    """Return what share of its promise the last move of about this length has kept."""
    for turn in reversed(game.turns):
        if abs(turn.move.step - step) <= LIKE * step and turn.player.readout.promise < 0.0:
            return _kept_by(turn, width)
    return (Piece(f"no step of {fitted(step, RUNG)} downhill yet", "dim"),)


def _kept_by(turn: Turn, width: int) -> Line:
    kept = turn.player.kept
    share = f"{kept:.0%}" if abs(kept) < 10.0 else f"{kept:.0e}"
    left: Line = (
        Piece(f"last {fitted(turn.move.step, RUNG)} kept ", "dim"),
        Piece(share, "good" if kept >= 0.5 else "bad"),
    )
    right: Line = (Piece(f"turn {turn.number}", "dim"),)
    room = width - sum(len(piece.text) for piece in (*left, *right)) - 2
    if room >= 4 and math.isfinite(kept):
        left = (*left, Piece(" "), *bar(kept, room, "player"))
    return between(left, right, width)
