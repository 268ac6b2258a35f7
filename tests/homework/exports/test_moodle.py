import csv
import io

import pytest

from descent_game.homework.exports.marks import FilledGradebook, Mark
from descent_game.homework.exports.moodle import fill_moodle
from descent_game.homework.exports.table import GradebookError, parse_table

ENGLISH = (
    'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade",'
    '"Grade can be changed","Last modified (submission)","Last modified (grade)",Feedback\n'
    '"Participant 7","Ada Lovelace",u0012,ada@x.org,"Submitted",,20.00,Yes,"Monday, 2 March",-,\n'
    '"Participant 8","Grace Hopper",u0013,grace@x.org,"No submission",3.50,20.00,Yes,-,-,\n'
)
GERMAN = (
    '\ufeffID;"Vollständiger Name";"E-Mail-Adresse";Status;Bewertung;Bestwertung;'
    '"Bewertung kann geändert werden";"Zuletzt geändert (Abgabe)";"Zuletzt geändert (Bewertung)"\n'
    '"Teilnehmer/in7";"Ada Lovelace";ada@x.org;Abgegeben;-;20,00;Ja;"Montag, 2. März";-\n'
    '"Teilnehmer/in8";"Grace Hopper";grace@x.org;"Keine Abgabe";-;20,00;Ja;-;-\n'
)
INVENTED = GERMAN.replace("Bewertung;Bestwertung", "Graadh;Lia")


def fill(text: str, *marks: Mark, column: str | None = None) -> FilledGradebook:
    bom = text.startswith("\ufeff")
    return fill_moodle(parse_table(text.lstrip("\ufeff"), bom=bom), marks, 20.0, column)


@pytest.mark.parametrize(
    ("text", "delimiter", "match_rows", "written"),
    [(ENGLISH, ",", 5, "17.50"), (GERMAN, ";", 4, "17,50"), (INVENTED, ";", 4, "17,50")],
)
@pytest.mark.parametrize("student", ["ada@x.org", "Ada Lovelace"])
def test_the_grade_reaches_its_cell_in_any_language(
    text: str, delimiter: str, match_rows: int, written: str, student: str
) -> None:
    filled = fill(text, Mark(student, 17.5))
    before, after = (
        list(csv.reader(io.StringIO(each), delimiter=delimiter)) for each in (text, filled.text)
    )
    assert after[1][match_rows] == written
    after[1][match_rows] = before[1][match_rows]
    assert after == before
    assert len(filled.missing) == 1


def test_moodles_own_numbers_find_a_student() -> None:
    assert fill(ENGLISH, Mark("u0013", 4.0)).entered == 1


def test_unknown_students_are_listed_and_none_is_invented() -> None:
    filled = fill(ENGLISH, Mark("nobody", 4.0))
    assert filled.unmatched == ("nobody",)
    assert len(filled.text.splitlines()) == len(ENGLISH.splitlines())


def test_no_grade_goes_above_the_maximum() -> None:
    filled = fill(ENGLISH, Mark("u0013", 21.0))
    assert filled.entered == 0
    assert any("above" in note for note in filled.notes)


def test_another_maximum_is_told() -> None:
    assert fill(ENGLISH.replace("20.00", "100.00")).notes


def test_the_column_may_be_named() -> None:
    assert fill(ENGLISH, Mark("u0012", 1.0), column="Grade").entered == 1
    with pytest.raises(GradebookError, match="no single column"):
        fill(ENGLISH, column="Marks")


def test_without_a_column_for_grades_it_is_no_worksheet() -> None:
    with pytest.raises(GradebookError, match="cannot tell"):
        fill("Identifier,Full name,Status\nParticipant 1,Ada,ok\n")
