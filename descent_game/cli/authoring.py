"""``descent level new|watch|edit|share|unshare``: a level to start from, to write, to carry."""

import os
from pathlib import Path

import click

from descent_game.authoring.template import IDEAS, draft
from descent_game.catalogue.catalogue import course_folder, open_level
from descent_game.cli.output import LEVEL, echo, write_new
from descent_game.cli.play import has_screen
from descent_game.errors import DescentError
from descent_game.level.loading import SUFFIX
from descent_game.level.schema import Level
from descent_game.level.share_text import from_line, to_line, without_schema


@click.command(epilog="Example: descent level new funnel --idea round")
@click.argument("place", metavar="ID")
@click.option("--idea", type=click.Choice(list(IDEAS)), help="The kind of idea to start from.")
@click.option("--from", "source", metavar="LEVEL", help="A level to start from instead.")
def new(place: str, idea: str | None, source: str | None) -> None:
    """Write ID.toml: a whole level with comments, to be changed into your own.

    It is written here, or into a folder: FOLDER/ID.
    """
    if idea and source:
        raise DescentError("give either --idea or --from, not both")
    name = source or IDEAS[idea or "coupling"]
    level = open_level(name)
    if level.data_files:
        raise DescentError(f"{name}: its data lie in a file; copy the folder of the level instead")
    schema = f"#:schema {(course_folder() / 'level.schema.json').as_posix()}"
    path = Path(place.removesuffix(SUFFIX) + SUFFIX)
    text = draft(level.source, path.stem, level.id, schema)
    write_new(path, text)
    echo(f"{path}: a level like {level.id!r}. Change it: descent level edit {path}")


@click.command(epilog="Example: descent level watch my-level.toml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def watch(file: Path) -> int:
    """Show FILE's map, claims and findings, drawn again at every save in any editor.

    While the file is broken the last good map stays, with the mistakes beside it.
    """
    if not has_screen():
        raise DescentError("descent level watch needs a terminal; descent level check does not")
    from descent_game.tui.play_context import WatchContext  # noqa: PLC0415 - loads the screen
    from descent_game.tui.running import run_game  # noqa: PLC0415

    return run_game(context=WatchContext(file))


@click.command(epilog="Example: descent level edit my-level.toml")
@click.argument("file", type=click.Path(path_type=Path))
def edit(file: Path) -> int:
    """Edit FILE with its map, claims and findings beside it, drawn anew as you type.

    Mistakes are marked in the margin, Tab completes keys and values, F5 plays the text as it
    stands, F9 makes a measured number a claim; F1 lists all keys.
    """
    if not os.path.exists(file):  # which raises nothing, whatever the name
        new_id = file.stem if file.suffix == SUFFIX else "my-level"
        raise DescentError(f"{file}: there is no such file; descent level new {new_id} writes one")
    from descent_game.level.loading import MAX_BYTES  # noqa: PLC0415
    from descent_game.player.text_file import TextFile  # noqa: PLC0415

    text = TextFile(file, MAX_BYTES)
    if not has_screen():
        raise DescentError("descent level edit needs a terminal; descent level check does not")
    from descent_game.tui.play_context import EditContext  # noqa: PLC0415 - loads the screen
    from descent_game.tui.running import run_game  # noqa: PLC0415

    return run_game(context=EditContext(text, file))


@click.command(epilog="Example: descent level share my-level.toml")
@click.argument("level", type=LEVEL)
def share(level: Level) -> None:
    """Print LEVEL as one line of text: descent play 'descent1:...' plays it anywhere."""
    if level.data_files:
        raise DescentError(
            f"{level.path}: its data lie in a file, which a line cannot carry; a few rows can be"
            " written as [loss] columns"
        )
    echo(to_line(without_schema(level.source)))


@click.command(epilog="Example: descent level unshare 'descent1:...' > my-level.toml")
@click.argument("line")
def unshare(line: str) -> None:
    """Print the level file that a LINE holds; it is named after its id."""
    echo(from_line(line).rstrip("\n"))
