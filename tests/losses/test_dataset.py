"""Data from columns and from CSV files, and what is wrong with others."""

import math
from pathlib import Path

import pytest

from descent_game.errors import DataError
from descent_game.losses.dataset import MAX_COLUMNS, MAX_ROWS, Dataset
from descent_game.losses.tables import MAX_BYTES


def from_text(folder: Path, text: str | bytes) -> Dataset:
    path = folder / "rows.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Dataset.from_csv(path)


def test_columns_have_names_rows_and_arrays() -> None:
    data = Dataset({"x": [1, 2, 3], "y": [4.5, 5.5, 6.5]})
    assert data.names == ("x", "y")
    assert data.count == 3
    assert data.arrays["y"].tolist() == [4.5, 5.5, 6.5]
    assert data.rows([2, 0]).arrays["x"].tolist() == [3.0, 1.0]


def test_the_digest_is_of_names_and_values() -> None:
    data = Dataset({"x": [1.0, 2.0], "y": [3.0, 4.0]})
    assert data.digest == Dataset({"y": [3, 4], "x": [1, 2]}).digest
    assert data.digest != Dataset({"x": [1.0, 2.0], "y": [3.0, 4.5]}).digest
    assert data.digest != Dataset({"a": [1.0, 2.0], "y": [3.0, 4.0]}).digest


@pytest.mark.parametrize(
    "text", ["x,y\n1,2\n-3e2,.5\n", "\ufeffx, y\r\n1,2\r\n\r\n-300, 0.5", '"x",y\n"1",2\n-300,5e-1']
)
def test_csv_files_are_read(tmp_path: Path, text: str) -> None:
    data = from_text(tmp_path, text)
    assert data.names == ("x", "y")
    assert data.arrays["x"].tolist() == [1.0, -300.0]
    assert data.arrays["y"].tolist() == [2.0, 0.5]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty; it starts with a row of names"),
        ("\n\n", "the file is empty; it starts with a row of names"),
        ("x,y\n", "0 rows; allowed are 1 to 20,000"),
        ("x,x\n1,2\n", "column 'x' is there twice"),
        ("x,y\n1,2\n3\n", "line 3: 1 cells, but there are 2 names"),
        ("x,y\n\n1,2,3\n", "line 3: 3 cells, but there are 2 names"),
        ("x,y\n\n1,2\n3,four\n", "line 4, column 'y': 'four' is not a finite number"),
        ("x\n \n", "line 2, column 'x': ' ' is not a finite number"),
        ("x\nnan\n", "line 2, column 'x': 'nan' is not a finite number"),
        ("x\n-inf\n", "line 2, column 'x': '-inf' is not a finite number"),
        ("x\n1e999\n", "line 2, column 'x': '1e999' is not a finite number"),
        ("x\n" + "z" * 99, f"line 2, column 'x': '{'z' * 37}...' is not a finite number"),
        ("w1\n1\n", "column 'w1' is taken: "),
        ("1,2\n3,4\n", "column '1' is not a name: "),
        ("x\n" + "1" * 200_000, "line 2: field larger than field limit (131072)"),
        (b"x\n\xff\xfe\n", "not UTF-8 text"),
        ("x\n" + "1\n" * (MAX_ROWS + 1), "20,001 rows; allowed are 1 to 20,000"),
        (",".join(f"c{i}" for i in range(MAX_COLUMNS + 1)), "201 columns; allowed are 1 to 200"),
        (b"1" * (MAX_BYTES + 1), "larger than 4 MB"),
    ],
    ids=lambda part: str(part)[:20],
)
def test_bad_csv_files_are_named(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(DataError) as caught:
        from_text(tmp_path, text)
    assert str(caught.value).startswith(f"rows.csv: {message}")
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^none\.csv: cannot be read: No such file"):
        Dataset.from_csv(tmp_path / "none.csv")
    with pytest.raises(DataError, match="not a file"):
        Dataset.from_csv(tmp_path)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({}, "0 columns; allowed are 1 to 200"),
        ({"x": []}, "0 rows; allowed are 1 to 20,000"),
        (
            {"x": [1.0], "y": [1.0, 2.0]},
            "the columns differ in length: 1 in 'x', 2 in 'y'",
        ),
        ({"x": [0.0, math.nan]}, "row 2, column 'x': nan is not finite"),
        ({"x": [math.inf]}, "row 1, column 'x': inf is not finite"),
        ({"sin": [1.0]}, "column 'sin' is taken"),
        ({"a b": [1.0]}, "column 'a b' is not a name"),
    ],
)
def test_bad_columns_are_named(columns: dict[str, list[float]], message: str) -> None:
    with pytest.raises(DataError) as caught:
        Dataset(columns)
    assert str(caught.value).startswith(message)
