"""A new level file to start from: a copy of a level of the course with comments."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args, get_type_hints

from msgspec import Struct

from descent_game.errors import DescentError, quoted
from descent_game.level import schema
from descent_game.level.share_text import without_schema

IDEAS: Mapping[str, str] = {
    "round": "first-light",
    "coupling": "free-bowl",
    "kink": "crease-stuck",
    "basins": "the-objection",
    "overshoot": "overshoot",
    "ravine": "ravine",
    "leaning-ravine": "leaning-ravine",
    "valley": "banana",
    "saddle": "saddle",
    "plateau": "plateau",
    "cliff": "cliff",
    "inertia": "momentum",
    "data": "rough",
    "noise": str(Path(__file__).parent / "templates" / "noise.toml"),
}
"""The level to copy for each kind of idea: one of the course, except for noise.

Noise is drawn from a level's id, and the claims of the course's levels hold for their own. Those of
the template hold for any id.
"""

WORLD = "my-levels"
_DEVICE = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")
_HEADER = re.compile(r"^\[\[?([a-z.]+)\]\]?$")
_HEAD = """\
# {id}: made from {source!r}, a level that holds. Change one thing at a time, and look:
#   descent level edit {id}.toml   its map beside the text
#   descent play {id}.toml         play it
#   descent level check {id}.toml  is all that it says true?
# What every key allows: docs/level-format.md, or descent level schema --markdown
"""


def draft(text: str, new_id: str, source: str, schema_line: str) -> str:
    """Return a level's text as a new level with comments.

    Args:
        text: The text of the level file.
        new_id: The id of the new level.
        source: The level that it is made from, for the first comment.
        schema_line: The first line, which names the schema to editors.

    Raises:
        DescentError: The id is not allowed.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", new_id) or len(new_id) > 40:
        raise DescentError(
            f"{quoted(new_id)} is not lower-case words joined by hyphens, such as 'volcano-rim'"
        )
    if _DEVICE.fullmatch(new_id):
        raise DescentError(f"{quoted(new_id)} is a device to Windows: no file is called so there")
    lines, explained = [], set()
    for line in without_schema(text).split("\n"):
        header = _HEADER.match(line)
        if header and header[1] not in explained:
            explained.add(header[1])
            lines += [f"# {words}" for words in _words(header[1])]
        lines.append(_renamed(line, new_id))
    return "\n".join([schema_line, _HEAD.format(id=new_id, source=source), *lines])


def _renamed(line: str, new_id: str) -> str:
    """Return a line of the first keys as the new level has it, any other line as it is."""
    title = new_id.replace("-", " ").capitalize()
    own = {
        "id": f'"{new_id}"',
        "title": f'"{title}"',
        "world": f'"{WORLD}"',
        "order": "1",
        "requires": "[]",
    }
    key = line.partition(" = ")[0]
    return f"{key} = {own[key]}" if key in own and " = " in line else line


def _words(table: str) -> list[str]:
    """Return the docstring of a table's struct; nothing for tables without one."""
    hint = get_type_hints(schema.LevelFile).get(table)
    structs = [hint, *get_args(hint)]
    for part in structs:
        if isinstance(part, type) and issubclass(part, Struct):
            return (part.__doc__ or "").split("\n\n")[0].replace("``", '"').split("\n")
    return []
