"""JUnit XML, our own table, and the cells that a spreadsheet must not run."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from descent_game.homework.assignment import Assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.consolidation import ClassResult, consolidate
from descent_game.homework.exports.gradescope import results_document
from descent_game.homework.exports.junit import junit_xml
from descent_game.homework.exports.results_csv import results_csv
from descent_game.homework.exports.table import guarded
from descent_game.homework.submission_files import SubmissionFile
from tests.homework.classes import make_assignment, submission_of
from tests.homework.exports.gradescope_rules import problems

NASTY = '=HYPERLINK("x")<&>]]>'


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    return make_assignment(tmp_path)


@pytest.fixture
def result(assignment: Assignment) -> ClassResult:
    found = [
        SubmissionFile("a.json", submission_of(assignment, "ada")),
        SubmissionFile("n.json", submission_of(assignment, NASTY)),
        SubmissionFile("@bad.json", b"{\x00"),
    ]
    return consolidate(grade_all(found, assignment), assignment)


def test_junit_is_xml_with_a_suite_a_submission(result: ClassResult) -> None:
    root = ET.fromstring(junit_xml(result.results))
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"ada", NASTY, "@bad.json"}
    assert suites["ada"].get("failures") == "1"
    assert suites["@bad.json"].find("testcase/error") is not None
    assert [case.get("classname") for case in suites["ada"]] == ["bowl", "valley"]


def test_the_table_holds_no_formula(result: ClassResult, assignment: Assignment) -> None:
    rows = list(csv.reader(io.StringIO(results_csv(result.results, assignment))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    ada = dict(zip(rows[0], next(row for row in rows if row[0] == "ada"), strict=True))
    assert (ada["points"], ada["most"], ada["bowl.stars"]) == ("10.0000", "16.0000", "3")
    assert ada["late"] == "time of upload unknown"


def test_gradescope_takes_every_result(result: ClassResult) -> None:
    for graded in result.results:
        assert problems(json.dumps(results_document(graded, 0.1), allow_nan=False)) == []


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_dangerous_cells_are_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert guarded(f"x{cell}") == f"x{cell}"
