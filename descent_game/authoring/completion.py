"""Completion in level files, from the schema of the structs that read them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from descent_game.checking.level_schema import level_schema
from descent_game.level.json_schema import Schema, named_in
from descent_game.level.texts import GAME_FIELDS
from descent_game.level.toml.cursor import CursorContext, cursor_context, keys_of
from descent_game.level.toml.outline import assignments, outline
from descent_game.level.toml.tokens import key_of, parts_of
from descent_game.losses.functions import FUNCTIONS
from descent_game.losses.tree import CONSTANTS, REDUCTIONS, WEIGHTS
from descent_game.optimizers.registry import METHODS, SCHEDULES

PROSE = ("brief", "debrief", "why", "hints", "ask", "because")
"""The keys of texts in which fields such as ``{par}`` are filled in."""
PROOFS = (("hint_plays",), ("by",))
"""The keys of lists of names of plays and claims."""
BOTS = ("bot", "ghosts")
SWEPT = ("step", "rate", "heading")
"""What a sweep may be over besides the settings of a bot."""
BOOLEANS = ("true", "false")
_FIELD = re.compile(r"\{[A-Za-z0-9_.-]*\Z")
_INLINE = re.compile(r'\boptimizer\s*=\s*"([^"]*)"')


class Option(NamedTuple):
    """A text that may be typed, with a note; where it ``closes`` a quote follows it."""

    text: str
    note: str = ""
    closes: bool = False


class Completion(NamedTuple):
    """The options at a position, and how many characters before it they replace."""

    typed: int
    options: tuple[Option, ...]


def complete(lines: Sequence[str], row: int, column: int) -> Completion:
    """Return the options at a position, by line and column from 0, for what is typed there."""
    info = cursor_context(lines, row, column)
    if info.what == "text" and info.path[-1:] in PROOFS:
        info = info._replace(word=info.before)  # names of plays have blanks in them
    word = info.word.rpartition(".")[2] if info.what == "key" else info.word
    found = {option.text: option for option in _options(info, lines, row, column)}
    begun = [option for option in found.values() if _bare(option).startswith(word)]
    return Completion(len(word), tuple(option for option in begun if _bare(option) != word))


def about(lines: Sequence[str], row: int, column: int) -> str:
    """Return the description of the key at a position, as ``key: words``; "" without a key.

    Where its value is a name, it is the description of that, as ``name: words``.
    """
    info = cursor_context(lines, row, column)
    path = info.path
    if info.what == "key":
        path = (*path, *key_of(lines[row]))
    elif info.what == "nothing":
        inner = cursor_context(lines, row, len(lines[row].partition("=")[0]) + 1)
        path = inner.path if inner.what in ("value", "text") else ()
    if not path:
        return ""
    found = nodes(path)
    for name, what in ((name, what) for node in found for name, what in named_in(node).items()):
        if re.search(rf'\b{path[-1]}\s*=\s*"{name}"', lines[row]):
            return f"{name}: {what}"
    words = next((words for node in found if (words := node.get("description"))), "")
    words = " ".join(words.partition("\n\n")[0].split())
    return f"{path[-1]}: {words}" if words else ""


def nodes(path: Iterable[str]) -> list[Schema]:
    """Return the nodes of the schema at a key path without list positions."""
    found = [level_schema()]
    for name in path:
        found = [inner for node in found for inner in _inner(node, name)]
    return found


def _inner(node: Schema, name: str) -> Iterator[Schema]:
    """Yield what a table may have at a key."""
    for table in _alternatives(node):
        if name in table.get("properties", {}):
            yield table["properties"][name]
        elif isinstance(table.get("additionalProperties"), dict):
            yield table["additionalProperties"]


def _alternatives(node: Any) -> Iterator[Schema]:
    """Yield a node, or what it is one of or a list of."""
    if not isinstance(node, dict):
        return
    yield node
    for option in node.get("anyOf", ()):
        yield from _alternatives(option)
    items = node.get("items")
    for item in items if isinstance(items, list) else [items]:
        yield from _alternatives(item)


def _options(info: CursorContext, lines: Sequence[str], row: int, column: int) -> Iterator[Option]:
    if info.what == "header":
        in_list = lines[row].lstrip().startswith("[[")
        yield from (option for option, is_list in _tables((), level_schema()) if is_list == in_list)
    elif info.what == "key":
        there = keys_of(lines, row) if "{" not in lines[row] else set()
        at = (*info.path, *parts_of(info.word.rpartition(".")[0]))
        assigned = "=" in lines[row][column:]
        for option in _keys(at, lines, row):
            if option.text.partition(" ")[0] not in there:
                yield option._replace(text=option.text.partition(" ")[0]) if assigned else option
        if not lines[row].strip():
            yield from _further_tables(lines)
    elif info.what in ("value", "text") and info.path:
        begins = lines[row][: column - len(info.word)].endswith('"')
        for option in _values(info, lines):
            if info.what == "value":
                yield option if option.text in BOOLEANS else _with(option, '"', '"')
            else:
                yield _with(option, "", '"' if option.closes and begins else "")


def _further_tables(lines: Sequence[str]) -> Iterator[Option]:
    """Yield the headers of the tables that a level may have besides those that are there."""
    there = {header.path for header in outline(lines)}
    for option, is_list in _tables((), level_schema()):
        if is_list or parts_of(option.text.rstrip("]")) not in there:
            yield _with(option, "[[" if is_list else "[", "")


def _with(option: Option, before: str, after: str) -> Option:
    return option._replace(text=f"{before}{option.text}{after}")


def _keys(path: tuple[str, ...], lines: Sequence[str], row: int) -> Iterator[Option]:
    for node in nodes(path):
        for table in _alternatives(node):
            for key, value in table.get("properties", {}).items():
                is_table = any("properties" in inner for inner in _alternatives(value))
                if path or not is_table:  # tables of the file itself have headers
                    begin = " = { " if is_table and value.get("type") != "array" else " = "
                    yield Option(key + begin, value.get("description", "").partition("\n")[0])
    if path[:1] and path[-1] in (*BOTS, "bot"):
        yield from _settings(_optimizer(lines, row))
    if path[-1:] == ("sweep",):
        yield from _settings(_optimizer(lines, row))
        yield from (Option(f"{name} = ", "of a policy or a move") for name in SWEPT)
    if path[-1:] == ("given",):
        yield from _declared(lines, "parameters", "a parameter", " = ")


def _settings(optimizer: str) -> Iterator[Option]:
    """Yield the settings of an optimizer."""
    method = METHODS.get(optimizer)
    if method is None:
        return
    for setting in method.settings:
        yield Option(f"{setting.name} = ", setting.allowed.words)
    if method.scheduled:
        yield Option("schedule = ", "how the learning rate changes")
        yield Option("warmup = ", "turns over which the learning rate rises")
        for name, rule in SCHEDULES.items():
            yield from (Option(f"{setting.name} = ", f"of {name}") for setting in rule.settings)


def _values(info: CursorContext, lines: Sequence[str]) -> Iterator[Option]:
    key = info.path[-1]
    if key in PROSE:
        if info.what == "text" and _FIELD.search(info.before):
            yield from (Option(f"{name}}}", "a field") for name in GAME_FIELDS)
            yield from _claims(lines)
        return
    if (key,) in PROOFS:
        yield from _names(lines, "plays", "a play")
        yield from _names(lines, "claims", "a claim") if key == "by" else ()
        return
    if key == "schedule":
        yield from (Option(name, rule.description, closes=True) for name, rule in SCHEDULES.items())
    for node in nodes(info.path):
        for value in _alternatives(node):
            words = named_in(value)
            yield from (
                Option(name, words.get(name, ""), closes=True)
                for name in value.get("enum", ())
                if isinstance(name, str)
            )
            if value.get("type") == "boolean":
                yield from map(Option, BOOLEANS)
    if info.what == "text" and any(_is_formula(node) for node in nodes(info.path)):
        yield from _declared(lines, "parameters", "a parameter")
        if key in ("formula", "expression", "of", "kernel"):
            yield from (Option(name, "a weight") for name in WEIGHTS)
            yield from _declared(lines, "columns", "a column")
        yield from (Option(f"{name}(", entry.description) for name, entry in FUNCTIONS.items())
        yield from (Option(f"{name}(", "over the rows of data") for name in REDUCTIONS)
        yield from (Option(name, "a number") for name in CONSTANTS)


def _is_formula(node: Schema) -> bool:
    return any("formula" in found.get("description", "") for found in _alternatives(node))


def _declared(lines: Sequence[str], table: str, note: str, after: str = "") -> Iterator[Option]:
    """Yield the names in a table of ``[loss]``."""
    for found in assignments(lines):
        if found.table == ("loss", table):
            yield Option(found.key + after, note)


def _claims(lines: Sequence[str]) -> Iterator[Option]:
    for name in _names(lines, "claims"):
        yield Option(f"claim.{name.text}}}", "what the claim measures")


def _names(lines: Sequence[str], table: str, note: str = "") -> Iterator[Option]:
    """Yield the names of the claims or the plays."""
    for found in assignments(lines):
        if found.table == (table,) and found.key == "name":
            yield Option(found.text, note, closes=True)


def _optimizer(lines: Sequence[str], row: int) -> str:
    """Return the optimizer that the table around a line names, or the inline table in it."""
    if match := _INLINE.search(lines[row]):
        return match[1]
    first = max((header.line for header in outline(lines) if header.line <= row), default=0)
    here = (f for f in assignments(lines) if f.first == first and f.key == "optimizer")
    return next((found.text for found in here), "")


def _tables(path: tuple[str, ...], node: Schema) -> Iterator[tuple[Option, bool]]:
    """Yield every table that may have a header of its own, and whether it is one of a list."""
    for name, value in node.get("properties", {}).items():
        inner, is_list = (*path, name), value.get("type") == "array"
        for table in _alternatives(value):
            if table.get("type") == "object" or "properties" in table:
                words = table.get("description", "").partition("\n")[0]
                close = "]]" if is_list else "]"
                yield Option(".".join(inner) + close, words), is_list
                yield from _tables(inner, table)


def _bare(option: Option) -> str:
    """Return what an option is called."""
    return option.text.partition(" = ")[0].strip('"')
