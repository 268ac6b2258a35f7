"""``descent play`` and ``descent demo``: a level on the screen, or in lines of text."""

import gc
import io
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from typing import TextIO

import click

from descent_game.catalogue.catalogue import catalogue, course
from descent_game.cli.output import LEVEL, current_settings, echo, seed_option
from descent_game.cli.screen_options import look_options
from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.moves import Move, move_from_file
from descent_game.level.schema import Level
from descent_game.level.texts import fill_in
from descent_game.player.session import PlayContext, Session
from descent_game.player.short_course import ShortCourse

MAP_SIZE = (72, 20)
MAX_LINE_BYTES = 10_000
"""Of a line that is read as one command."""


@click.command(epilog="Example: descent play first-light")
@click.argument("level", type=LEVEL, required=False)
@seed_option
@click.option("--plain", is_flag=True, help="Play in lines of text, even in a terminal.")
@click.option("--short-course", is_flag=True, help="Play one question's five levels instead.")
@look_options
def play(
    level: Level | None = None,
    seed: int | None = None,
    plain: bool = False,
    short_course: bool = False,
) -> int:
    """Play LEVEL (an id or a path), or choose one from the course.

    With --short-course it is one question, whether the gradient misses that moving both weights
    would be better, and five levels that answer it in a quarter of an hour.

    With --plain, on a dumb terminal and in a pipe the game reads commands, such as '40 2' or
    'help', and answers in lines of plain text. Where there is nothing to read at all the level's
    demonstration is printed instead.
    """
    if short_course and level is not None:
        raise click.UsageError("--short-course has its own levels: leave LEVEL out")
    if has_screen() and not plain:
        gc.disable()  # nothing to collect until the first screen is shown; then the app enables it
        from descent_game.tui.running import run_game  # noqa: PLC0415 - loads the screen

        if short_course:
            from descent_game.tui.play_context import ShortCourseContext  # noqa: PLC0415

            return run_game(context=ShortCourseContext())
        return run_game(level, seed)
    first = next(input_lines(), None) if not (plain or is_terminal(sys.stdin)) else ""
    if first is None:
        print_demo(level or first_level(), seed)
    else:
        start_conversation(level, seed, first, ShortCourse() if short_course else None)
    return 0


@click.command(epilog="Example: descent demo crease-stuck")
@click.argument("level", type=LEVEL, required=False)
@click.option("--plain", is_flag=True, help="Print lines of text, even in a terminal.")
@look_options
def demo(level: Level | None, plain: bool) -> int:
    """Show how LEVEL is won by its idea, against the bot; without a name the first level.

    In a terminal the game is shown on the screen; in a pipe it is printed as text.
    """
    chosen = level or first_level()
    if has_screen() and not plain:
        from descent_game.game.attempts import Attempt  # noqa: PLC0415
        from descent_game.tui.running import run_game  # noqa: PLC0415 - loads the screen
        from descent_game.tui.screens.demo import DemoScreen  # noqa: PLC0415

        moves = insight_moves(chosen)
        return run_game(chosen, first_screen=lambda _: DemoScreen(Attempt(chosen, None), moves))
    print_demo(chosen, None)
    return 0


def has_screen() -> bool:
    """Return whether input and output are a terminal that can show the game."""
    both = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    return both and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a standard stream, None if it is closed, is a terminal."""
    return stream is not None and stream.isatty()


def input_lines() -> Iterator[str]:
    """Yield the lines of standard input, with a prompt where they are typed at a terminal."""
    if is_terminal(sys.stdin) and is_terminal(sys.stdout) and _load_line_editing():
        yield from _edited_lines()
        return
    while sys.stdin:
        if is_terminal(sys.stdin):
            click.echo("> ", nl=False)
        line = sys.stdin.buffer.readline(MAX_LINE_BYTES)
        if not line:
            return
        yield line.decode(errors="replace")


def _load_line_editing() -> bool:
    """Enable line editing and history for ``input``; return whether the platform has them."""
    if os.name == "nt":
        return False
    try:
        import readline  # noqa: PLC0415 - not in every build of Python
    except ImportError:
        return False
    for setting in ("enable-bracketed-paste", "enable-meta-key"):
        readline.parse_and_bind(f"set {setting} off")  # pasted lines are run one by one
    return True


def _edited_lines() -> Iterator[str]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    while True:
        try:
            yield input("> ")
        except EOFError:
            echo()
            return


def start_conversation(
    level: Level | None, seed: int | None, first: str, context: PlayContext | None = None
) -> None:
    """Play in lines of text; ``first`` is a line that has been read already."""
    # Imported here, so that a screen starts without them.
    from descent_game.cli.conversation.commands import run_conversation  # noqa: PLC0415
    from descent_game.cli.conversation.conversation import Conversation  # noqa: PLC0415
    from descent_game.cli.conversation.course_commands import answer_question  # noqa: PLC0415
    from descent_game.player.record import Record  # noqa: PLC0415
    from descent_game.view.plain_text import ascii_text  # noqa: PLC0415

    with closing(Record()) as record:
        all_open = current_settings().all_open
        session = Session(record, lambda: catalogue().levels, lambda: all_open, context)
        conversation = Conversation(session, lambda lines: echo(ascii_text("\n".join(lines))))
        if isinstance(context, ShortCourse):
            answer_question(conversation, [])
        conversation.start(level, seed)
        run_conversation(conversation, chain([first], input_lines()))


def first_level() -> Level:
    """Return the first level of the course."""
    levels = course()
    if not levels:
        raise DescentError("the course is missing: install the game again")
    return levels[0]


def insight_moves(level: Level) -> list[Move]:
    """Return the moves of the level's insight play."""
    plays = [play for play in level.plays if play.moves is not None]
    chosen = next((play for play in plays if play.insight), plays[0] if plays else None)
    if chosen is None or chosen.moves is None:
        raise DescentError(f"level {level.id!r} has no play to show")
    return [move_from_file(move) for move in chosen.moves]


def print_demo(level: Level, seed: int | None) -> None:
    """Print a level's insight play against the bot: maps, readouts and result."""
    # Imported here, so that a screen starts without them.
    from descent_game.measuring.text_fields import text_values  # noqa: PLC0415
    from descent_game.view.plain_text import (  # noqa: PLC0415
        opening_lines,
        result_lines,
        turn_lines,
        wrapped,
    )
    from descent_game.view.text_map import map_lines  # noqa: PLC0415

    game = Game(level, seed)
    echo("\n".join(opening_lines(game)))
    for move in insight_moves(level):
        if game.outcome is not None:
            break
        echo("\n" + "\n".join(map_lines(game, MAP_SIZE, "ascii")) + "\n")
        echo("\n".join(turn_lines(game.play(move))))
    echo("\n" + "\n".join(map_lines(game, MAP_SIZE, "ascii")) + "\n")
    echo("\n".join(result_lines(game)))
    echo("\n" + "\n".join(wrapped(fill_in(level.text.debrief, text_values(game)))))
