"""The class report: its figures against counts made by hand, and strangers' names in it."""

import re
from pathlib import Path

import pytest

from descent_game.game.readout import Verdict
from descent_game.homework.assignment import Assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.consolidation import ClassResult, consolidate
from descent_game.homework.report.charts import distribution, share
from descent_game.homework.report.levels import mistakes
from descent_game.homework.report.site import class_page, write_report
from descent_game.homework.results import Graded, Status
from descent_game.homework.submission_files import SubmissionFile
from tests.homework.classes import WINNING, make_assignment, submission_of

EVIL = "<script>alert(1)</script>"
PLAYS = {
    "ada": (WINNING, (1,)),
    "bob": (((0.0, 0.5),), (2,)),
    EVIL: (((180.0, 1.0), (90.0, 2.0), (90.0, 2.0), (90.0, 2.0), (90.0, 2.0)), (2,)),
}


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    return make_assignment(tmp_path)


@pytest.fixture
def found(assignment: Assignment) -> list[SubmissionFile]:
    return [
        SubmissionFile(f"{number}.json", submission_of(assignment, student, moves, answers))
        for number, (student, (moves, answers)) in enumerate(PLAYS.items())
    ]


@pytest.fixture
def result(assignment: Assignment, found: list[SubmissionFile]) -> ClassResult:
    broken = SubmissionFile(f"{EVIL}.json", b"{")
    return consolidate(grade_all([*found, broken], assignment, facts=True), assignment)


def first_row(page: str, title: str) -> list[str]:
    """Return the words of the first row of the table under a heading."""
    section = page.split(f"<h2>{title}</h2>", 1)[1].split("<tbody>", 1)[1]
    row = section.split("</tr>", 1)[0]
    return [re.sub("<[^>]*>", "", cell) for cell in re.findall("<td>(.*?)</td>", row)]


def test_figures_are_counts_of_the_games(result: ClassResult) -> None:
    page = class_page(result)
    bowl = first_row(page, "Levels")
    assert bowl[1:5] == ["3", "1 (33%)", "1 (33%)", "1 (33%)"]
    assert bowl[6] == "1 (33%)"  # the one who walked off ended higher
    assert first_row(page, "Questions")[2:] == ["0 (0%)", "1 (33%)"]
    assert "3 submissions graded, 1 not readable" in page
    assert len(re.findall('class="way (?:reached|short)"', page)) == 6


def test_mistakes_name_the_wrong_answer(result: ClassResult, assignment: Assignment) -> None:
    games = [facts for graded in result.graded for facts in graded.facts if facts.level == "bowl"]
    assert sum(facts.verdicts.get(Verdict.UPHILL, 0) for facts in games) >= 2
    told = mistakes([(assignment.levels[0], games)])
    assert any("2 of 3 (67%) still answer 'up' to 'Which way?'" in each for each in told)


def test_every_student_has_a_page_and_no_name_is_markup(
    result: ClassResult, found: list[SubmissionFile], tmp_path: Path
) -> None:
    folder = tmp_path / "report"
    write_report(result, folder, found)
    pages = sorted(folder.glob("*.html"))
    assert [page.name for page in pages] == [
        "index.html", "student-0001.html", "student-0002.html", "student-0003.html",
    ]  # fmt: skip
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert EVIL not in text
        assert "://" not in text
        assert text.count("<script>") == (page.name != "index.html")
    links = re.findall('href="(student-[0-9]+.html)"', pages[0].read_text(encoding="utf-8"))
    assert sorted(links) == [page.name for page in pages[1:]]
    names = [re.findall("<h1>(.*?)</h1>", page.read_text(encoding="utf-8"))[0] for page in pages]
    assert names[1:] == ["&lt;script&gt;alert(1)&lt;/script&gt;", "ada", "bob"]


def test_a_report_of_nobody_can_be_written(assignment: Assignment) -> None:
    assert "Nothing was graded" in class_page(consolidate([], assignment))


@pytest.mark.parametrize(
    ("points", "counts"),
    [
        ([], [0] * 10),
        ([0.0, 10.0, 9.99, 5.0], [1, 0, 0, 0, 0, 1, 0, 0, 0, 2]),
        ([1.0, 1.99, 2.0], [0, 2, 1, 0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_every_student_is_in_one_bar(points: list[float], counts: list[int]) -> None:
    drawn = distribution(points, 10.0)
    assert f"tenths of 10: {', '.join(map(str, counts))}" in drawn
    assert drawn.count("<rect") == 10


@pytest.mark.parametrize(
    ("points", "median"), [([2.0], "2.0"), ([0.0, 10.0], "5.0"), ([9.0, 1.0, 2.0, 4.0], "3.0")]
)
def test_the_median_of_an_even_class_lies_between(
    assignment: Assignment, points: list[float], median: str
) -> None:
    graded = [
        Graded(f"{number}.json", f"u{number}", Status.GRADED, each, 16.0)
        for number, each in enumerate(points)
    ]
    assert f"median {median}, of 16." in class_page(consolidate(graded, assignment))


def test_shares_of_nothing_are_dashes() -> None:
    assert share(0, 0) == "-"
    assert "1 (25%)" in share(1, 4)
