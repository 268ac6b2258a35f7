"""What a level says: its texts with the numbers of a game in them, its rules in words."""

import msgspec

from descent_game.game.game import Game
from descent_game.game.moves import MAX_INERTIA
from descent_game.game.summary import text_fields
from descent_game.game.wording import plain
from descent_game.level.schema import Question, RulesSection
from descent_game.level.texts import fill_in


def filled(text: str, game: Game) -> str:
    """Return a text with its fields filled in; claims are measured only where it has some."""
    if "{claim." not in text:
        return fill_in(text, text_fields(game))
    from descent_game.measuring.text_fields import text_values  # noqa: PLC0415 - slow to load

    return fill_in(text, text_values(game))


def filled_question(question: Question, game: Game) -> Question:
    """Return a question with the fields of its texts filled in."""
    ask, because = filled(question.ask, game), filled(question.because, game)
    return msgspec.structs.replace(question, ask=ask, because=because)


MOVES = {
    "free": "any heading",
    "axis": "one weight at a time: along w1 or along w2",
    "gradient": "down the compass; you choose the step",
}
TURNABLE = "along one axis at a time; you may turn the axes, once"
PER_WEIGHT = "down a compass that divides each slope by its curvature"


def moves_words(rules: RulesSection) -> str:
    """Return what a move may be, and how long."""
    words = MOVES[rules.moves]
    if rules.turn_axes:
        words = TURNABLE
    elif rules.moves == "gradient" and rules.compass == "per-weight":
        words = PER_WEIGHT
    inertia = f", an inertia from 0 to {plain(MAX_INERTIA)}" if rules.inertia == "player" else ""
    return f"{words}; steps up to {plain(rules.max_step)}{inertia}"
