"""The arguments of a command: a move, a heading, a step, a number."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from descent_game.cli.conversation.conversation import Conversation
from descent_game.errors import DescentError, MoveError, quoted
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.move_text import parse_aim, parse_move
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


DOWN, REVERSE, RATE, AGAIN = "down", "reverse", "rate", "again"
"""Words in place of a heading, of a step, and of both; see ``AIMS``."""
HEADINGS = (*POINTS, DOWN, REVERSE)
"""Words that may stand for a heading."""
AIMS: Mapping[str, Callable[[Game, Aim], Aim]] = {
    DOWN: aiming.downhill,
    REVERSE: lambda game, aim: aiming.opposite(aim),
    RATE: aiming.at_last_rate,
    AGAIN: lambda game, aim: aiming.last_aim(game),
}
"""What the words make of an aim."""


def aim_argument(conversation: Conversation, arguments: Arguments) -> Aim:
    """Return the aim that arguments give; what a word leaves open is as it was.

    Raises:
        MoveError: They are no move, or the level withholds what a word asks for.
    """
    game, aim = conversation.game, conversation.aim
    words = [word.lower() for word in arguments]
    if words == [AGAIN]:
        return AIMS[AGAIN](game, aim)
    if words[0] in HEADINGS:
        aim = _heading(game, aim, words.pop(0))
        if not words:
            return aim
        words.insert(0, _heading_text(aim))
    elif words[0] == RATE:
        words.insert(0, _heading_text(aim))
    words = [repr(AIMS[RATE](game, aim).step) if word == RATE else word for word in words]
    return parse_aim(" ".join(words), aim, game.level.rules, step_alone=aim.heading is None)


def _heading_text(aim: Aim) -> str:
    return "-" if aim.heading is None else repr(aim.heading)


def _heading(game: Game, aim: Aim, word: str) -> Aim:
    """Return the aim with the heading that a word stands for."""
    if word in AIMS:
        return AIMS[word](game, aim)
    return aim._replace(heading=45.0 * POINTS.index(word))


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
