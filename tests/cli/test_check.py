"""``descent level check`` and ``descent level solve``: what they print, and how they leave."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from tests.checking.levels import TRUE, changed, line_with, write
from tests.cli.conftest import Run

FALSE = changed(("at_least = 25", "at_least = 49"), ("{claim.coupling}.", "<0.9>."))
CLAIM, NUMBER = line_with(FALSE, "at_least = 49"), line_with(FALSE, "<0.9>")


def test_a_true_level_leaves_with_0(descent: Run, tmp_path: Path) -> None:
    path = write(tmp_path, TRUE)
    done = descent("level", "check", str(path), "--seeds", "3")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "1 level checked as published and on 11 variants in all: 0 errors, 0 warnings, 0 notes.\n"
    )


def test_a_false_level_leaves_with_1_and_a_line_a_finding(descent: Run, tmp_path: Path) -> None:
    path = write(tmp_path, FALSE)
    done = descent("level", "check", str(path), "--seeds", "0")
    number, _, _, claim, source, caret, summary = done.out.splitlines()
    assert done.status == 1
    assert number.startswith(f"{path}:{NUMBER}:18: text.debrief: '0.9' is typed by hand; ")
    assert claim.startswith(f"{path}:{CLAIM}:12: claims[3].at_least: 'Gradient descent takes far")
    assert claim.endswith(" [claim]")
    assert source.startswith("    at_least = ")
    assert caret == f"{' ' * 15}^"
    assert summary.endswith(": 2 errors, 0 warnings, 0 notes.")


def test_warnings_do_not_fail(descent: Run, tmp_path: Path) -> None:
    unproved = changed(('by = ["coupling", "one probe', 'by = ["error", "one probe'),
                       ("Two weights, w1", "No bot is quicker. Two weights, w1"))  # fmt: skip
    done = descent("level", "check", str(write(tmp_path, unproved)), "--seeds", "0")
    assert (done.status, "0 errors, 1 warning" in done.out) == (0, True)


def test_texts_are_listed_beside_their_proofs(descent: Run, tmp_path: Path) -> None:
    text = changed(("Two weights, w1", "No bot is quicker. Two weights, w1"))
    path = str(write(tmp_path, text))
    listed = descent("level", "check", path, "--seeds", "0", "--texts").out.splitlines()
    assert listed[:3] == [
        path,
        "    6  idea: One probe of both weights tells how they depend on each other.",
        "       = claim coupling: coupling equals coupling holds, it is 0.9",
    ]
    for kind, words, proof in (
        ("brief", "No bot is quicker.", "nothing proves it"),
        ("hint 2", "Look at the interaction.", "play 'one probe, then the step"),
        ("wrong choice", "Raising both again", "at most -0.1 does not hold, it is 0.45"),
        ("answer", "Raising one and lowering the other", "at most -0.1 holds, it is -0.45"),
    ):
        (row,) = (n for n, line in enumerate(listed) if f"{kind}: {words}" in line)
        assert proof in listed[row + 1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.toml"], "nowhere.toml: there is no such file or folder"),
        (["nolevel"], "there is no level 'nolevel'"),
        (["first-light", "--seeds", "-1"], "--seeds"),
        (["first-light", "--jobs", "0"], "--jobs"),
        (["first-light", "--format", "xml"], "'text', 'json', 'junit'"),
    ],
)
def test_bad_usage_leaves_with_2(descent: Run, arguments: list[str], says: str) -> None:
    done = descent("level", "check", *arguments)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_an_empty_folder_is_bad_usage(descent: Run, tmp_path: Path) -> None:
    done = descent("level", "check", str(tmp_path))
    assert done.status == 2
    assert "no level file" in done.err


def test_a_file_that_cannot_be_opened_leaves_with_2_and_hides_nothing(
    descent: Run, tmp_path: Path
) -> None:
    (tmp_path / "bad.toml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
    write(tmp_path, FALSE)
    done = descent("level", "check", str(tmp_path), "--seeds", "0", "--jobs", "1")
    assert done.status == 2
    assert "[unreadable]" in done.out
    assert "[claim]" in done.out


def test_a_link_to_itself_is_a_file_that_cannot_be_opened(descent: Run, tmp_path: Path) -> None:
    for name in ("loop.toml", "loop.csv"):
        (tmp_path / name).symlink_to(name)
    done = descent("level", "check", str(tmp_path), "--seeds", "0")
    assert done.status == 2
    assert "loop.toml:1:1: cannot be opened: " in done.out


def test_json_has_the_documented_form(descent: Run, tmp_path: Path) -> None:
    path = write(tmp_path, FALSE)
    document = json.loads(
        descent("level", "check", str(path), "--seeds", "2", "--format", "json").out
    )
    (level,) = document["levels"]
    assert {**level, "seconds": 0} == {
        "file": str(path), "id": "true-level", "variants": 10, "seconds": 0,
    }  # fmt: skip
    assert (document["errors"], document["warnings"], document["notes"]) == (2, 0, 0)
    assert [(f["line"], f["key"], f["severity"], f["rule"]) for f in document["findings"]] == [
        (NUMBER, "text.debrief", "error", "typed-number"),
        (CLAIM, "claims[3].at_least", "error", "claim"),
    ]
    assert {tuple(finding) for finding in document["findings"]} == {
        ("file", "line", "column", "end_column", "key", "severity", "rule", "message")
    }


def test_junit_has_a_suite_a_file_and_a_case_a_rule(descent: Run, tmp_path: Path) -> None:
    write(tmp_path, FALSE, "a&b".replace("&", "-"))
    (tmp_path / "old.csv").write_text("x\n1\n")
    out = descent("level", "check", str(tmp_path), "--seeds", "0", "--format", "junit").out
    suites = ET.fromstring(out)
    assert [suite.get("name") for suite in suites] == [
        str(tmp_path / "a-b.toml"), str(tmp_path / "old.csv"),
    ]  # fmt: skip
    failed = {case.get("name"): case.findtext("failure") for case in suites[0] if len(case)}
    assert set(failed) == {"claim", "typed-number"}
    assert f"a-b.toml:{NUMBER}:" in str(failed["typed-number"])
    assert suites.get("failures") == "3"


def test_levels_are_checked_by_their_ids(descent: Run) -> None:
    done = descent("level", "check", "first-light", "free-bowl", "--seeds", "1", "--jobs", "1")
    assert "2 levels checked" in done.out
    assert done.status == 0
    assert done.err == ("checked 1 of 2: first-light.toml\nchecked 2 of 2: free-bowl.toml\n")


def test_what_the_solver_prints_wins(descent: Run) -> None:
    document = json.loads(descent("level", "solve", "free-bowl", "--seed", "1", "--json").out)
    game = Game(open_level("free-bowl"), 1)
    for numbers in document["moves"]:
        game.play(Move(*numbers))
    assert game.player.goal_turn == document["turns"] == 2
    assert document["losses"] == game.player.losses
    assert (document["reached"], document["stars"], document["par"]) == (True, 3, 4)


def test_the_solver_prints_moves_as_a_level_file_writes_them(descent: Run) -> None:
    lines = descent("level", "solve", "crease-stuck").out.splitlines()
    assert lines[0] == "crease-stuck, as published: the goal in 3 turns."
    assert lines[1].startswith("Par is 6: 3 turns to spare. The bot: not at the goal")
    assert lines[-1] == "moves = [[30, 2.2], [20, 2], [45, 2.2]]"


def test_findings_are_kept_for_the_next_check(descent: Run, tmp_path: Path, home: Path) -> None:
    path, kept = write(tmp_path, FALSE), home / "cache" / "checks"
    first = descent("level", "check", str(path), "--seeds", "0", "--no-cache")
    assert not kept.exists()
    for _ in range(2):
        assert descent("level", "check", str(path), "--seeds", "0") == first
        assert len(list(kept.iterdir())) == 1
