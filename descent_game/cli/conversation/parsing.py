"""The arguments of a command: a move, a heading, a step, a number."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from descent_game.cli.conversation.conversation import Conversation
from descent_game.errors import DescentError, MoveError, quoted
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.move_text import parse_move
from descent_game.game.moves import Move
from descent_game.view.surroundings import POINTS

Arguments: TypeAlias = list[str]
"""The words that follow the name of a command."""


class Command(NamedTuple):
    """A plain-mode command: its names, the usage of its arguments, its help and its handler.

    The handler raises ``DescentError`` for what cannot be done.
    """

    names: tuple[str, ...]
    usage: str
    help_text: str
    handler: Callable[[Conversation, Arguments], None]


DOWN = "down"
"""The heading of the compass, or of the axis that is nearest to it."""


def move_argument(conversation: Conversation, arguments: Arguments) -> Move:
    """Return the move that arguments give. Raises ``MoveError``."""
    rules = conversation.game.level.rules
    if rules.moves == "gradient" and arguments[0] != "-":
        arguments = ["-", *arguments]
    heading = _heading(conversation, arguments[0].lower())
    move = parse_move([heading, *arguments[1:]])
    if rules.inertia == "player" and move.inertia is None:
        move = move._replace(inertia=conversation.aim.inertia)
    return move


def _heading(conversation: Conversation, word: str) -> str:
    """Return a point of the compass or ``DOWN`` as degrees; any other word as it is."""
    if word in POINTS:
        return str(45 * POINTS.index(word))
    if word != DOWN:
        return word
    game = conversation.game
    if not aiming.offers_compass(game.level):
        raise MoveError("this level does not aim down by itself: give a heading")
    aim = aiming.along(Aim(0.0, 0.0), game.compass, game.level.rules, game.axes)
    return repr(aim.heading)


def step_argument(conversation: Conversation, arguments: Arguments, usual: float) -> float:
    """Return the step that is given, else the usual one. Raises ``MoveError``."""
    step = parse_move(["0", arguments[0]]).step if arguments else usual
    if not 0.0 < step <= 1e6:
        raise MoveError(f"a step of {step:g} is not above 0 and at most 1e6")
    return step


def number_argument(word: str, most: int) -> int:
    """Return a number from 1 to ``most``. Raises ``DescentError``."""
    if not (word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= most):
        raise DescentError(f"{quoted(word)} is not a number from 1 to {most}")
    return int(word[:9])
