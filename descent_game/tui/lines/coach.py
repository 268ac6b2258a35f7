"""The line under the map: how to begin, the idea, or a hint that was asked for."""

from descent_game.game.game import Game
from descent_game.tui.lines.line import Line, Piece, wrapped
from descent_game.tui.lines.texts import filled

FIRST_STEPS = {
    "free": "Left/right turn, up/down: step, Enter moves.",
    "axis": "Arrows choose a weight, + - step, Enter moves.",
    "axes": "Arrows choose an axis, + - the step, a d turn both axes; Enter moves.",
    "gradient": "Up/down: step, Enter moves; heading is given.",
}
FREE_HINTS = "Hints (h) cost no star."


def coach_line(game: Game, hints: int, width: int) -> list[Line]:
    """Return the coach's words; ``hints`` is how many were asked for so far."""
    texts = game.level.text
    if hints and texts.hints:
        number = min(hints, len(texts.hints))
        label = f"Hint {number} of {len(texts.hints)} (costs no star)"
        return _labelled(label, filled(texts.hints[number - 1], game), width)
    if not game.turns:
        rules = game.level.rules
        first = FIRST_STEPS["axes" if rules.turn_axes else rules.moves]
        return _labelled("First", f"{first} {FREE_HINTS if texts.hints else ''}".strip(), width)
    if texts.withhold_idea:
        return _labelled("Idea", "you will see it after the game. Watch the readout.", width)
    return _labelled("Idea", game.level.idea, width)


def _labelled(label: str, text: str, width: int) -> list[Line]:
    if len(label) + 2 + len(text) > width >= len(text):
        return wrapped(text, width)
    lines = wrapped(f"{label}  {text}", width)
    first = lines[0][0].text
    return [(Piece(label, "compass"), Piece(first[len(label) :])), *lines[1:]]
