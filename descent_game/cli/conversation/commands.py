"""The commands of a conversation: their table, and how a line is heard."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from descent_game.cli.conversation import course_commands as course
from descent_game.cli.conversation import game_commands as playing
from descent_game.cli.conversation.conversation import Conversation
from descent_game.cli.conversation.parsing import DOWN, Words
from descent_game.errors import DescentError, quoted
from descent_game.view.plain_text import wrapped
from descent_game.view.surroundings import POINTS

LONGEST_LINE = 1000
"""Characters of a command that are read; the rest of the line is left out."""

Do: TypeAlias = Callable[[Conversation, Words], None]


class Command(NamedTuple):
    """What may be said: its names, what follows them, what it does."""

    names: tuple[str, ...]
    takes: str
    does: str
    do: Do


def run_conversation(talk: Conversation, lines: Iterator[str]) -> None:
    """Hear line by line until somebody leaves or there is nothing more."""
    for line in lines:
        run_line(talk, line)
        if talk.over:
            break
    talk.end()


def run_line(talk: Conversation, line: str) -> None:
    """Do what a line says; whatever cannot be done is said."""
    words = line[:LONGEST_LINE].partition("#")[0].split()
    if not words:
        return
    try:
        _do(talk, words)
    except DescentError as error:
        talk.say(wrapped(f"Not done: {error}"))


def _do(talk: Conversation, words: Words) -> None:
    if words[0][0] in "+-.0123456789" or words[0].lower() in (*POINTS, DOWN):
        words = ["move", *words]
    command = _command(words[0].lower())
    if command is None:
        raise DescentError(f"{quoted(words[0])} is not a command; 'help' lists them")
    command.do(talk, words[1:])


def _command(word: str) -> Command | None:
    """Return the command of a name, or the only one that begins so."""
    exact = [command for command in COMMANDS if word in command.names]
    begun = [command for command in COMMANDS if command.names[0].startswith(word)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _help(talk: Conversation, words: Words) -> None:
    """List the commands."""
    del words
    talk.say(["Headings are degrees, counter-clockwise from +w1: 0 is east, 90 is north."])
    for command in COMMANDS:
        talk.say(
            wrapped(f"{' or '.join(command.names)}{command.takes and ' '}{command.takes}:")
            + wrapped(f"{command.does}.", indent="    ")
        )


COMMANDS: tuple[Command, ...] = (
    Command(
        ("move", "m"), "HEADING STEP [INERTIA]",
        "make a move; the word move may be left out, and alone it makes the aim's move. Headings"
        " may also be north, south-west and so on, or down, as the compass points",
        playing.make_move,
    ),
    Command(("look", "l"), "", "where you and the bot stand, and what the slope is",
            playing.look),
    Command(("aim", "a"), "HEADING STEP [INERTIA]", "aim, and hear what is promised",
            playing.aim),
    Command(("promise", "p"), "HEADING STEP [INERTIA]", "the same without aiming",
            playing.promise),
    Command(("compass", "c"), "[STEP]", "what the instruments tell of the slope",
            playing.compass),
    Command(("around",), "[DISTANCE]", "what the map shows around you, as far as sight reaches",
            playing.around),
    Command(("rose",), "[STEP]", "where a step leads lowest, in levels with the rose",
            playing.rose),
    Command(("readout", "r"), "[TURN]", "a move taken apart, the last unless you say which",
            playing.readout),
    Command(("map",), "", "the map in characters, as far as you have seen it", playing.draw_map),
    Command(("hint", "h"), "", "a hint; hints are free", course.hint),
    Command(("answer",), "NUMBER", "answer the question, before the game and after it",
            course.answer),
    Command(("why",), "", "the derivation, after the game", course.why),
    Command(("new", "restart"), "", "start over on new ground, for stars", course.renew),
    Command(("same",), "", "start over on the same map, as practice", course.repeat),
    Command(("resign",), "", "give this game up", course.resign),
    Command(("next", "n"), "", "the next level", course.go_on_to_next),
    Command(("levels",), "", "every level, and your stars", course.list_levels),
    Command(("play",), "LEVEL", "go to a level by its name in that list, or by its file",
            course.go_to_level),
    Command(("help", "?"), "", "this list", _help),
    Command(("quit", "q"), "", "leave; play again to go on with a game under way", course.leave),
)  # fmt: skip
