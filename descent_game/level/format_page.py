"""The reference page of the level format, from its JSON Schema."""

from collections.abc import Iterator
from typing import Any

from descent_game.level.json_schema import Schema, named_in

HEAD = """# The level format

Every table and key of a level file, what it allows, and what it is unless given. The page is made
from the code that reads the files (`descent level schema --markdown`), as is the schema for
editors (`descent level schema`). How to write a level, step by step: [authoring.md](authoring.md).
"""


def format_page(document: Schema) -> str:
    """Return the page as Markdown: a section for each table, in the order of the file."""
    names: dict[str, dict[str, str]] = {}
    tables = list(_table("", document, names))
    return "\n".join([HEAD, *tables, *_names(names)])


def _table(path: str, node: Schema, names: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the sections of a table and of the tables in it; add allowed names to ``names``."""
    yield f"## {path or 'The file itself'}\n"
    words = node.get("description", "")
    if words and path:
        yield f"{words}\n"
    yield "| key | allows | unless given |"
    yield "| --- | --- | --- |"
    required = set(node.get("required", ()))
    inner: list[tuple[str, Schema]] = []
    for key, value in node["properties"].items():
        tables = list(_tables(value))
        name = f"{path}.{key}" if path else key
        if tables:
            inner += [(_heading(name, value, table), table) for table in tables]
        if named := named_in(value):
            names[key] = named
        allowed, default = _allowed(key, value, bool(tables)), _default(value, key in required)
        yield f"| `{key}` | {allowed} | {default} |"
    yield ""
    for heading, table in inner:
        yield from _table(heading, table, names)


def _names(names: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield a section for every key with listed names, with their descriptions."""
    for key, named in names.items():
        yield f"## What `{key}` may be\n"
        yield "| name | what it is |"
        yield "| --- | --- |"
        for name, words in named.items():
            yield f"| `{name}` | {words} |"
        yield ""


def _heading(name: str, value: Schema, table: Schema) -> str:
    kinds = table["properties"].get("kind", {}).get("enum", [])
    kind = f" of kind {kinds[0]}" if kinds else ""
    listed = " (a list: `[[...]]`)" if value.get("type") == "array" else ""
    return f"{name.split(' ', 1)[0]}{kind}{listed}"


def _tables(value: Schema) -> Iterator[Schema]:
    """Yield the tables that a value is, may be, or is a list or a table of."""
    if "properties" in value:
        yield value
        return
    for option in value.get("anyOf", ()):
        yield from _tables(option)
    for key in ("items", "additionalProperties"):
        if isinstance(value.get(key), dict):
            yield from _tables(value[key])


def _allowed(key: str, value: Schema, is_table: bool) -> str:
    if is_table:
        return "tables, see below" if value.get("type") == "array" else "a table, see below"
    if named_in(value):
        words = f"{value['description']}, see [below](#what-{key}-may-be)"
    elif "enum" in value and len(value["enum"]) > 1:
        words = ", ".join(f"`{name}`" for name in value["enum"])
    else:
        words = str(value.get("description", "")) or _plain(value)
    return words.replace("|", "\\|")


def _plain(value: Schema) -> str:
    words = {"boolean": "true or false", "array": "a list", "object": "a table", "string": "a text"}
    return words.get(str(value.get("type", "")), "a table")


def _default(value: Schema, required: bool) -> str:
    if required:
        return "needed"
    default: Any = value.get("default")
    if default in (None, [], {}, ()):
        return ""
    if isinstance(default, dict):
        return ""
    return f"`{_toml(default)}`"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)
