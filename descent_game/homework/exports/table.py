"""CSV tables: those of other programs in their own format, and cells safe in spreadsheets."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import DescentError

MAX_BYTES = 20 * 1024 * 1024
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""The characters after which a spreadsheet takes a cell for a formula."""
MAX_SPARSENESS = 4
ALLOWED_EMPTY = 10_000
"""Columns times rows may be ``MAX_SPARSENESS`` times the cells of a file plus ``ALLOWED_EMPTY``, so
that the work on a table is proportional to its size."""
BOM = "\ufeff"


class GradebookError(DescentError):
    """A gradebook that cannot be read, or whose columns cannot be identified."""


class Table(NamedTuple):
    """The rows of a CSV file, and how they were written down."""

    rows: list[list[str]]
    delimiter: str
    ending: str
    bom: bool

    def text(self) -> str:
        """Return the table in the format of its file."""
        return (BOM if self.bom else "") + csv_text(self.rows, self.delimiter, self.ending)

    def column(self, index: int, first: int = 1) -> list[str]:
        """Return the cells of a column from a row on; a short row has empty ones."""
        return [cell(row, index) for row in self.rows[first:]]


def cell(row: list[str], index: int) -> str:
    """Return a cell, empty where the row ends before it."""
    return row[index].strip() if index < len(row) else ""


def read_table(path: Path) -> Table:
    """Return the table in a CSV file, encoded in UTF-8 with or without a byte order mark.

    Raises:
        GradebookError: The file cannot be read, is too large, or holds no such table.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GradebookError(f"{path}: larger than {MAX_BYTES // 1024**2} MB")
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise GradebookError(f"{path}:{line}: not UTF-8 text") from None
    except OSError as error:
        raise GradebookError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        return parse_table(text, bom=content.startswith(BOM.encode()))
    except GradebookError as error:
        raise GradebookError(f"{path}: {error}") from None


def parse_table(text: str, *, bom: bool = False) -> Table:
    """Return the table in a text.

    Args:
        text: CSV with a line of headers; of ``,``, ``;`` and tab its delimiter is the one that is
            most frequent in the first line.
        bom: Whether the file began with a byte order mark.

    Raises:
        GradebookError: It is not CSV, or has no row of a student.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise GradebookError(f"not a table of comma-separated values: {error}") from None
    if len(rows) < 2 or len(rows[0]) < 2:
        raise GradebookError("not a gradebook: a line of headers and lines of students")
    if len(rows) * len(rows[0]) > MAX_SPARSENESS * sum(map(len, rows)) + ALLOWED_EMPTY:
        raise GradebookError("most lines have far fewer cells than the line of headers")
    return Table(rows, delimiter, "\r\n" if "\r\n" in text else "\n", bom)


def csv_text(rows: Iterable[Iterable[object]], delimiter: str = ",", ending: str = "\n") -> str:
    """Return rows of cells as CSV text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending).writerows(rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe is put before it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def pad(row: list[str], width: int) -> None:
    """Give a row that ends early its empty cells."""
    row.extend([""] * (width - len(row)))
