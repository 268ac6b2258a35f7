"""The line under the map: how to begin, the idea, or a hint that was asked for."""

from descent_game.game.game import Game
from descent_game.view.level_texts import filled
from descent_game.view.line import BLANK, Line, labelled

FIRST_STEPS = {
    "free": "Left/right turn, up/down: step, Enter moves.",
    "axis": "Arrows choose a weight, + - step, Enter moves.",
    "axes": "Arrows choose an axis, + - the step, a d turn both axes; Enter moves.",
    "gradient": "Up/down: step, Enter moves; heading is given.",
}
FREE_HINTS = "Hints (h) cost no star."
WITHHELD = "you will see it after the game. Watch the readout."


def coach_line(game: Game, hints: int, width: int) -> list[Line]:
    """Return the coach's words; ``hints`` is how many were asked for so far."""
    texts = game.level.text
    if hints and texts.hints:
        number = min(hints, len(texts.hints))
        label = f"Hint {number} of {len(texts.hints)} (costs no star)"
        return labelled(label, filled(texts.hints[number - 1], game), width)
    idea = labelled("Idea", WITHHELD if texts.withhold_idea else game.level.idea, width)
    rules = game.level.rules
    steps = FIRST_STEPS["axes" if rules.turn_axes else rules.moves]
    first = labelled("First", f"{steps} {FREE_HINTS if texts.hints else ''}".strip(), width)
    now, other = (idea, first) if game.turns else (first, idea)
    return now + [BLANK] * (len(other) - len(now))  # as high, so that the first move shifts no map
