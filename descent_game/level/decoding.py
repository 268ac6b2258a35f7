"""Decoding of TOML values to frozen structs that collects every problem, not only the first."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias, get_type_hints

import msgspec

from descent_game.errors import THE_KEY, KeyPath, KeyProblem, dotted, quoted
from descent_game.level.allowed import (
    bare,
    describe,
    entry_hint,
    has_room,
    is_struct,
    refusal,
    required_of,
    table_hint,
    union_parts,
    without_none,
)
from descent_game.level.suggestions import nearest, unknown_key

Problems: TypeAlias = list[KeyProblem]

MAX_SUGGESTIONS = 50
"""Unknown keys for which a similar one is searched, as that takes time."""

MISSING: Any = object()
"""Replaces a value with a problem, so that the others can still be validated."""


def decode(struct: type[msgspec.Struct], value: Any, path: KeyPath, problems: Problems) -> Any:
    """Convert a plain TOML value to a struct.

    Args:
        struct: The type wanted.
        value: What TOML's reader returned.
        path: The key of the value, for problems.
        problems: Everything that is wrong is added here.

    Returns:
        The struct, or ``MISSING`` where there were problems.
    """
    return _Decoder(struct, problems).table(struct, value, path)


def decode_fields(
    struct: type[msgspec.Struct], value: Mapping[str, Any], path: KeyPath, problems: Problems
) -> dict[str, Any]:
    """Convert a table as ``decode`` does, field by field: ``MISSING`` for those with problems."""
    return _Decoder(struct, problems).fields(struct, value, path)


class _Decoder:
    """Reads one file, whose struct as a whole is ``root``; adds to ``problems``."""

    def __init__(self, root: type[msgspec.Struct], problems: Problems) -> None:
        self.root = root
        self.problems = problems

    def table(self, struct: type[msgspec.Struct], value: Any, path: KeyPath) -> Any:
        if not isinstance(value, Mapping):
            self.problems.append(KeyProblem(path, f"{quoted(value)} is not a table"))
            return MISSING
        before = len(self.problems)
        fields = self.fields(struct, value, path)
        return struct(**fields) if len(self.problems) == before else MISSING

    def fields(
        self, struct: type[msgspec.Struct], value: Mapping[str, Any], path: KeyPath
    ) -> dict[str, Any]:
        fields, hints = _fields(struct)
        absent = [name for name, field in fields.items() if field.required and name not in value]
        value = _gather_open_keys(struct, value, absent)
        tables = {name for name in absent if required_of(hints[name])}
        missing = {n: "" if n in tables else f" It is {describe(hints[n])}" for n in absent}
        meant = self._report_unknown(value, [*fields, *_tag_names(struct)], missing, path)
        decoded = {}
        for name, field in fields.items():
            if name in value:
                inner = path if name == _open_field(struct) else (*path, name)
                decoded[name] = self._value(hints[name], value[name], inner)
            elif field.required:
                decoded[name] = MISSING
                if name not in meant:  # a typing error is one problem
                    self.problems.append(KeyProblem(path, _missing(name, hints[name], path)))
        return decoded

    def _value(self, hint: Any, value: Any, path: KeyPath) -> Any:
        hint = without_none(hint)
        parts = union_parts(bare(hint))
        structs = [part for part in parts if is_struct(part)]
        if structs and (isinstance(value, Mapping) or len(structs) == len(parts)):
            chosen = self._choose(structs, value, path)
            return self.table(chosen, value, path) if chosen else MISSING
        table, entry = table_hint(hint), entry_hint(hint)
        if isinstance(value, list | Mapping) and not has_room(hint, value):
            self.problems.append(KeyProblem(path, f"{quoted(value)} is not {describe(hint)}"))
            return MISSING
        if table is not None and isinstance(value, list):
            items = tuple(self.table(table, v, (*path, i)) for i, v in enumerate(value))
            return MISSING if MISSING in items else items
        if entry is not None and isinstance(value, Mapping):
            entries = {k: self._value(entry, v, (*path, k)) for k, v in value.items()}
            return MISSING if MISSING in entries.values() else entries
        try:
            return msgspec.convert(value, hint, strict=True)
        except (msgspec.ValidationError, OverflowError) as error:
            place, message = refusal(value, hint, error)
            self.problems.append(KeyProblem((*path, *place), message))
            return MISSING

    def _choose(
        self, structs: list[type[msgspec.Struct]], value: Any, path: KeyPath
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
        message = f"{quoted(tag)} is not one of {allowed}"
        self.problems.append(KeyProblem((*path, config.tag_field), message))
        return None

    def _report_unknown(
        self, value: Mapping[str, Any], known: list[str], missing: Mapping[str, str], path: KeyPath
    ) -> set[str]:
        """Report the keys that are not known. Return which missing ones are likely meant."""
        unknown = [name for name in value if name not in known]
        meant = set()
        for number, name in enumerate(unknown):
            message = f"unknown key {quoted(name)}"
            if number < MAX_SUGGESTIONS:
                near = nearest(name, known)
                if near in missing:
                    meant.add(near)
                    message = f"{message}; did you mean {near!r}?{missing[near]}"
                else:
                    message = unknown_key(name, known, self.root)
            self.problems.append(KeyProblem((*path, name), message, THE_KEY))
        return meant


@cache  # a file may have ten thousand tables of a kind
def _fields(
    struct: type[msgspec.Struct],
) -> tuple[Mapping[str, msgspec.structs.FieldInfo], Mapping[str, Any]]:
    """Return the fields of a struct by name, and their types."""
    fields = {field.name: field for field in msgspec.structs.fields(struct)}
    return fields, get_type_hints(struct, include_extras=True)


def _missing(name: str, hint: Any, path: KeyPath) -> str:
    keys = [repr(key) for key in required_of(hint)]
    if not keys:
        return f"{name!r} is missing; it is {describe(hint)}"
    listed = " and ".join(filter(None, [", ".join(keys[:-1]), keys[-1]]))
    return f"{name!r} is missing; it is a table: [{dotted((*path, name))}] with {listed}"


def _open_field(struct: type[msgspec.Struct]) -> str | None:
    """Return the field that takes a table's further keys (``OPEN``), where there is one."""
    return getattr(struct, "OPEN", None)


def _gather_open_keys(
    struct: type[msgspec.Struct], value: Mapping[str, Any], absent: list[str]
) -> Mapping[str, Any]:
    """Return a table with the keys that the struct does not name moved into its open field.

    What is nearly the name of a key that is absent stays where it is: a typing error.
    """
    open_field = _open_field(struct)
    if open_field is None:
        return value
    own = {field.name for field in msgspec.structs.fields(struct)}
    own |= {typed for name in absent for typed in get_close_matches(name, value, n=1, cutoff=0.8)}
    named = {key: item for key, item in value.items() if key in own}
    further = {key: item for key, item in value.items() if key not in named}
    return {**named, open_field: further}


def _tag_names(struct: type[msgspec.Struct]) -> list[str]:
    tag_field = struct.__struct_config__.tag_field
    return [tag_field] if tag_field else []
