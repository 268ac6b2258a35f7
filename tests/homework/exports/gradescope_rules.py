"""Gradescope's rules for results.json, as its specification states them; knows none of our code."""

import json
import math
from typing import Any

VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
TOP = {
    "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format",
    "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard",
}  # fmt: skip
TEST = {
    "score", "max_score", "status", "name", "name_format", "number", "output", "output_format",
    "tags", "visibility", "extra_data",
}  # fmt: skip
BOARD = {"name", "value", "order"}


def problems(text: str) -> list[str]:
    """Return what Gradescope would not accept in a results file."""
    document = json.loads(text, parse_constant=lambda name: math.nan)
    if not isinstance(document, dict):
        return ["not an object"]
    found = _common(document, TOP, "results")
    if "score" not in document and not document.get("tests"):
        found.append("neither a score nor tests")
    for number, test in enumerate(document.get("tests", [])):
        found += _test(test, f"tests[{number}]")
    for number, entry in enumerate(document.get("leaderboard", [])):
        where = f"leaderboard[{number}]"
        found += _common(entry, BOARD, where)
        if entry.get("order", "desc") not in {"asc", "desc"}:
            found.append(f"{where}.order")
        if not {"name", "value"} <= set(entry):
            found.append(f"{where} lacks name or value")
    return found


def _test(test: dict[str, Any], where: str) -> list[str]:
    found = _common(test, TEST, where)
    if test.get("status", "passed") not in {"passed", "failed"}:
        found.append(f"{where}.status")
    if not all(isinstance(tag, str) for tag in test.get("tags", [])):
        found.append(f"{where}.tags")
    if "score" in test and "max_score" not in test:
        found.append(f"{where} has a score without max_score")
    return found


def _common(part: dict[str, Any], keys: set[str], where: str) -> list[str]:
    found = [f"{where}.{key} is unknown" for key in part if key not in keys]
    for key, value in part.items():
        allowed = {
            "visibility": VISIBILITIES, "stdout_visibility": VISIBILITIES, "output_format": FORMATS,
            "test_output_format": FORMATS, "test_name_format": FORMATS, "name_format": FORMATS,
        }.get(key)  # fmt: skip
        if allowed is not None and value not in allowed:
            found.append(f"{where}.{key} = {value!r}")
        if key in ("score", "max_score", "execution_time") and not _number(value):
            found.append(f"{where}.{key} = {value!r} is no finite number")
        if key in ("name", "number", "output") and not isinstance(value, str):
            found.append(f"{where}.{key} is no text")
        if key == "extra_data" and not isinstance(value, dict):
            found.append(f"{where}.extra_data is no object")
    return found


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
