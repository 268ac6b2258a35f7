"""Descriptions of what the types of the schema allow, and messages about refused values."""

import re
import types
from collections.abc import Iterator, Sized
from contextlib import suppress
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from descent_game.errors import quoted

_LEADING_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?=\D*$)")


def describe(hint: Any) -> str:
    """Return what a field allows, from the description of its type."""
    if get_origin(hint) is Annotated:
        for extra in hint.__metadata__:
            if isinstance(extra, msgspec.Meta) and extra.description:
                return extra.description
        return describe(get_args(hint)[0])
    if is_union(hint):
        return " or ".join(dict.fromkeys(describe(part) for part in union_parts(hint)))
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return "a list of tables, each in [[ ]]" if is_struct(item) else f"a list: {describe(item)}"
    if get_origin(hint) is Literal:
        return ", ".join(f'"{value}"' for value in get_args(hint))
    plain = {
        float: "a number",
        int: "a whole number",
        str: "a text in quotes",
        bool: "true or false",
    }
    return plain.get(hint, "a table")


def required_of(hint: Any) -> list[str]:
    """Return the required keys of a table, of the first kind where it has several."""
    structs = [part for part in union_parts(without_none(hint)) if is_struct(part)]
    fields = msgspec.structs.fields(structs[0]) if structs else ()
    return [field.name for field in fields if field.required]


def refusal(value: Any, hint: Any, error: Exception) -> tuple[tuple[int, ...], str]:
    """Return where in a value something is not allowed, and the message about it.

    The place is that of an item of a list, of a list in a list; empty for the value itself.
    """
    place: tuple[int, ...] = ()
    if found := re.search(r"\$((?:\[\d+\])+)`", str(error)):
        for index in map(int, re.findall(r"\d+", found[1])):
            inner = item_hint(hint, index)
            if inner is None:
                break
            value, hint, place = value[index], inner, (*place, index)
    advice = next(_rewritten(value, hint), "")
    return place, f"{quoted(value)} is not {describe(hint)}{advice and f'; {advice}'}"


def item_hint(hint: Any, index: int) -> Any:
    """Return what an item of a list is, None where the type does not say or is no list."""
    hint = bare(hint)
    if is_union(hint):
        found = [item for part in union_parts(hint) if (item := item_hint(part, index)) is not None]
        return found[0] if len(found) == 1 else None
    if get_origin(hint) is not tuple:
        return None
    items = get_args(hint)
    if items[-1] is Ellipsis:
        return items[0]
    return items[index] if index < len(items) else None


def entry_hint(hint: Any) -> Any:
    """Return what an entry of a table with free keys is, None where a type is no such table."""
    plain = bare(hint)
    return get_args(plain)[1] if get_origin(plain) is dict else None


def table_hint(hint: Any) -> Any:
    """Return what an item of a list of tables is, None where a type is no such list."""
    plain = bare(hint)
    items = get_args(plain) if get_origin(plain) is tuple else ()
    return items[0] if items and is_struct(items[0]) else None


def bare(hint: Any) -> Any:
    """Return a type without its description and its limits."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return hint


def has_room(hint: Any, value: Sized) -> bool:
    """Tell whether a list or a table has an allowed number of entries."""
    limits = [
        extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, msgspec.Meta)
    ]
    least = max([0, *(meta.min_length or 0 for meta in limits)])
    return least <= len(value) <= min([len(value), *(m.max_length for m in limits if m.max_length)])


def is_struct(hint: Any) -> bool:
    """Tell whether a type is that of a table with keys of its own."""
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def is_union(hint: Any) -> bool:
    """Tell whether a type is one of several."""
    return get_origin(hint) in (Union, types.UnionType)


def union_parts(hint: Any) -> list[Any]:
    """Return the types of a union but None, or the type itself."""
    return [part for part in get_args(hint) if part is not type(None)] if is_union(hint) else [hint]


def without_none(hint: Any) -> Any:
    """Return ``X`` for ``X | None``: TOML has no null, so a key that is there has a value."""
    parts = union_parts(hint)
    return parts[0] if len(parts) == 1 else hint


def _rewritten(value: Any, hint: Any) -> Iterator[str]:
    """Yield ways to write a value that the type would allow."""
    if isinstance(value, str):
        number = _LEADING_NUMBER.match(value)
        for text in [value, number[0]] if number else [value]:
            unit = "" if text == value else " and without a unit"
            for read in (int, float, {"true": True, "false": False}.__getitem__):
                with suppress(ValueError, KeyError):
                    if _allows(hint, read(text)):
                        yield f"write {text}, without quotes{unit}"
    if isinstance(value, float) and value.is_integer() and _allows(hint, int(value)):
        yield f"write {int(value)}, without a point"
    if isinstance(value, bool | int | float) and _allows(hint, str(value)):
        yield f'write it in quotes: "{quoted(value)}"'
    if not isinstance(value, list | dict) and _allows(hint, [value]):
        yield f"write it as a list: [{quoted(value)}]"


def _allows(hint: Any, value: Any) -> bool:
    try:
        msgspec.convert(value, hint, strict=True)
    except (msgspec.ValidationError, OverflowError):
        return False
    return True
