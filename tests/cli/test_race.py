import json

import pytest

from tests.cli.conftest import Run


def test_the_document_has_the_published_form(descent: Run) -> None:
    arguments = ["--bot", "gd:learning_rate=0.3", "--bot", "gd:learning_rate=2.5", "--turns", "50"]
    bots = json.loads(descent("race", "first-light", *arguments, "--json").out)["bots"]
    assert list(bots[0]) == ["spec", "path", "losses", "turns_to_goal", "termination"]
    assert [bot["spec"] for bot in bots] == ["gd:learning_rate=0.3", "gd:learning_rate=2.5"]
    assert (bots[0]["turns_to_goal"], bots[0]["termination"]) == (10, "out of turns")
    assert (bots[1]["turns_to_goal"], bots[1]["termination"]) == (None, "diverged")


def test_a_bot_runs_all_its_turns_as_the_recurrence_says(descent: Run) -> None:
    arguments = ["--bot", "gd:learning_rate=0.3", "--turns", "50", "--json"]
    (bot,) = json.loads(descent("race", "first-light", *arguments).out)["bots"]
    assert len(bot["path"]) == len(bot["losses"]) == 51
    for turn, w in enumerate(bot["path"]):
        exact = [2 - 5 * 0.7**turn, 1 - 4 * 0.7**turn]
        assert w == pytest.approx(exact, abs=1e-10)


def test_the_same_bot_may_run_twice(descent: Run) -> None:
    spec = ["--bot", "gd:learning_rate=0.3"]
    assert len(json.loads(descent("race", "first-light", *spec, *spec, "--json").out)["bots"]) == 2


def test_what_a_race_calls_a_bot_makes_it_again(descent: Run) -> None:
    (bot,) = json.loads(descent("race", "zoom", "--json").out)["bots"]
    (again,) = json.loads(descent("race", "zoom", "--bot", bot["spec"], "--json").out)["bots"]
    assert again == bot


def test_without_a_bot_the_levels_own_run(descent: Run) -> None:
    lines = descent("race", "first-light").out.splitlines()
    assert "turns to goal" in lines[0]
    assert any(line.startswith("gd") for line in lines[1:])
