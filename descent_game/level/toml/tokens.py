"""The tokens of TOML and where they stand, in any text: also in one that is being typed.

A text that is no TOML has tokens as well: what cannot be closed ends with its line (a text in
single quotes) or with the whole (one in triple quotes), and is marked as open.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "word", "text", "open", "comment", "newline", "=", ",", "[", "]", "{", "}", "end"
]

SIGNS = frozenset("=,[]{}")
TRIPLES = ('"""', "'''")
MOST_TOKENS = 64
"""Tokens of a line that are looked at to see what begins there: no key or header has more."""
KEPT_LINES = 20_000
"""Lines whose beginnings are kept: after a key press all lines but one are as before."""

_TOKEN = re.compile(
    r"(?P<word>(?:\d{4}-\d\d-\d\d (?=\d))?[^\s=,{}\[\]#\"']+)"  # a date may be followed by a time
    r"|[=,{}\[\]]"
    r'|(?P<text>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}'
    r'|"(?!"")(?:[^"\\\n]|\\[^\n])*"|\'(?!\'\')[^\'\n]*\')'
    r"|(?P<newline>\n)"
    r"|(?P<comment>#[^\n]*)"
    r"|(?P<open>(?:\"\"\"|''').*|[\"'][^\n]*)",
    re.DOTALL,
)
_REST = {
    '"""': re.compile(r'(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    "'''": re.compile(r".*?'{3,5}", re.DOTALL),
}
_NAME = re.compile(r"[^.]+")
_SHAPES = {"word": "w", "text": "w", "comment": "#", "open": "?", "newline": "?"}
_KEY = re.compile(r"w+=(?!=)")
_HEADER = re.compile(r"(\[\[?)(w+)\]{0,2}#?")


class Token(NamedTuple):
    """A token and its columns, from 0.

    A ``word`` is what has no quotes: a bare key, parts of a dotted one, a number, a date. A
    ``text`` is in quotes, ``open`` one whose end is missing. Signs are kinds of their own.
    """

    kind: Kind
    start: int
    end: int


class Name(NamedTuple):
    """One part of a dotted key, without quotes, and its columns, from 0."""

    name: str
    start: int
    end: int


def tokens(text: str, quotes: str = "") -> Iterator[Token]:
    """Yield the tokens of a text or of one line of it.

    Args:
        text: Any text.
        quotes: The triple quotes of the text in which a line begins, empty for none.
    """
    at = 0
    if quotes:
        rest = _REST[quotes].match(text)
        yield Token("text" if rest else "open", 0, at := rest.end() if rest else len(text))
    for found in _TOKEN.finditer(text, at):
        kind: Any = found.lastgroup or found[0]
        yield Token(kind, *found.span())


def quotes_at_starts(lines: Iterable[str]) -> list[str]:
    """Return for every line the triple quotes of the text that it begins in, empty for none."""
    quotes, found = "", []
    for line in lines:
        found.append(quotes)
        if '"""' in line or "'''" in line:
            quotes = _quotes_after(line, quotes)
    return found


def names_of(text: str, found: Iterable[Token]) -> list[Name]:
    """Return the parts of the dotted key that some tokens of a text are."""
    names = []
    for token in found:
        if token.kind == "word" and "." not in (word := text[token.start : token.end]):
            names.append(Name(word, token.start, token.end))
        elif token.kind == "word":
            parts = _NAME.finditer(text, token.start, token.end)
            names += [Name(part[0], part.start(), part.end()) for part in parts]
        else:
            names.append(Name(text[token.start : token.end].strip("\"'"), token.start, token.end))
    return names


def path_of(text: str, found: Iterable[Token]) -> tuple[str, ...]:
    """Return the same parts as a path, without those that are empty."""
    return tuple(part.name for part in names_of(text, found) if part.name)


def parts_of(key: str) -> tuple[str, ...]:
    """Return the parts of a dotted key, without quotes."""
    return path_of(key, (token for token in tokens(key) if token.kind in ("word", "text")))


@lru_cache(maxsize=KEPT_LINES)
def key_of(line: str) -> tuple[str, ...]:
    """Return the parts of the key that a line begins with, nothing where it begins with none."""
    found = list(islice(tokens(line), MOST_TOKENS))
    match = _KEY.match(_shape(found))
    return path_of(line, found[: match.end() - 1]) if match else ()


@lru_cache(maxsize=KEPT_LINES)
def header_of(line: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the path of the table that a line begins, and whether it is one of a list.

    The brackets at the end may be missing. None where the line begins no table.
    """
    found = list(islice(tokens(line), MOST_TOKENS))
    match = _HEADER.fullmatch(_shape(found))
    path = path_of(line, found[match.start(2) : match.end(2)]) if match else ()
    return (path, match[1] == "[[") if match and path else None


def _shape(found: Iterable[Token]) -> str:
    """Return a character a token: signs as they are, ``w`` for words and texts, else another."""
    return "".join(_SHAPES.get(token.kind, token.kind) for token in found)


def _quotes_after(line: str, quotes: str) -> str:
    """Return the triple quotes in force after a line."""
    *_, last = [Token("comment", 0, 0), *tokens(line, quotes)]
    if last.kind != "open":
        return ""
    if quotes and last.start == 0:
        return quotes
    return next((triple for triple in TRIPLES if line.startswith(triple, last.start)), "")
