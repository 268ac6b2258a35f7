"""``descent level migrate``: level files of older formats, brought up to date."""

from pathlib import Path

import click

from descent_game.cli.output import echo, write_output
from descent_game.level.formats import FORMAT
from descent_game.level.loading import read_text
from descent_game.level.migration import migrate as migrated

OLD = 1


@click.command(epilog="Example: descent level migrate my-level.toml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 if FILE is older.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead; - is standard output.")
def migrate(file: Path, check: bool, output: str | None) -> int:
    """Bring the level in FILE to the format of this program; comments stay.

    FILE is written only if all went well and the result is a good level.
    """
    text = read_text(file)
    new = migrated(text, file)
    if check:
        echo(f"{file}: {'in an older format' if new != text else f'in format {FORMAT}'}")
        return OLD if new != text else 0
    if output is not None:
        write_output(output, _as_written(new, file))
    elif new == text:
        echo(f"{file}: in format {FORMAT} already, nothing to do")
    else:
        write_output(str(file.resolve()), _as_written(new, file))
        echo(f"{file}: now in format {FORMAT}")
    return 0


def _as_written(text: str, file: Path) -> str:
    """Return a text with the ends of lines that the file has."""
    return text.replace("\n", "\r\n") if b"\r\n" in file.read_bytes() else text
