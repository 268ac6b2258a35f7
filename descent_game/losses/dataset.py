"""Rows of data that a loss is a mean or a sum over: named columns of finite numbers."""

import csv
import hashlib
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from descent_game.errors import DataError
from descent_game.losses.formula import name_problem
from descent_game.losses.surface import Array

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_BYTES = 4 * 1024 * 1024


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
        rows = list(csv.reader(_read(path).splitlines()))
        rows = [row for row in rows if row]
        if not rows:
            raise DataError(f"{path.name}: the file is empty; it starts with a row of names")
        names = [name.strip() for name in rows[0]]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise DataError(f"{path.name}: column {twice!r} is there twice")
        cells = [_numbers(row, names, number, path) for number, row in enumerate(rows[1:], start=2)]
        try:
            return cls(dict(zip(names, zip(*cells, strict=True), strict=False)))
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
        chosen = {name: [c[n] for n in numbers] for name, c in self._columns.items()}
        return Dataset(chosen)

    @staticmethod
    def _check(columns: Mapping[str, Sequence[float]]) -> None:
        if not 1 <= len(columns) <= MAX_COLUMNS:
            raise DataError(f"{len(columns)} columns; allowed are 1 to {MAX_COLUMNS}")
        counts = {name: len(column) for name, column in columns.items()}
        if len(set(counts.values())) > 1:
            raise DataError(f"the columns differ in length: {counts}")
        count = next(iter(counts.values()))
        if not 1 <= count <= MAX_ROWS:
            raise DataError(f"{count:,} rows; allowed are 1 to {MAX_ROWS:,}")
        for name, column in columns.items():
            if reason := name_problem(name):
                raise DataError(f"column {reason}")
            for value in column:
                if not math.isfinite(value):
                    raise DataError(f"column {name!r} has {value}, not a finite number")


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise DataError(f"{path.name}: not a file")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"{path.name}: larger than {MAX_BYTES // 1024**2} MB")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path.name}: not UTF-8 text") from None
    except OSError as error:
        raise DataError(f"{path.name}: cannot be read: {error.strerror}") from None


def _numbers(row: list[str], names: list[str], number: int, path: Path) -> list[float]:
    if len(row) != len(names):
        raise DataError(f"{path.name}: row {number} has {len(row)} cells, not {len(names)}")
    cells = []
    for name, cell in zip(names, row, strict=True):
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            quoted = repr(cell if len(cell) <= 30 else cell[:27] + "...")
            where = f"row {number}, column {name!r}"
            raise DataError(f"{path.name}: {where}: {quoted} is not a finite number")
        cells.append(value)
    return cells
