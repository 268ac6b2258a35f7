"""Canvas's gradebook, held to the rules of Canvas's importer by a reader written from them."""

import csv
import io

import pytest

from descent_game.homework.exports.canvas import fill_canvas
from descent_game.homework.exports.marks import FilledGradebook, Mark
from descent_game.homework.exports.table import GradebookError, parse_table

GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Essay (11),Descent HW (98765),Final Score\n"
    "    Points Possible,,,,,10,20,(read only)\n"
    '"Lovelace, Ada",4211,u0012,ada,Sec 1,9,,90\n'
    '"Hopper, Grace",4212,u0013,grace,Sec 1,8,3.50,80\n'
    '"Turing, Alan",4213,u0014,alan,Sec 2,,EX,\n'
)


def fill(marks: list[Mark], text: str = GRADEBOOK, title: str = "Descent HW") -> FilledGradebook:
    return fill_canvas(parse_table(text), marks, title, 20.0)


def changes(before: str, after: str) -> dict[tuple[str, str], str]:
    """Return what Canvas would change, by its importer's rules.

    Students are found by ID, columns of assignments by the number in brackets; a blank over a score
    counts as a change.
    """
    old, new = (list(csv.reader(io.StringIO(text))) for text in (before, after))
    assert new[0][:2] == ["Student", "ID"]
    assert new[1][0].strip() == "Points Possible"
    assert len({len(row) for row in new}) == 1
    columns = [k for k, header in enumerate(new[0]) if header.endswith(")") and "(" in header]
    by_id = {row[1]: row for row in old[2:]}
    return {
        (row[1], new[0][k]): row[k]
        for row in new[2:]
        for k in columns
        if row[k] != by_id[row[1]][k]
    }


@pytest.mark.parametrize("student", ["4211", "u0012", "ada", "Ada", "Lovelace, Ada"])
def test_points_reach_one_cell_whatever_the_student_is_called(student: str) -> None:
    filled = fill([Mark(student, 17.0)])
    assert changes(GRADEBOOK, filled.text) == {("4211", "Descent HW (98765)"): "17.00"}
    assert filled.entered == 1
    assert len(filled.missing) == 2


def test_nothing_to_enter_changes_no_byte() -> None:
    filled = fill([Mark("ada", None), Mark("nobody", 3.0)])
    assert filled.text == GRADEBOOK
    assert filled.unmatched == ("nobody",)


def test_an_excused_student_stays_excused() -> None:
    filled = fill([Mark("alan", 5.0)])
    assert filled.text == GRADEBOOK
    assert any("excused" in line for line in filled.missing)


def test_line_endings_and_byte_order_mark_stay() -> None:
    text = GRADEBOOK.replace("\n", "\r\n")
    table = parse_table(text, bom=True)
    assert fill_canvas(table, [], "Descent HW", 20.0).text == "\ufeff" + text


def test_other_points_possible_are_told() -> None:
    assert fill([], GRADEBOOK.replace(",20,", ",25,")).notes


@pytest.mark.parametrize("title", ["98765", "Descent HW (98765)", "Descent HW"])
def test_a_column_is_found_by_number_header_or_title(title: str) -> None:
    assert fill([Mark("ada", 1.0)], title=title).entered == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GRADEBOOK.replace("Student,", "Name,"), "starts with"),
        (GRADEBOOK.replace(",SIS Login ID", ",Login"), "SIS Login ID"),
        (GRADEBOOK.replace("Points Possible", "Pts"), "Points Possible"),
        (GRADEBOOK.replace("Essay (11)", "Descent HW (11)"), "several"),
        (GRADEBOOK.replace("Descent HW", "Other"), "no column"),
        ("Student\n", "not a gradebook"),
    ],
)
def test_what_canvas_would_not_take_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(GradebookError, match=complaint):
        fill([], text)
