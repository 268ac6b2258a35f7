"""The command ``descent``: finds the subcommand, and turns bad input into one line."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from descent_game import __version__
from descent_game.cli.lazy import LazyGroup
from descent_game.errors import DescentError

COMMANDS = {
    "play": "descent_game.cli.play:play",
    "demo": "descent_game.cli.play:demo",
    "simulate": "descent_game.cli.simulate:simulate",
    "race": "descent_game.cli.race:race",
    "level": "descent_game.cli.level:level",
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
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Descend a loss surface against a gradient-descent bot, and see why it works.

    Without a command the game starts: worlds, levels, and what you have reached.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(load("play"))


def load(name: str) -> click.Command:
    """Return a subcommand by name."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(_status(lambda: cli.main(arguments, prog_name="descent", standalone_mode=False)))


def _status(run: Callable[[], Any]) -> int:
    """Return the exit status of a run: 2 for bad input, after one message on standard error."""
    try:
        result = run()
        sys.stdout.flush()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "descent"
        return _complain(f"{error.format_message()} See: {command} --help")
    except (click.ClickException, DescentError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        return _complain(message)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (``descent ... | head``): nothing more can be said, or flushed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _complain(message: str) -> int:
    sys.stderr.write(f"descent: {message}\n")
    return BAD_INPUT
