"""Rows of data from pictures: neighbours, blocks, lines, and what is wrong with others."""

from pathlib import Path

import numpy as np
import pytest

from descent_game.errors import DataError
from descent_game.losses.dataset import Dataset
from descent_game.losses.image import MAX_SIDE, Image, Patches, Span

GREY = np.arange(20.0).reshape(4, 5) ** 2
ROW = (("left", (0, -1)), ("centre", (0, 0)), ("below", (1, 0)))


def columns(data: Dataset) -> dict[str, list[float]]:
    return {name: column.tolist() for name, column in data.arrays.items()}


def test_every_place_with_all_its_pixels_makes_a_row() -> None:
    z = (GREY - GREY.mean()) / GREY.std()
    found = columns(Image(GREY.tolist()).data(Patches(ROW)))
    assert found["centre"] == pytest.approx(z[:3, 1:].reshape(-1))
    assert found["left"] == pytest.approx(z[:3, :-1].reshape(-1))
    assert found["below"] == pytest.approx(z[1:, 1:].reshape(-1))


def test_lines_and_columns_may_be_chosen() -> None:
    z = (GREY - GREY.mean()) / GREY.std()
    patches = Patches((("it", (0, 0)),), Span(1, 9, 2), Span(2, 3))
    assert columns(Image(GREY.tolist()).data(patches))["it"] == pytest.approx(
        [z[1, 2], z[1, 3], z[3, 2], z[3, 3]]
    )


def test_blocks_are_averaged_before_the_grey_levels_are_standardised() -> None:
    means = [[GREY[i : i + 2, j : j + 2].mean() for j in (0, 2)] for i in (0, 2)]
    z = (np.array(means) - np.mean(means)) / np.std(means)
    found = columns(Image(GREY.tolist()).data(Patches((("it", (0, 0)),), block=2)))["it"]
    assert found == pytest.approx(z.reshape(-1))


def test_a_picture_is_read_from_grey_levels_alone(tmp_path: Path) -> None:
    path = tmp_path / "grey.csv"
    path.write_text("\n".join(",".join(map(str, line)) for line in GREY))
    assert Image.from_csv(path).digest == Image(GREY.tolist()).digest
    assert Image.from_csv(path).digest != Image(GREY[::-1].tolist()).digest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "grey.csv: the picture has no pixels"),
        ("1,2\n3\n", "grey.csv: the lines of the picture differ in length"),
        ("1,1\n1,1\n", "grey.csv: all pixels of the picture are alike"),
        ("1,two\n", "grey.csv: line 1, column 2: 'two' is not a finite number"),
        ("1,2\n" * (MAX_SIDE + 1), "grey.csv: the picture has no pixels, or a side of more than"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "grey.csv"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        Image.from_csv(path)


@pytest.mark.parametrize(
    ("patches", "message"),
    [
        (Patches((("far", (0, 9)),)), "no place of the picture has all of these pixels"),
        (Patches((("it", (0, 0)),), Span(7, 9)), "no place of the picture"),
        (Patches((("it", (0, 0)),), block=5), "blocks of 5 pixels are larger than the picture"),
        (Patches((("it", (0, 0)),), block=4), "averaged over blocks of 4 pixels, all pixels are"),
    ],
)
def test_patches_that_are_not_there_are_refused(patches: Patches, message: str) -> None:
    with pytest.raises(DataError, match=message):
        Image(GREY.tolist()).data(patches)
