"""CSV files from strangers, read as rows of cells and cells of finite numbers."""

import csv
import math
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from descent_game.errors import DataError, quoted

MAX_BYTES = 4 * 1024 * 1024


def read_rows(path: Path, most: int) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV file with the lines they end on; blank lines are left out.

    At most ``most`` rows are read. Raises ``DataError`` where the file cannot be read as such.
    """
    reader = csv.reader(_read(path).splitlines())
    try:
        filled = ((reader.line_num, row) for row in reader if row)
        return list(islice(filled, most))
    except csv.Error as error:
        raise DataError(f"line {reader.line_num}: {error}") from None


def numbers(row: Sequence[str], line: int, names: Sequence[str] = ()) -> list[float]:
    """Return a row as finite numbers; ``names`` are those of its columns, where they have any."""
    cells = []
    for place, cell in enumerate(row):
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            column = quoted(names[place]) if names else str(place + 1)
            raise DataError(f"line {line}, column {column}: {quoted(cell)} is not a finite number")
        cells.append(value)
    return cells


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise DataError("not a file")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"larger than {MAX_BYTES // 1024**2} MB")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DataError("not UTF-8 text") from None
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}") from None
