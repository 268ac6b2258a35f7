"""From TOML's plain values to frozen structs, collecting every problem instead of the first."""

import types
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec

from descent_game.errors import quoted
from descent_game.level.positions import THE_KEY, KeyPath

Problems: TypeAlias = list[tuple[KeyPath, str] | tuple[KeyPath, str, int]]
"""What is wrong, by the key at fault; a third item says within what of it, as positions do."""

MAX_SUGGESTIONS = 50
"""A suggestion takes time, and whoever has more unknown keys than this needs none."""

MISSING: Any = object()
"""Stands for a value that has a problem, so that the rest can still be checked."""


def decode(struct: type[msgspec.Struct], value: Any, path: KeyPath, problems: Problems) -> Any:
    """Return ``value`` as ``struct``, or ``MISSING`` after adding to ``problems``."""
    if not isinstance(value, Mapping):
        problems.append((path, f"{quoted(value)} is not a table"))
        return MISSING
    before = len(problems)
    fields = decode_fields(struct, value, path, problems)
    return struct(**fields) if len(problems) == before else MISSING


def decode_fields(
    struct: type[msgspec.Struct], value: Mapping[str, Any], path: KeyPath, problems: Problems
) -> dict[str, Any]:
    """Return the fields of a struct as far as they are good, ``MISSING`` where they are not."""
    value, fields = _gather_open_keys(struct, value), _fields(struct)
    _report_unknown(value, [*fields, *_tag_names(struct)], path, problems)
    hints = get_type_hints(struct, include_extras=True)
    decoded = {}
    for name, field in fields.items():
        if name in value:
            inner = path if name == _open_field(struct) else (*path, name)
            decoded[name] = _decode_value(hints[name], value[name], inner, problems)
        elif field.required:
            decoded[name] = MISSING
            problems.append((path, f"{name!r} is missing; it is {describe(hints[name])}"))
    return decoded


def describe(hint: Any) -> str:
    """Return what a field allows, from the description that its type carries."""
    if get_origin(hint) is Annotated:
        for extra in hint.__metadata__:
            if isinstance(extra, msgspec.Meta) and extra.description:
                return extra.description
        return describe(get_args(hint)[0])
    if _is_union(hint):
        return " or ".join(dict.fromkeys(describe(part) for part in _union_parts(hint)))
    if get_origin(hint) is tuple:
        return f"a list of {describe(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        return "a table"
    plain = {
        float: "a number",
        int: "a whole number",
        str: "a text in quotes",
        bool: "true or false",
    }
    return plain.get(hint, "a table")


def suggestion(name: str, known: list[str]) -> str:
    """Return ``; did you mean 'x'?`` for a near miss, else what is known."""
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"


def _decode_value(hint: Any, value: Any, path: KeyPath, problems: Problems) -> Any:
    hint = _without_none(hint)
    structs = [part for part in _union_parts(hint) if _is_struct(part)]
    if structs and (isinstance(value, Mapping) or len(structs) == len(_union_parts(hint))):
        chosen = _choose(structs, value, path, problems)
        return decode(chosen, value, path, problems) if chosen else MISSING
    if get_origin(hint) is tuple and _is_struct(get_args(hint)[0]) and isinstance(value, list):
        item = get_args(hint)[0]
        items = tuple(decode(item, v, (*path, i), problems) for i, v in enumerate(value))
        return MISSING if MISSING in items else items
    if get_origin(hint) is dict and isinstance(value, Mapping):
        item = get_args(hint)[1]
        entries = {k: _decode_value(item, v, (*path, k), problems) for k, v in value.items()}
        return MISSING if MISSING in entries.values() else entries
    try:
        return msgspec.convert(value, hint, strict=True)
    except (msgspec.ValidationError, OverflowError):
        problems.append((path, f"{quoted(value)} is not {describe(hint)}"))
        return MISSING


def _fields(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.name: field for field in msgspec.structs.fields(struct)}


def _open_field(struct: type[msgspec.Struct]) -> str | None:
    """Return the field that takes a table's further keys (``OPEN``), where there is one."""
    return getattr(struct, "OPEN", None)


def _gather_open_keys(struct: type[msgspec.Struct], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a table with the keys that the struct does not name moved into its open field."""
    open_field = _open_field(struct)
    if open_field is None:
        return value
    named = {key: item for key, item in value.items() if key in _fields(struct)}
    further = {key: item for key, item in value.items() if key not in named}
    return {**named, open_field: further}


def _choose(
    structs: list[type[msgspec.Struct]], value: Any, path: KeyPath, problems: Problems
) -> type[msgspec.Struct] | None:
    """Return the struct that the tag of a table names; the first where it names none."""
    config = structs[0].__struct_config__
    if len(structs) == 1 or config.tag_field is None or not isinstance(value, Mapping):
        return structs[0]
    tags = {str(struct.__struct_config__.tag): struct for struct in structs}
    tag = value.get(config.tag_field, config.tag)
    if isinstance(tag, str) and tag in tags:
        return tags[tag]
    allowed = ", ".join(repr(name) for name in tags)
    problems.append(((*path, config.tag_field), f"{quoted(tag)} is not one of {allowed}"))
    return None


def _report_unknown(
    value: Mapping[str, Any], known: list[str], path: KeyPath, problems: Problems
) -> None:
    unknown = [name for name in value if name not in known]
    for number, name in enumerate(unknown):
        hint = suggestion(name, known) if number < MAX_SUGGESTIONS else ""
        problems.append(((*path, name), f"unknown key {quoted(name)}{hint}", THE_KEY))


def _tag_names(struct: type[msgspec.Struct]) -> list[str]:
    tag_field = struct.__struct_config__.tag_field
    return [tag_field] if tag_field else []


def _is_struct(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _union_parts(hint: Any) -> list[Any]:
    return (
        [part for part in get_args(hint) if part is not type(None)] if _is_union(hint) else [hint]
    )


def _without_none(hint: Any) -> Any:
    """Return ``X`` for ``X | None``: TOML has no null, so a key that is there has a value."""
    parts = _union_parts(hint)
    return parts[0] if len(parts) == 1 else hint
