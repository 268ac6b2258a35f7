from pathlib import Path

import pytest

from descent_game.homework.consolidation import consolidate
from descent_game.homework.grading import grade
from descent_game.homework.roster import RosterStudent, roster_of
from descent_game.homework.uploaders import students_by_name, uploader_of
from tests.homework.classes import make_assignment, submission_of

ADA = RosterStudent("ada@x.org", ("Ada Lovelace",))
BOB = RosterStudent("bob@x.org", ("Bob Le Roy",))
ROSTER = roster_of([ADA, BOB])


@pytest.mark.parametrize(
    ("source", "key", "name"),
    [
        ("all.zip/lovelaceada_4211_98765_ada-hw1.descent.json", "canvas 4211", "lovelaceada"),
        ("lovelaceada_LATE_4211_98765_a.json", "canvas 4211", "lovelaceada"),
        ("z.zip/Ada Lovelace_77_assignsubmission_file_/a.json", "moodle 77", "Ada Lovelace"),
        ("z/Ada Lovelace_77_assignsubmission_file/b/a.json", "moodle 77", "Ada Lovelace"),
        ("a_b.json", None, ""),
        ("ada@x.org-hw1.descent.json", None, ""),
    ],
)
def test_names_of_platforms_tell_who(source: str, key: str | None, name: str) -> None:
    found = uploader_of(source)
    assert found == ((key, name) if key else None)


def test_people_are_found_by_first_and_last_name() -> None:
    names = students_by_name(ROSTER)
    assert names["lovelaceada"] is names["adalovelace"] is ADA
    assert names["leroybob"] is BOB
    twins = roster_of([RosterStudent("1", ("Ann Lee",)), RosterStudent("2", ("Lee Ann",))])
    assert students_by_name(twins)["annlee"] is None


CANVAS = "{}_{}_9_ada-hw1.json"


@pytest.mark.parametrize("reverse", [False, True])
def test_nobody_hands_in_for_somebody_else(tmp_path: Path, *, reverse: bool) -> None:
    """Bob uploads a worse game under Ada's id, the last one, which would count."""
    assignment = make_assignment(tmp_path, more='counts = "last"')
    own = grade(submission_of(assignment, ADA.id), assignment, CANVAS.format("lovelaceada", 1))
    content = submission_of(assignment, ADA.id, ((0.0, 0.1),))
    forged = grade(content, assignment, CANVAS.format("leroybob_LATE", 2))
    files = [forged, own] if reverse else [own, forged]
    settled = consolidate(files, assignment, ROSTER)
    first, missing, refused = settled.results
    assert (first.student, first.points, first.notes) == (ADA.id, 10.0, ())
    assert (missing.student, missing.status) == (BOB.id, "missing")
    assert refused.reason == "uploaded by bob@x.org, but made for 'ada@x.org'"
    assert not settled.contested
    (line,) = consolidate(files, assignment).contested
    assert line.startswith("ada@x.org: leroybob_LATE_2_9_ada-hw1.json, lovelaceada_1")
