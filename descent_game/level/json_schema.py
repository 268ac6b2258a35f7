"""The level format as a JSON Schema, made from the structs that read level files.

Draft 4 with every definition written out where it is used: the dialect that the TOML plugins of
editors understand.
"""

import inspect
from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec

from descent_game.level import schema

Schema: TypeAlias = dict[str, Any]
Names: TypeAlias = Mapping[str, Mapping[str, str]]
DRAFT = "http://json-schema.org/draft-04/schema#"
PREFIX = "#/$defs/"
WORDS = "enumDescriptions"
"""The key for descriptions of names: not part of draft 4, but known to many editors."""
DROPPED = frozenset({"discriminator", "prefixItems"})
"""Keys that draft 4 does not have; ``prefixItems`` becomes ``items``."""


def json_schema(names: Names) -> Schema:
    """Return the schema of a level file.

    Args:
        names: The allowed names of keys such as ``optimizer`` or ``measure``, which the structs do
            not list, each with its description.
    """
    document = msgspec.json.schema(schema.LevelFile)
    found = _converted(document["$defs"][schema.LevelFile.__name__], document["$defs"], names)
    return {"$schema": DRAFT, **found, "title": "A level of Descent"}


def _converted(node: Any, definitions: Schema, names: Names) -> Any:
    """Return a node of a schema of a later draft as draft 4 has it."""
    if isinstance(node, list):
        return [_converted(item, definitions, names) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        name = node["$ref"].removeprefix(PREFIX)
        return _converted(_opened(definitions[name], name), definitions, names)
    made = {
        key: _converted(value, definitions, names)
        for key, value in node.items()
        if key not in DROPPED
    }
    _fit(made, node)
    for key in made.get("properties", {}).keys() & names.keys():
        made["properties"][key].update(_named(names[key]))
    for options in [made["anyOf"]] if "anyOf" in made else []:
        _leave_out_null(made, options, tagged="discriminator" in node)
    if "prefixItems" in node:
        made["items"] = _converted(node["prefixItems"], definitions, names)
    return made


def named_in(node: Schema) -> dict[str, str]:
    """Return the names that a value may have, each with what it is; empty where it is open."""
    return dict(zip(node.get("enum", ()), node.get(WORDS, ()), strict=False))


def _named(names: Mapping[str, str]) -> Schema:
    """Return that a value is one of some names, and what they are as editors read it."""
    words = [names[name] for name in sorted(names)]
    return {"enum": sorted(names), WORDS: words, "x-taplo": {"docs": {"enumValues": words}}}


def _fit(made: Schema, node: Schema) -> None:
    """Write bounds as draft 4 does, tidy the words, and allow no unknown keys in a table."""
    for bound in ("Minimum", "Maximum"):
        if f"exclusive{bound}" in made:
            made[bound.lower()] = made[f"exclusive{bound}"]
            made[f"exclusive{bound}"] = True
    if isinstance(made.get("description"), str):
        made["description"] = inspect.cleandoc(made["description"])
    if "properties" in node:
        needed = made.get("required", [])
        made["properties"] = dict(
            sorted(made["properties"].items(), key=lambda p: p[0] not in needed)
        )
        made.setdefault("additionalProperties", False)
    if not made.get("required", True):  # draft 4 wants none or some
        del made["required"]


def _leave_out_null(made: Schema, options: list[Schema], *, tagged: bool) -> None:
    """TOML has no null: a key that is there has a value. The first of tagged tables needs no tag.

    A choice of one is no choice: it takes the place of the node.
    """
    left = [option for option in options if option != {"type": "null"}]
    if tagged:
        left[0] = {**left[0], "required": left[0]["required"][1:]}  # the tag comes first
    made["anyOf"] = left
    if len(left) == 1:
        made.pop("anyOf")
        made.pop("default", None)
        made.update(left[0])


def _opened(definition: Schema, name: str) -> Schema:
    """Return a struct's definition with the further keys that its table takes (``OPEN``)."""
    field = getattr(getattr(schema, name), "OPEN", None)
    if field is None:
        return definition
    properties = dict(definition["properties"])
    further = properties.pop(field)["additionalProperties"]
    return {**definition, "properties": properties, "additionalProperties": further}
