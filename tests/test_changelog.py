"""The changelog has the form of Keep a Changelog, and the version of the package."""

import re
from datetime import date
from pathlib import Path

import descent_game

TEXT = (Path(__file__).parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_versions_are_dated_and_the_newest_comes_first() -> None:
    newest, *released = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    assert re.fullmatch(r"\d+\.\d+\.\d+ \(unreleased\)|\d+\.\d+\.\d+ - [\d-]+", newest)
    versions, dates = zip(*(entry.split(" - ") for entry in released), strict=True)
    days = [date.fromisoformat(day) for day in dates]
    assert days == sorted(days, reverse=True)
    assert descent_game.__version__ in {newest.split()[0], versions[0]}


def test_entries_stand_under_the_usual_headings() -> None:
    assert set(re.findall(r"^### (.+)$", TEXT, re.MULTILINE)) <= SECTIONS
