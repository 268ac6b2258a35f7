"""The commands of plain mode, and how a line of input is run."""

from collections.abc import Iterator

from descent_game.cli.conversation import course_commands, game_commands
from descent_game.cli.conversation.conversation import Conversation
from descent_game.cli.conversation.parsing import AIMS, HEADINGS, Arguments, Command
from descent_game.errors import DescentError, quoted
from descent_game.view.plain_text import wrapped

MAX_LINE = 1000
"""Characters of a line that are read; the rest is ignored."""


def run_conversation(conversation: Conversation, lines: Iterator[str]) -> None:
    """Run line by line until the player quits or the input ends."""
    for line in lines:
        run_line(conversation, line)
        if conversation.is_over:
            break
    conversation.end()


def run_line(conversation: Conversation, line: str) -> None:
    """Run the command in a line; what is wrong with it is written."""
    words = line[:MAX_LINE].partition("#")[0].split()
    if not words:
        return
    try:
        _run_command(conversation, words)
    except DescentError as error:
        conversation.write(wrapped(f"Not done: {error}"))


def _run_command(conversation: Conversation, words: list[str]) -> None:
    if words[0][0] in "+-.0123456789" or words[0].lower() in (*HEADINGS, *AIMS):
        words = ["move", *words]
    command = _find_command(words[0].lower())
    if command is None:
        raise DescentError(f"{quoted(words[0])} is not a command; 'help' lists them")
    command.handler(conversation, words[1:])


def _find_command(word: str) -> Command | None:
    """Return the command with a name, or the only one whose first name begins so."""
    exact = [command for command in COMMANDS if word in command.names]
    begun = [command for command in COMMANDS if command.names[0].startswith(word)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _list_commands(conversation: Conversation, arguments: Arguments) -> None:
    heading = "Headings are degrees, counter-clockwise from +w1: 0 is east, 90 is north."
    conversation.write([heading])
    for names, usage, help_text, _ in COMMANDS:
        title = " ".join(filter(None, [" or ".join(names), usage]))
        conversation.write([*wrapped(f"{title}:"), *wrapped(f"{help_text}.", indent="    ")])


def _quit(conversation: Conversation, arguments: Arguments) -> None:
    conversation.is_over = True


COMMANDS = (
    *game_commands.COMMANDS,
    *course_commands.COMMANDS,
    Command(("help", "?"), "", "this list", _list_commands),
    Command(("quit", "q"), "", "leave; play again to go on with a game under way", _quit),
)
