"""Suggestions for an unknown name: a similar one, or a key of another table."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import get_type_hints

import msgspec

from descent_game.errors import quoted
from descent_game.level.allowed import bare, is_struct, table_hint, union_parts, without_none

PREFERENCE = 0.15
"""By how much more similar a key of another table has to be than one of the same table."""
LONGEST = 100
"""The most characters of a name for which a similar one is searched."""
MAX_TABLES = 3
TOP = "above the first table"


def suggestion(name: str, known: list[str]) -> str:
    """Return ``; did you mean 'x'?`` where a known name is similar, else the known names."""
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else f"; known: {', '.join(known)}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the most similar known name, ignoring case; "" if none is similar."""
    if len(name) > LONGEST:
        return ""
    lowered = {key.lower(): key for key in known}
    return "".join(lowered[near] for near in get_close_matches(name.lower(), lowered, n=1))


def unknown_key(name: str, known: list[str], root: type[msgspec.Struct]) -> str:
    """Return the message about an unknown key, with a suggestion.

    Args:
        name: The unknown key.
        known: The keys of its table.
        root: The struct of the whole file, whose other tables may have the key.
    """
    places = {key: homes for key, homes in tables_with(root).items() if key not in known}
    own, other = nearest(name, known), nearest(name, places)
    if other and _likeness(name, other) >= _likeness(name, own) + PREFERENCE:
        where = " or ".join(places[other][:MAX_TABLES])
        if other == name:
            return f"unknown key {quoted(name)} here; it belongs {where}"
        return f"unknown key {quoted(name)}; did you mean {other!r} {where}?"
    return f"unknown key {quoted(name)}{suggestion(name, known)}"


@lru_cache(maxsize=8)
def tables_with(root: type[msgspec.Struct]) -> Mapping[str, tuple[str, ...]]:
    """Return every key of a kind of file with the tables that have it, as ``in [rules]``."""
    homes: dict[str, list[str]] = {}
    for key, home in _keys(root, "", ""):
        if home not in homes.setdefault(key, []):
            homes[key].append(home)
    return {key: tuple(found) for key, found in homes.items()}


def _keys(struct: type[msgspec.Struct], table: str, header: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of a table and of the tables below it, each with its place."""
    hints = get_type_hints(struct, include_extras=True)
    for field in msgspec.structs.fields(struct):
        hint = without_none(hints[field.name])
        listed = table_hint(hint)
        structs = [part for part in union_parts(listed or bare(hint)) if is_struct(part)]
        path = f"{table}.{field.name}" if table else field.name
        below_it = f"[[{path}]]" if listed else f"[{path}]"
        if table and field.name != getattr(struct, "OPEN", None):
            yield field.name, f"in {header}{_kind(struct)}"
        elif not table:
            yield field.name, f"at the top, {f'as {below_it}' if structs else TOP}"
        for part in structs:
            yield from _keys(part, path, below_it)


def _kind(struct: type[msgspec.Struct]) -> str:
    """Return which of several kinds of table a struct is for, nothing where there is one only."""
    config = struct.__struct_config__
    return f' with {config.tag_field} = "{config.tag}"' if config.tag_field else ""


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name.lower(), other).ratio() if other else 0.0
