import pytest

from descent_game.homework.exports.marks import Mark, match_rows

IDS = ["1", "2", "3"]
SIS = ["u1", "u2", "u3"]
NAMES = ["Smith, Jo", "Smith, Jo", "Ray, Al"]


@pytest.mark.parametrize(
    ("mark", "row"),
    [
        (Mark("2", 1.0), 1),
        (Mark("u3", 1.0), 2),
        (Mark(" U3 ", 1.0), 2),
        (Mark("Ray,  Al", 1.0), 2),
        (Mark("u1", 1.0, ("Smith, Jo",)), 0),  # the stronger column tells namesakes apart
        (Mark("x", 1.0, ("u2", "Smith, Jo")), 1),
    ],
)
def test_a_mark_finds_its_row(mark: Mark, row: int) -> None:
    assert match_rows([mark], (IDS, SIS, NAMES)).rows == {row: mark}


@pytest.mark.parametrize(
    ("marks", "unmatched", "ambiguous"),
    [
        ([Mark("nobody", 1.0)], 1, 0),
        ([Mark("", 1.0)], 1, 0),
        ([Mark("Smith, Jo", 1.0)], 0, 1),
        ([Mark("1", 1.0, ("u2",))], 0, 1),  # two columns that contradict each other
        ([Mark("1", 1.0), Mark("u1", 2.0)], 0, 1),  # two marks for one row
    ],
)
def test_what_cannot_be_told_is_listed_and_enters_no_row(
    marks: list[Mark], unmatched: int, ambiguous: int
) -> None:
    placed = match_rows(marks, (IDS, SIS, NAMES))
    assert (len(placed.unmatched), len(placed.ambiguous)) == (unmatched, ambiguous)
    assert not placed.rows
