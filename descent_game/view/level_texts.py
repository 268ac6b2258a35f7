"""The texts of a level with the numbers of a game in them."""

import msgspec

from descent_game.game.account import text_fields
from descent_game.game.game import Game
from descent_game.level.schema import Question
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
