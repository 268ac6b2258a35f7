"""Reports of a level check: as text for people, as JSON, and as JUnit XML for CI."""

import json
from collections.abc import Callable
from typing import Any

from descent_game.checking import junit
from descent_game.checking.check_files import Report
from descent_game.checking.findings import Finding
from descent_game.checking.level_check import Inspection
from descent_game.checking.rules import RULES, Severity

FINDING_KEYS = ("file", "line", "column", "end_column", "key", "severity", "rule", "message")


def text_report(report: Report) -> str:
    """Return every finding with its line in the file, and a line that sums up."""
    counts = ", ".join(_counted(report.count(severity), severity) for severity in Severity)
    levels = _counted(len(report.levels), "level")
    variants = _counted(sum(level.variants for level in report.levels), "variant")
    summary = f"{levels} checked as published and on {variants} in all: {counts}."
    return "\n".join([*(finding.shown for finding in report.findings), summary])


def json_report(report: Report) -> str:
    """Return one JSON document, in the form that docs/json.md describes."""
    document: dict[str, Any] = {
        "levels": [_level_document(level) for level in report.levels],
        "findings": [{key: getattr(f, key) for key in FINDING_KEYS} for f in report.findings],
        **{f"{severity}s": report.count(severity) for severity in Severity},
    }
    return json.dumps(document)


def junit_report(report: Report) -> str:
    """Return JUnit XML: a suite a file, a case a rule; errors are failures."""
    names = {level.name: level for level in report.levels}
    for finding in report.findings:
        names.setdefault(finding.file, Inspection.of_file(finding.file))
    suites = [_suite(level, report) for level in names.values()]
    failures = report.count(Severity.ERROR)
    return junit.document({"name": "descent level check", "failures": failures}, suites)


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text_report,
    "json": json_report,
    "junit": junit_report,
}
"""Every form of a report by its name."""


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _level_document(level: Inspection) -> dict[str, Any]:
    return {
        "file": level.name,
        "id": level.facts.id,
        "variants": level.variants,
        "seconds": round(level.seconds, 3),
    }


def _suite(level: Inspection, report: Report) -> str:
    found = [finding for finding in report.findings if finding.file == level.name]
    cases = [_case(level, rule, [f for f in found if f.rule == rule]) for rule in RULES]
    attributes = {
        "name": level.name,
        "tests": len(cases),
        "failures": len({f.rule for f in found if f.severity is Severity.ERROR}),
        "time": f"{level.seconds:.3f}",
    }
    return junit.element("testsuite", attributes, junit.rows(cases))


def _case(level: Inspection, rule: str, found: list[Finding]) -> str:
    errors = "\n".join(str(f) for f in found if f.severity is Severity.ERROR)
    others = "\n".join(str(f) for f in found if f.severity is not Severity.ERROR)
    parts = ""
    if errors:
        message = {"message": RULES[rule].requires}
        parts += junit.element("failure", message, junit.content(errors))
    if others:
        parts += junit.element("system-out", {}, junit.content(others))
    return junit.element("testcase", {"classname": level.facts.id, "name": rule}, parts or None)
