"""Rows of data that a loss is a mean or a sum over: named columns of finite numbers."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from descent_game.errors import DataError, quoted
from descent_game.losses.formula import name_problem
from descent_game.losses.surface import Array
from descent_game.losses.tables import numbers, read_rows

MAX_ROWS = 20_000
MAX_COLUMNS = 200


class Dataset:
    """Columns of the same length, by name. Two data sets are the same only if they are one object.

    Raises ``DataError`` unless every name can stand in a formula and every value is finite.
    """

    def __init__(self, columns: Mapping[str, Sequence[float]]) -> None:
        self._check(columns)
        self._columns = {name: tuple(map(float, column)) for name, column in columns.items()}

    @classmethod
    def from_csv(cls, path: Path) -> "Dataset":
        """Return the data in a CSV file: a row of names, then rows of numbers."""
        try:
            rows = read_rows(
                path, MAX_ROWS + 2
            )  # names, and one more, to see that there are too many
            if not rows:
                raise DataError("the file is empty; it starts with a row of names")
            _, header = rows[0]
            names = [name.strip() for name in header]
            if len(set(names)) < len(names):
                twice = next(name for name in names if names.count(name) > 1)
                raise DataError(f"column {quoted(twice)} is there twice")
            table = [_cells(row, names, line) for line, row in rows[1:]]
            return cls({name: [row[i] for row in table] for i, name in enumerate(names)})
        except DataError as error:
            raise DataError(f"{path.name}: {error}") from None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._columns)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(next(iter(self._columns.values())))

    @cached_property
    def arrays(self) -> dict[str, Array]:
        """The columns as arrays of shape ``(count,)``."""
        import numpy as np  # noqa: PLC0415

        return {name: np.array(column) for name, column in self._columns.items()}

    @cached_property
    def digest(self) -> str:
        """A fingerprint of names and values."""
        text = repr(sorted(self._columns.items()))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def rows(self, numbers: Sequence[int]) -> "Dataset":
        """Return the data of some rows, counted from 0."""
        if not numbers:
            raise DataError(f"0 rows; allowed are 1 to {MAX_ROWS:,}")
        part = Dataset.__new__(Dataset)  # what is in it has been checked
        part._columns = {name: tuple([c[n] for n in numbers]) for name, c in self._columns.items()}
        return part

    @staticmethod
    def _check(columns: Mapping[str, Sequence[float]]) -> None:
        if not 1 <= len(columns) <= MAX_COLUMNS:
            raise DataError(f"{len(columns)} columns; allowed are 1 to {MAX_COLUMNS}")
        counts = {name: len(column) for name, column in columns.items()}
        if len(set(counts.values())) > 1:
            short, long = min(counts, key=counts.__getitem__), max(counts, key=counts.__getitem__)
            lengths = f"{counts[short]:,} in {short!r}, {counts[long]:,} in {long!r}"
            raise DataError(f"the columns differ in length: {lengths}")
        count = next(iter(counts.values()))
        if not 1 <= count <= MAX_ROWS:
            raise DataError(f"{count:,} rows; allowed are 1 to {MAX_ROWS:,}")
        for name, column in columns.items():
            if reason := name_problem(name):
                raise DataError(f"column {reason}")
            for number, value in enumerate(column, start=1):
                if not math.isfinite(value):
                    raise DataError(f"row {number}, column {name!r}: {value} is not finite")


def _cells(row: list[str], names: list[str], line: int) -> list[float]:
    if len(row) != len(names):
        raise DataError(f"line {line}: {len(row)} cells, but there are {len(names)} names")
    return numbers(row, line, names)
