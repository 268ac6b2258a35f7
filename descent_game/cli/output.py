"""What commands share: reading input, writing output, options, progress bars."""

import hashlib
import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from descent_game.catalogue.catalogue import open_level
from descent_game.catalogue.data_folder import data_folder
from descent_game.errors import DescentError, visible
from descent_game.level.loading import SUFFIX, read_level
from descent_game.level.schema import Level
from descent_game.level.share_text import PREFIX, SharingError, from_line
from descent_game.player import files
from descent_game.player.settings import Settings, read_settings

NOTE = "null stands for a number that is not finite"
MAX_INPUT = 200_000

Result = TypeVar("Result")


class LevelType(click.ParamType[Level]):
    """A level by its id, or by the path of its file."""

    name = "level"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Level:
        """Return the level."""
        if isinstance(value, Level):
            return value
        return open_shared(value) if value.startswith(PREFIX) else open_level(value)


def open_shared(line: str) -> Level:
    """Return the level in a line of text, kept as a file beside the player's record.

    The same line always has the same file, so that its games are found again.
    """
    text = from_line(line)
    header = re.search(r'^id = "([a-z0-9-]{1,40})"', text, re.MULTILINE)
    if header is None:
        raise SharingError("the line holds no level: there is no id")
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    path = data_folder() / "shared" / digest / f"{header[1]}{SUFFIX}"
    write_file(path, text)
    return read_level(path)


LEVEL = LevelType()
SEED = click.IntRange(min=0, max=2**63 - 1)
seed_option = click.option(
    "--seed", type=SEED, metavar="N", help="The variant to take; without it the published level."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def with_progress(
    label: str, length: Callable[[], int], run: Callable[[Callable[[int], None]], Result]
) -> Result:
    """Run with a progress bar on standard error, if that is a terminal.

    Args:
        label: What stands before the bar.
        length: Returns the number of all things to do.
        run: Is given the function to call with the number of things done since its last call.
    """
    if not sys.stderr.isatty():
        return run(lambda count: None)
    with click.progressbar(length=length(), label=label, file=sys.stderr, show_pos=True) as bar:
        return run(bar.update)


def current_settings() -> Settings:
    """Return the settings in force: those that are kept, changed by variables and options."""
    return Settings.from_environment(read_settings(data_folder())[0])


def echo(text: str = "", *, err: bool = False) -> None:
    """Print lines of text without control characters; ``err`` prints to standard error."""
    click.echo(visible(text), err=err)


def print_json(document: dict[str, Any] | list[Any]) -> None:
    """Print one JSON document. Numbers that are not finite become null, and a note says so."""
    missing: list[float] = []
    cleaned = _finite(document, missing)
    if missing and isinstance(cleaned, dict):
        cleaned["note"] = NOTE
    echo(json.dumps(cleaned, allow_nan=False))


def read_input(name: str) -> str:
    """Return the text of a file, or of standard input for ``-``. Raises ``DescentError``."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MAX_INPUT + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as file:
                content = file.read(MAX_INPUT + 1)
        if len(content) > MAX_INPUT:
            raise DescentError(f"{name}: more than {MAX_INPUT:,} bytes are too many")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DescentError(f"{name}: line {line}: not UTF-8 text") from None
    except OSError as error:
        raise DescentError(f"{name}: cannot be read: {error.strerror}") from None


def write_new(path: Path, text: str) -> None:
    """Write a new file. Raises ``DescentError``, also if the file exists."""
    with write_errors(path):
        files.write_new(path, text)


def write_output(name: str, content: str | bytes) -> None:
    """Write to a file, whole or not at all, or to standard output for ``-``.

    Raises ``DescentError``.
    """
    if name == "-":
        click.echo(visible(content) if isinstance(content, str) else content, nl=False)
        return
    write_file(Path(name), content)


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file, whole or not at all. Raises ``DescentError``."""
    with write_errors(path):
        files.write_whole(path, content)


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Raise a ``DescentError`` for the exceptions of writing a file or a folder."""
    try:
        yield
    except (OSError, ValueError) as error:  # a ValueError: a null character in its name
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            raise DescentError(f"{path}: is there already, and is left as it is") from None
        raise DescentError(f"{path}: cannot be written: {_reason(error)}") from None


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _finite(value: Any, missing: list[float]) -> Any:
    """Return a document without NaN and infinities, which are added to ``missing``."""
    if isinstance(value, dict):
        return {key: _finite(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item, missing) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        missing.append(value)
        return None
    return value
