"""Every error that bad input can cause: one small hierarchy.

Messages are one line, quote the input, say where it stood and what is allowed. What a level may
meet in play (the goal, a wall, a non-finite loss) is a value, never one of these.
"""

from dataclasses import dataclass


class DescentError(Exception):
    """Bad input of any kind; ``str(error)`` is fit to be shown to the person who gave it."""


class FormulaError(DescentError):
    """A formula that cannot be read; ``column`` counts its characters from 1."""

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
    """An optimizer, a schedule or one of their settings that does not exist or is out of range."""


class MoveError(DescentError):
    """A move that the rules of the level do not allow."""


class ReplayError(DescentError):
    """A replay that cannot be read, or that belongs to another version of its level."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: ``file:line: key: message``."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


class LevelError(DescentError):
    """A level file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
