"""The positions of keys and values in a TOML text, for messages: tomllib keeps none."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import THE_KEY, THE_VALUE, KeyPath, KeyProblem, Problem
from descent_game.level.toml.tokens import TRIPLES, Name, Token, names_of, tokens

DEEPEST = 40
"""The levels of nesting up to which positions are recorded."""

_WORD = re.compile(r"[0-9.]+|\w+|.")
_CHARACTER = re.compile(
    r"(?:\\[ \t]*\r?\n\s*)*+(\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|.|\Z)", re.DOTALL
)
"""The next character of a text in double quotes, or its end, after any escaped line breaks."""


class Place(NamedTuple):
    """The offsets of a key and of its value, in characters from the start of the text."""

    key: int
    value: int


class Spot(NamedTuple):
    """A part of a line.

    Attributes:
        line: The line, from 1.
        column: The first character, from 1.
        source: The line itself.
        end_column: The column after the last character.
    """

    line: int
    column: int
    source: str
    end_column: int


class Positions:
    """The positions in a TOML text, up to the first mistake in it.

    Attributes:
        twice: The offset of the first key that exists twice, None without one.
        unclosed: The offset of a text or a list without an end, None without one.
    """

    def __init__(self, text: str) -> None:
        parser = _Parser(text)
        parser.parse()
        self._text = text
        self._places = parser.places
        self._ends = parser.ends
        self._characters: dict[int, Sequence[int]] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.twice = parser.twice
        self.unclosed = parser.unclosed

    def spot(self, path: KeyPath, within: int = THE_VALUE) -> Spot:
        """Return the spot of a key or its value, or of the nearest table around it that exists.

        Args:
            path: The key.
            within: As of ``KeyProblem``.
        """
        offset, character = self.order(path, within)
        if character == 0:
            return self.spot_at(offset)
        if offset not in self._characters:  # messages may be about many characters of one text
            self._characters[offset] = _characters(self._text, offset, self._ends[offset])
        found = self._characters[offset]
        return self.spot_at(found[min(character, len(found)) - 1])

    def order(self, path: KeyPath, within: int = THE_VALUE) -> tuple[int, int]:
        """Return a sort key for spots: the offset of a key or value, and the character in it."""
        exact = path in self._places
        while path not in self._places:
            path = path[:-1]
        place = self._places[path]
        return (place.value, within) if exact and within != THE_KEY else (place.key, 0)

    def spot_at(self, offset: int) -> Spot:
        """Return the spot of what begins at an offset."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end_of_line = self._text.find("\n", start)
        source = self._text[start : end_of_line if end_of_line >= 0 else None].rstrip("\r")
        column = offset - start + 1
        end = self._ends.get(offset, offset + len(word_at(source, column))) - start + 1
        return Spot(line, column, source, max(column + 1, min(end, len(source) + 1)))


def word_at(source: str, column: int) -> str:
    """Return the number or name that begins at a column of a line, else a single character."""
    match = _WORD.match(source, column - 1)
    return match[0] if match else " "


def problem_at(file: Path, spot: Spot, problem: KeyProblem) -> Problem:
    """Return a problem of a file with its location."""
    return Problem(**vars(problem), file=str(file), **spot._asdict())


class _Parser:
    """Reads the tokens of a text once, up to what is not TOML. Nothing raises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: dict[KeyPath, Place] = {(): Place(0, 0)}
        self.ends: dict[int, int] = {}
        """The ends of parts of keys, headers of tables and values by their offsets."""
        self.twice: int | None = None
        self.unclosed: int | None = None
        self._tokens = [token for token in tokens(text) if token.kind != "comment"]
        self._tokens.append(Token("end", len(text), len(text)))
        self._at = 0
        self._counts: dict[KeyPath, int] = {}

    def parse(self) -> None:
        """Record the positions of all keys and values, up to the first mistake."""
        table: KeyPath = ()
        while self._next_line().start < len(self.text):
            if self._tokens[self._at].kind == "[":
                table = self._header()
            elif not self._pair(table):
                return

    def _next_line(self) -> Token:
        """Skip ends of lines and return the token after them."""
        while self._tokens[self._at].kind == "newline":
            self._at += 1
        return self._tokens[self._at]

    def _takes(self, sign: str) -> bool:
        """Tell whether a sign is next, and skip it."""
        taken = self._tokens[self._at].kind == sign
        self._at += taken
        return taken

    def _key(self) -> list[Name]:
        """Return the parts of a dotted key."""
        first = self._at
        while self._tokens[self._at].kind in ("word", "text"):
            self._at += 1
        names = names_of(self.text, self._tokens[first : self._at])
        for name in names:
            self.ends[name.start] = name.end
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
        """Record a key and its value; return False where there is none."""
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
            self._separator()
        return True

    def _separator(self) -> None:
        self._next_line()
        self._takes(",")
        self._next_line()

    def _inline_table(self, path: KeyPath) -> bool:
        self._next_line()
        while not self._takes("}"):
            if not self._pair(path):
                return False
            self._separator()
        return True


def _characters(text: str, start: int, end: int) -> Sequence[int]:
    """Return the offsets of the characters of a text value, and of its end."""
    quote = next((s for s in (*TRIPLES, '"', "'") if text.startswith(s, start)), "")
    if not quote:
        return [start]
    at, end = start + len(quote), end - len(quote)
    if len(quote) == 3 and (newline := re.compile(r"\r?\n").match(text, at)):
        at = newline.end()
    if quote[0] == "'":
        return range(at, end + 1)
    return [found.start(1) for found in _CHARACTER.finditer(text, at, end)]
