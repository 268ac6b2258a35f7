"""The lines of a TOML text while it is written, valid or not: its tables, its texts of many lines.

``positions`` knows more and gives up where a text is not TOML; this goes on.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]=#,]*)(?:\]\]?\s*(?:#.*)?)?$")
_TOKEN = re.compile(r'"""|\'\'\'|#|"(?:[^"\\]|\\.)*"?|\'[^\']*\'?')
_CLOSING = {'"""': re.compile(r'(?:[^\\]|\\.)*?"""'), "'''": re.compile(r".*?'''")}


class Header(NamedTuple):
    """A line that begins a table; ``path`` are the parts of its name."""

    line: int
    path: tuple[str, ...]
    is_list: bool


def quotes_at_starts(lines: Iterable[str]) -> list[str]:
    """Return for every line the triple quotes of the text that it begins in, empty for none."""
    quotes, found = "", []
    for line in lines:
        found.append(quotes)
        if '"""' in line or "'''" in line:
            quotes = _after(line, quotes)
    return found


def outline(lines: Iterable[str]) -> list[Header]:
    """Return the headers of the tables, in their order."""
    lines = list(lines)
    found = []
    for number, (line, quotes) in enumerate(zip(lines, quotes_at_starts(lines), strict=True)):
        if quotes or not line.lstrip().startswith("["):
            continue
        if (match := _HEADER.match(line)) and (path := parts_of(match[2])):
            found.append(Header(number, path, match[1] == "[["))
    return found


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts of a dotted name, without quotes."""
    parts = (part.strip().strip("\"'") for part in name.split("."))
    return tuple(part for part in parts if part)


def _after(line: str, quotes: str) -> str:
    """Return the triple quotes in force after a line."""
    at = 0
    while at < len(line):
        if quotes:
            closing = _CLOSING[quotes].match(line, at)
            if closing is None:
                return quotes
            at, quotes = closing.end(), ""
        token = _TOKEN.search(line, at)
        if token is None or token[0] == "#":
            return ""
        at = token.end()
        if token[0] in _CLOSING:
            quotes = token[0]
    return quotes
