"""The exceptions for bad input: one small hierarchy.

A message is one line that quotes the input and says where it was and what is allowed. Events of a
game (the goal, a wall, a non-finite loss) are values, not exceptions.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The path of a key through tables and lists, as in ``("questions", 0, "ask")``."""

THE_KEY = -1
"""``KeyProblem.within`` of a message about a key itself, not about its value."""
THE_VALUE = 0
"""``KeyProblem.within`` of a message about a value; from 1 on it is a character of a text."""

LONGEST_QUOTE = 40
"""The most characters of an input that a message quotes."""
LONGEST_LINE = 90
"""The most characters of a file's line that are shown under a message."""
CONTROL_CHARACTERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that no text needs and terminals obey: control, line and direction characters."""

INVISIBLE_CHARACTERS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    r"\ufeff\ud800-\udfff]|\r(?!\n)"
)
"""Characters that are not printed as they are: control, direction, and those without width."""


def visible(text: str) -> str:
    """Return lines of text with escapes such as ``\\u001b`` for invisible characters.

    Everything that is printed or shown on a screen passes through here. JSON and TOML documents
    keep their meaning, since both have these escapes.
    """
    if text.isprintable():
        return text
    return INVISIBLE_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable(text: str, longest: int | None = None) -> str:
    """Return the first ``longest`` characters of a text as one line without invisible ones."""
    return "".join(
        sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in text[:longest]
    )


def quoted(value: object) -> str:
    """Return an input for a message: as TOML writes it, cut where it is long."""
    if isinstance(value, bool | date | time):
        return str(value).lower()
    if isinstance(value, str):
        return repr(_cut(value))
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "a list of tables"
    try:
        return _cut(repr(value))
    except (ValueError, RecursionError):  # integers of thousands of digits, lists in lists
        return f"a very large {'number' if isinstance(value, int) else 'list'}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."


def caret_lines(source: str, column: int) -> list[str]:
    """Return a line of a file and a line with a caret under a column.

    Args:
        source: The line; of a long one the part around the column is shown.
        column: The column, from 1.

    Returns:
        Two lines, none where the line is blank.
    """
    if not source.strip():
        return []
    first = max(0, column - 1 - LONGEST_LINE // 2) if len(source) > LONGEST_LINE else 0
    part = source[first : first + LONGEST_LINE]
    return [f"    {printable(part).rstrip()}", f"    {' ' * (column - 1 - first)}^"]


class DescentError(Exception):
    """Bad input of any kind; ``str(error)`` is a message for the user.

    >>> from descent_game import DescentError, Loss
    >>> try:
    ...     Loss("w1**2 + w3")
    ... except DescentError as error:
    ...     print(error)
    column 9: unknown name 'w3'; known: w1, w2
    """

    @property
    def shown(self) -> str:
        """The message as commands print it, for files with the line at fault."""
        return str(self)


class FormulaError(DescentError):
    """A formula that cannot be read.

    Attributes:
        message: What is wrong, without the column.
        formula: The formula.
        column: The character at fault, from 1.
    """

    def __init__(self, message: str, formula: str, column: int) -> None:
        super().__init__(message, formula, column)
        self.message = message
        self.formula = formula
        self.column = column

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


class DataError(DescentError):
    """Rows of data that cannot be read or used."""


class SettingError(DescentError):
    """An optimizer, a schedule or one of their settings that does not exist or is out of range.

    Attributes:
        setting: The setting at fault, such as ``learning_rate``; "" for the optimizer.
        unknown: Whether there is no such setting.
    """

    def __init__(self, message: str, setting: str = "", *, unknown: bool = False) -> None:
        super().__init__(message)
        self.setting = setting
        self.unknown = unknown


class MoveError(DescentError):
    """A move that the rules of the level do not allow."""


class ReplayError(DescentError):
    """A replay that cannot be read, or is of another version of its level."""


def dotted(path: KeyPath) -> str:
    """Return a key path as text, such as ``questions[1].ask``; list positions count from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return printable("".join(parts).removeprefix("."))


@dataclass(frozen=True)
class KeyProblem:
    """One thing wrong with a file, at a key.

    Attributes:
        path: The key, empty for the file as a whole.
        message: What is wrong and what is allowed, in one line.
        within: ``THE_VALUE``, ``THE_KEY``, or the character of a text, from 1.
    """

    path: KeyPath
    message: str
    within: int = THE_VALUE

    @property
    def key(self) -> str:
        """The path as text."""
        return dotted(self.path)


class KeyProblemError(DescentError):
    """A ``KeyProblem`` as an exception."""

    def __init__(self, path: KeyPath, message: str, within: int = THE_VALUE) -> None:
        super().__init__(message)
        self.problem = KeyProblem(path, message, within)


@dataclass(frozen=True)
class Problem(KeyProblem):
    """A problem with its location; its text is ``file:line:column: key: message``.

    Attributes:
        file: The file as messages name it.
        line: The line, from 1.
        column: The first character at fault, from 1.
        source: The line itself, where it is known.
        end_column: The column after the last character at fault, on that line.
    """

    file: str = ""
    line: int = 1
    column: int = 1
    source: str = ""
    end_column: int = 2

    def __str__(self) -> str:
        where = f"{printable(self.file)}:{self.line}:{self.column}"
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"

    @property
    def shown(self) -> str:
        """The text, and below it the line with a caret under the column."""
        return "\n".join([str(self), *caret_lines(self.source, self.column)])


class LevelError(DescentError):
    """A level file that cannot be read or used; ``problems`` has every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    @property
    def shown(self) -> str:
        """Every problem with its line."""
        return "\n".join(problem.shown for problem in self.problems)
