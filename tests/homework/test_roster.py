"""The roster: a table of who is in the class, however it is written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.homework.roster import RosterStudent, read_roster

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def written(folder: Path, text: str) -> Path:
    path = folder / "class.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_a_student_unless_it_has_no_id(tmp_path: Path) -> None:
    text = (
        "Name,ID,email,uploaded\n"
        "Ada Lovelace, u1 ,ada@x.org,2026-03-02T12:00:00+00:00\n"
        "Nobody,,nobody@x.org,\n"
        "Bob,u2\n"
    )
    roster = read_roster(written(tmp_path, text))
    assert list(roster.students) == [
        RosterStudent("u1", ("ada@x.org", "Ada Lovelace"), NOON),
        RosterStudent("u2", ("Bob",), None),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("number,name\n1,Ada\n", "no column 'id'; there are number, name"),
        ("id,name\nu1,Ada\nU1 ,Bob\n", "u1"),
        ("id,uploaded\nu1,yesterday\n", "class.csv:2"),
    ],
)
def test_what_is_wrong_with_a_roster_is_told(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(DescentError) as raised:
        read_roster(written(tmp_path, text))
    assert reason in str(raised.value)
