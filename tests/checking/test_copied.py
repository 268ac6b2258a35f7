"""A new level is told which of its words are still those of the level it was made from."""

from pathlib import Path

from descent_game.authoring.template import draft
from descent_game.catalogue.catalogue import find_level
from descent_game.checking.rules import Severity
from tests.checking.levels import found

SOURCE = find_level("first-light").path.read_text(encoding="utf-8")
IDEA = next(line for line in SOURCE.splitlines() if line.startswith("idea = "))


def keys(folder: Path, text: str) -> list[str]:
    findings = found(folder, text, seeds=0)
    assert {f.severity for f in findings if f.rule != "bound"} <= {Severity.NOTE, Severity.WARNING}
    return [finding.key for finding in findings if finding.rule == "copied"]


def test_words_are_the_old_levels_until_they_are_written_anew(tmp_path: Path) -> None:
    text = draft(SOURCE, "true-level", "first-light", "")
    before = keys(tmp_path, text)
    assert {"idea", "text.brief", "text.debrief", "questions[1].ask"} <= set(before)
    after = keys(tmp_path, text.replace(IDEA, 'idea = "Another one."'))
    assert after == [key for key in before if key != "idea"]


def test_a_level_made_from_none_that_is_known_is_its_own(tmp_path: Path) -> None:
    assert keys(tmp_path, draft(SOURCE, "true-level", "../first-light.toml", "")) == []
