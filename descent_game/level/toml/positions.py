"""The positions of keys and values in a TOML text, for messages: tomllib keeps none."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import THE_KEY, THE_VALUE, KeyPath, KeyProblem, Problem
from descent_game.level.toml.tokens import TRIPLES, Name, Token, names_of, tokens

DEEPEST = 40
"""Levels of nesting after which positions are no longer noted."""

_WORD = re.compile(r"[0-9.]+|\w+|.")
_CHARACTER = re.compile(
    r"(?:\\[ \t]*\r?\n\s*)*+(\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|.|\Z)", re.DOTALL
)
"""The next character of a text in double quotes, or its end. A backslash at the end of a line, the
break and the blanks after it are no characters."""


class Place(NamedTuple):
    """Where a key and its value begin, in characters from the start of the text."""

    key: int
    value: int


class Spot(NamedTuple):
    """A place as people find it: line and column from 1, and the line itself.

    ``end_column`` is the column after the last character that is meant, on the same line.
    """

    line: int
    column: int
    source: str
    end_column: int


class Positions:
    """The positions in a TOML text, as far as it is one."""

    def __init__(self, text: str) -> None:
        parser = _Parser(text)
        parser.parse()
        self._text = text
        self._places = parser.places
        self._ends = parser.ends
        self._characters: dict[int, Sequence[int]] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.twice = parser.twice
        """Where the first key stands that is there twice, None where there is none."""
        self.unclosed = parser.unclosed
        """Where a text or a list begins that has no end, None where all have."""

    def spot(self, path: KeyPath, within: int = THE_VALUE) -> Spot:
        """Return where a key or its value stands, or the nearest table around it that is there."""
        offset, character = self.order(path, within)
        if character == 0:
            return self.spot_at(offset)
        if offset not in self._characters:  # messages may be about many characters of one text
            self._characters[offset] = _characters(self._text, offset, self._ends[offset])
        found = self._characters[offset]
        return self.spot_at(found[min(character, len(found)) - 1])

    def order(self, path: KeyPath, within: int = THE_VALUE) -> tuple[int, int]:
        """Return the order of what ``spot`` returns, without the search for it.

        That is where a key or value begins, and which of its characters is meant: from 1, or 0.
        """
        exact = path in self._places
        while path not in self._places:
            path = path[:-1]
        place = self._places[path]
        return (place.value, within) if exact and within != THE_KEY else (place.key, 0)

    def spot_at(self, offset: int) -> Spot:
        """Return the spot of a character, counted from 0, and of what begins there."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end_of_line = self._text.find("\n", start)
        source = self._text[start : end_of_line if end_of_line >= 0 else None].rstrip("\r")
        column = offset - start + 1
        end = self._ends.get(offset, offset + len(word_at(source, column))) - start + 1
        return Spot(line, column, source, max(column + 1, min(end, len(source) + 1)))


def word_at(source: str, column: int) -> str:
    """Return what begins at a column of a line: a number or a name, else a single character."""
    match = _WORD.match(source, column - 1)
    return match[0] if match else " "


def problem_at(file: Path, spot: Spot, problem: KeyProblem) -> Problem:
    """Return a problem of a file with its place."""
    return Problem(**vars(problem), file=str(file), **spot._asdict())


class _Parser:
    """Goes through the tokens of a text once. What is not TOML ends it; nothing raises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: dict[KeyPath, Place] = {(): Place(0, 0)}
        self.ends: dict[int, int] = {}
        """Where what begins at an offset ends: parts of keys, headers of tables, values."""
        self.twice: int | None = None
        self.unclosed: int | None = None
        self._tokens = [token for token in tokens(text) if token.kind != "comment"]
        self._tokens.append(Token("end", len(text), len(text)))
        self._at = 0
        self._counts: dict[KeyPath, int] = {}

    def parse(self) -> None:
        """Note the places of all keys and values, up to the first mistake."""
        table: KeyPath = ()
        while self._next_line().start < len(self.text):
            if self._tokens[self._at].kind == "[":
                table = self._header()
            elif not self._pair(table):
                return

    def _next_line(self) -> Token:
        """Go past the ends of lines. Return the token after them."""
        while self._tokens[self._at].kind == "newline":
            self._at += 1
        return self._tokens[self._at]

    def _takes(self, sign: str) -> bool:
        """Tell whether a sign comes next, and go past it."""
        taken = self._tokens[self._at].kind == sign
        self._at += taken
        return taken

    def _key(self) -> list[Name]:
        """Return the parts of a dotted key."""
        first = self._at
        while self._tokens[self._at].kind in ("word", "text"):
            self._at += 1
        names = names_of(self.text, self._tokens[first : self._at])
        self.ends.update((name.start, name.end) for name in names)
        return names

    def _header(self) -> KeyPath:
        start = self._tokens[self._at].start
        is_list = self.text.startswith("[[", start)
        self._at += 2 if is_list else 1
        path: KeyPath = ()
        names = self._key()
        for number, name in enumerate(names, start=1):
            path = (*path, name.name)
            if is_list and number == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
                self.places.setdefault(path, Place(start, start))
            if path in self._counts:
                path = (*path, self._counts[path])
        self.places.setdefault(path, Place(start, start))
        while self._takes("]"):
            pass
        self.ends[start] = self._tokens[self._at - 1].end
        return path

    def _pair(self, table: KeyPath) -> bool:
        """Note a key and its value. Return False where the text is no such thing."""
        names = self._key()
        if not names or not self._takes("="):
            return False
        value = self._tokens[self._at].start
        path = table
        for number, name in enumerate(names, start=1):
            path = (*path, name.name)
            if number == len(names) and path in self.places and self.twice is None:
                self.twice = name.start
            self.places.setdefault(path, Place(name.start, value))
        return self._value(path)

    def _value(self, path: KeyPath) -> bool:
        start = self._tokens[self._at].start
        whole = len(path) <= DEEPEST and self._any_value(path)
        self.ends[start] = self._tokens[self._at - 1].end
        return whole

    def _any_value(self, path: KeyPath) -> bool:
        token = self._tokens[self._at]
        self._at += token.kind in ("word", "text", "=", "[", "{")
        if token.kind == "[":
            return self._list(path)
        if token.kind == "{":
            return self._inline_table(path)
        if token.kind == "open":
            self.unclosed = token.start
        return token.kind in ("word", "text", "=")

    def _list(self, path: KeyPath) -> bool:
        start, position = self._tokens[self._at - 1].start, 0
        self._next_line()
        while not self._takes("]"):
            item = self._tokens[self._at].start
            if item == len(self.text):
                self.unclosed = start
                return False
            self.places.setdefault((*path, position), Place(item, item))
            if not self._value((*path, position)):
                return False
            position += 1
            self._next_line()
            self._takes(",")
            self._next_line()
        return True

    def _inline_table(self, path: KeyPath) -> bool:
        self._next_line()
        while not self._takes("}"):
            if not self._pair(path):
                return False
            self._next_line()
            self._takes(",")
            self._next_line()
        return True


def _characters(text: str, start: int, end: int) -> Sequence[int]:
    """Return where the characters of a text value stand, and at last its end."""
    quote = next((s for s in (*TRIPLES, '"', "'") if text.startswith(s, start)), "")
    if not quote:
        return [start]
    at, end = start + len(quote), end - len(quote)
    if len(quote) == 3 and (newline := re.compile(r"\r?\n").match(text, at)):
        at = newline.end()
    if quote[0] == "'":
        return range(at, end + 1)
    return [found.start(1) for found in _CHARACTER.finditer(text, at, end)]
