"""The command ``descent``: finds the subcommand, and turns bad input into one line."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import click

from descent_game import __version__
from descent_game.cli.lazy import LazyGroup
from descent_game.cli.screen_options import look_options
from descent_game.errors import DescentError, visible
from descent_game.stopping import Stopped, handled, stop
from descent_game.tui.encoding import replaced_words, take_seven_bit

COMMANDS = {
    "play": "descent_game.cli.play:play",
    "demo": "descent_game.cli.play:demo",
    "simulate": "descent_game.cli.simulate:simulate",
    "race": "descent_game.cli.race:race",
    "sandbox": "descent_game.cli.sandbox:sandbox",
    "replay": "descent_game.cli.replay:replay",
    "progress": "descent_game.cli.progress:progress",
    "level": "descent_game.cli.level:level",
    "homework": "descent_game.cli.homework:homework",
    "serve": "descent_game.cli.serve:serve",
}
"""Where each subcommand lives; it is imported only when it is asked for."""

BAD_INPUT = 2
INTERRUPTED = 130


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: descent play first-light",
)
@click.version_option(__version__, message="descent %(version)s")
@look_options
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Descend a loss surface against a gradient-descent bot, and see why it works.

    Without a command the game starts: worlds, levels, and what you have reached.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(load("play")) or 0)
    return 0


def load(name: str) -> click.Command:
    """Return a subcommand by name."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    take_seven_bit()
    with handled(stop):
        status = _status(lambda: cli.main(arguments, prog_name="descent", standalone_mode=False))
    if words := replaced_words():
        _write_error(words)
    sys.exit(status)


def _status(run: Callable[[], Any]) -> int:
    """Return the exit status of a run: 2 for bad input, after one message on standard error."""
    try:
        result = run()
        if sys.stdout:
            sys.stdout.flush()
    except (click.ClickException, DescentError) as error:
        return _complain(_message(error))
    except Stopped as stopped:
        return stopped.status
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:  # click's answer to a reader that went away
        return 0
    except OSError as error:
        return _cannot_write(error)
    return result if isinstance(result, int) else 0


def _cannot_write(error: OSError) -> int:
    """Return the status where the output cannot be written, and let nothing be written again.

    A reader that went away (``descent ... | head``) has what it wanted.
    """
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    gone = isinstance(error, BrokenPipeError)
    return 0 if gone else _complain(f"descent: cannot write: {error.strerror or error}")


def _message(error: click.ClickException | DescentError) -> str:
    """Return what is wrong with the input; a command without its subcommand gets its help."""
    if isinstance(error, DescentError):
        return f"descent: {error.shown}"
    message = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return message
    if isinstance(error, click.UsageError):
        message += f" See: {error.ctx.command_path if error.ctx else 'descent'} --help"
    return f"descent: {message}"


def _complain(message: str) -> int:
    """Say what is wrong, if there is anywhere to say it, and return the exit status."""
    _write_error(message)
    return BAD_INPUT


def _write_error(message: str) -> None:
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.write(f"{visible(message)}\n")
