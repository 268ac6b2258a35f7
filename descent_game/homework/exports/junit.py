"""JUnit XML: a suite a submission, a case a level; a level whose goal was not reached fails."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from descent_game.homework.result_text import level_words
from descent_game.homework.results import Graded, GradedLevel, Status

_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]")


def junit_xml(results: Iterable[Graded]) -> str:
    """Return the report of all submissions; refused and missing ones are errors."""
    suites = [_suite(graded) for graded in results]
    head = '<testsuites name="descent homework grade">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>\n"])


def _suite(graded: Graded) -> str:
    name = graded.student or graded.source
    if graded.status is not Status.GRADED:
        why = _attribute(graded.reason or str(graded.status))
        case = f'<testcase classname="submission" name="{graded.status}"><error message={why}/>'
        cases, failures, errors = [f"{case}</testcase>"], 0, 1
    else:
        cases = [_case(level) for level in graded.levels]
        failures, errors = sum(not level.reached for level in graded.levels), 0
    head = (
        f'<testsuite name={_attribute(name)} tests="{len(cases)}" failures="{failures}"'
        f' errors="{errors}">'
    )
    return "\n".join([head, *cases, "</testsuite>"])


def _case(level: GradedLevel) -> str:
    head = f"<testcase classname={_attribute(level.level)} name={_attribute(level.title)}>"
    words = level_words(level)
    body = f"<system-out>{escape(_clean(words))}</system-out>"
    if not level.reached:
        body = f"<failure message={_attribute(words)}/>"
    return f"{head}{body}</testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("?", text)
