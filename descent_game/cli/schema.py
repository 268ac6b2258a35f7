"""``descent level schema``: the level format for editors, and as a page for people."""

import json
from typing import Any

import click

from descent_game.cli.output import echo


@click.command(epilog="Example: descent level schema > level.schema.json")
@click.option("--markdown", is_flag=True, help="Print the reference page instead.")
def schema(markdown: bool) -> None:
    """Print the JSON Schema (draft 4) of level files, for the TOML plugins of editors.

    A level that begins with the comment "#:schema PATH" is completed and checked while it is
    written.
    """
    from descent_game.level.format_page import format_page  # noqa: PLC0415 - only where asked for

    document = level_schema()
    echo(format_page(document) if markdown else json.dumps(document, indent=1))


def level_schema() -> dict[str, Any]:
    """Return the schema with every name that this program knows."""
    from descent_game.checking.inspection.findings import RULES  # noqa: PLC0415
    from descent_game.checking.measures import MEASURES  # noqa: PLC0415
    from descent_game.checking.policies import POLICIES  # noqa: PLC0415
    from descent_game.level.json_schema import json_schema  # noqa: PLC0415
    from descent_game.optimizers.registry import METHODS  # noqa: PLC0415

    return json_schema(
        {"optimizer": METHODS, "measure": MEASURES, "follow": POLICIES, "rule": RULES}
    )
