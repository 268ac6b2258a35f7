"""``descent level schema``: the level format for editors, and as a page for people."""

import json

import click

from descent_game.cli.output import echo


@click.command(epilog="Example: descent level schema > level.schema.json")
@click.option("--markdown", is_flag=True, help="Print the reference page instead.")
def schema(markdown: bool) -> None:
    """Print the JSON Schema (draft 4) of level files, for the TOML plugins of editors.

    A level that begins with the comment "#:schema PATH" is completed and checked while it is
    written.
    """
    from descent_game.checking.level_schema import level_schema  # noqa: PLC0415
    from descent_game.level.format_page import format_page  # noqa: PLC0415 - only where asked for

    document = level_schema()
    echo(format_page(document) if markdown else json.dumps(document, indent=1))
