"""The tokens of TOML with their positions, also of texts that are not valid yet.

A text without its closing quotes is an ``open`` token, which ends with the line, in triple quotes
with the whole.
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
"""The most tokens of a key or a header at the beginning of a line."""
KEPT_LINES = 20_000
"""Cached lines: after a key press all lines but one are the same."""

_TOKEN = re.compile(
    r"(?P<word>(?:\d{4}-\d\d-\d\d (?=\d))?[^\s=,{}\[\]#\"']+)"  # a date may be followed by a time
    r"|[=,{}\[\]]"
    r'|(?P<text>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}'
    r'|"(?!"")(?:[^"\\\n]|\\[^\n])*"|\'(?!\'\')[^\'\n]*\')'
    r"|(?P<newline>\n\s*)"  # with blank lines
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
    """A token with its offsets.

    A ``word`` has no quotes: a bare key, parts of a dotted one, a number, a date. A ``text`` is in
    quotes, in an ``open`` one the closing quotes are missing. Each sign is a kind.
    """

    kind: Kind
    start: int
    end: int


class Name(NamedTuple):
    """One part of a dotted key, without quotes, with its offsets."""

    name: str
    start: int
    end: int


def tokens(text: str, quotes: str = "") -> Iterator[Token]:
    """Yield the tokens of a text or of one line of it.

    Args:
        text: Any text.
        quotes: The triple quotes of the text in which a line begins, "" for none.
    """
    at = 0
    if quotes:
        rest = _REST[quotes].match(text)
        yield Token("text" if rest else "open", 0, at := rest.end() if rest else len(text))
    for found in _TOKEN.finditer(text, at):
        kind: Any = found.lastgroup or found[0]
        yield Token(kind, *found.span())


def quotes_at_starts(lines: Iterable[str]) -> list[str]:
    """Return the triple quotes of the text in which each line begins, "" for none."""
    quotes, found = "", []
    for line in lines:
        found.append(quotes)
        if '"""' in line or "'''" in line:
            quotes = _quotes_after(line, quotes)
    return found


def names_of(text: str, found: Iterable[Token]) -> list[Name]:
    """Return the parts of a dotted key from its tokens."""
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
    """Return the same parts as a path, without empty ones."""
    return tuple(part.name for part in names_of(text, found) if part.name)


def parts_of(key: str) -> tuple[str, ...]:
    """Return the parts of a dotted key, without quotes."""
    return path_of(key, (token for token in tokens(key) if token.kind in ("word", "text")))


@lru_cache(maxsize=KEPT_LINES)
def key_of(line: str) -> tuple[str, ...]:
    """Return the parts of the key at the beginning of a line, none where there is no key."""
    found = list(islice(tokens(line), MOST_TOKENS))
    match = _KEY.match(_shape(found))
    return path_of(line, found[: match.end() - 1]) if match else ()


@lru_cache(maxsize=KEPT_LINES)
def header_of(line: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the path of the table that a line begins, and whether it is one of a list.

    The closing brackets may be missing. None where the line begins no table.
    """
    found = list(islice(tokens(line), MOST_TOKENS))
    match = _HEADER.fullmatch(_shape(found))
    path = path_of(line, found[match.start(2) : match.end(2)]) if match else ()
    return (path, match[1] == "[[") if match and path else None


def _shape(found: Iterable[Token]) -> str:
    """Return a text with one character for each token: signs, ``w`` for words and texts, ..."""
    return "".join(_SHAPES.get(token.kind, token.kind) for token in found)


def _quotes_after(line: str, quotes: str) -> str:
    """Return the triple quotes of the text that continues after a line, "" for none."""
    *_, last = [Token("comment", 0, 0), *tokens(line, quotes)]
    if last.kind != "open":
        return ""
    if quotes and last.start == 0:
        return quotes
    return next((triple for triple in TRIPLES if line.startswith(triple, last.start)), "")
