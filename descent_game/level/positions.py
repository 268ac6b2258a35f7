"""Where the keys of a TOML text stand: key path -> line, for messages (tomllib keeps none)."""

import re
from collections.abc import Iterator
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""A key by its tables and list positions, as in ``("questions", 0, "ask")``."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_KEY})[ \t]*=")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|.",
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table header and every key of a valid TOML text."""
    lines: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for line, statement in _statements(text):
        if header := _HEADER.match(statement):
            table = _table_path(_parts(header[2]), header[1] == "[[", counts)
            for known in (table, _list_of(table)):
                lines.setdefault(known, line)
        elif assignment := _ASSIGNMENT.match(statement):
            path = table
            for part in _parts(assignment[1]):
                path = (*path, part)
                lines.setdefault(path, line)
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a key, or of the nearest table around it that is written down."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def dotted(path: KeyPath) -> str:
    """Return a key path as an author writes it; list positions count from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield every logical line with its number; strings and brackets may span several."""
    line, start, first, depth = 1, 0, 1, 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "[{":
            depth += 1
        elif word in "]}":
            depth -= 1
        elif word == "\n" and depth <= 0:
            yield first, text[start : token.start()]
            start, first, depth = token.end(), line + 1, 0
        line += word.count("\n")
    yield first, text[start:]


def _list_of(table: KeyPath) -> KeyPath:
    """Return the list that a table belongs to, or the table itself."""
    return table[:-1] if isinstance(table[-1], int) else table


def _parts(key: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, key)]


def _table_path(parts: list[str], is_list: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a table header; names of lists get the position of their last table."""
    path: KeyPath = ()
    for number, part in enumerate(parts):
        path = (*path, part)
        if is_list and number == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
