"""JUnit XML: a suite for each submission, a case for each level, failed if it was not reached."""

from collections.abc import Iterable

from descent_game.checking import junit
from descent_game.homework.result_text import level_words
from descent_game.homework.results import Graded, GradedLevel, Status


def junit_xml(results: Iterable[Graded]) -> str:
    """Return the report of all submissions; refused and missing ones are errors."""
    return junit.document({"name": "descent homework grade"}, map(_suite, results)) + "\n"


def _suite(graded: Graded) -> str:
    if graded.status is Status.GRADED:
        cases = [_case(level) for level in graded.levels]
        failures, errors = sum(not level.reached for level in graded.levels), 0
    else:
        error = junit.element("error", {"message": graded.reason or graded.status})
        cases = [junit.element("testcase", _names("submission", graded.status), error)]
        failures, errors = 0, 1
    attributes = {
        "name": graded.student or graded.source,
        "tests": len(cases),
        "failures": failures,
        "errors": errors,
    }
    return junit.element("testsuite", attributes, junit.rows(cases))


def _case(level: GradedLevel) -> str:
    words = level_words(level)
    if level.reached:
        body = junit.element("system-out", {}, junit.content(words))
    else:
        body = junit.element("failure", {"message": words})
    return junit.element("testcase", _names(level.level, level.title), body)


def _names(group: str, name: str) -> dict[str, object]:
    return {"classname": group, "name": name}
