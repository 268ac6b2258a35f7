"""What words say: a move, a heading, a step, a number."""

from typing import TypeAlias

from descent_game.cli.conversation.conversation import Conversation
from descent_game.errors import DescentError, MoveError, quoted
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.move_text import parse_move
from descent_game.game.moves import Move
from descent_game.view.surroundings import POINTS

Words: TypeAlias = list[str]

DOWN = "down"
"""Instead of a heading: as the compass points, or along the axis that is nearest to it."""


def said_move(talk: Conversation, words: Words) -> Move:
    """Return the move that some words say. Raises ``MoveError``."""
    rules = talk.game.level.rules
    if rules.moves == "gradient" and words[0] != "-":
        words = ["-", *words]
    heading = _heading(talk, words[0].lower())
    move = parse_move([heading, *words[1:]])
    if rules.inertia == "player" and move.inertia is None:
        move = move._replace(inertia=talk.aim.inertia)
    return move


def _heading(talk: Conversation, word: str) -> str:
    """Return a heading in digits: of a point of the compass, of down, or as it is."""
    if word in POINTS:
        return str(45 * POINTS.index(word))
    if word != DOWN:
        return word
    game = talk.game
    if not aiming.offers_compass(game.level):
        raise MoveError("this level does not aim down by itself: say a heading")
    aim = aiming.along(Aim(0.0, 0.0), game.compass, game.level.rules, game.axes)
    return repr(aim.heading)


def said_step(talk: Conversation, words: Words, usual: float) -> float:
    """Return the step that is said, or the usual one. Raises ``MoveError``."""
    step = parse_move(["0", words[0]]).step if words else usual
    if not 0.0 < step <= 1e6:
        raise MoveError(f"a step of {step:g} is none to look at")
    return step


def said_number(word: str, most: int) -> int:
    """Return a number from 1 to ``most``. Raises ``DescentError``."""
    if not (word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= most):
        raise DescentError(f"{quoted(word)} is not a number from 1 to {most}")
    return int(word[:9])
