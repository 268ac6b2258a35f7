import json
import os
import subprocess
import sys

import click
import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.cli.charts import print_chart
from descent_game.game.racing import run_specs
from descent_game.level.variant import draw_variant
from descent_game.view.race_chart import race_chart
from tests.cli.conftest import Run

VARIANT = draw_variant(open_level("ravine"), None)


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
        exact = [2 - 5.6 * 0.7**turn, 1 - 4.2 * 0.7**turn]
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
    assert any("  gd:learning_rate=0.3 " in line for line in lines[1:])


def test_plain_baselines_run_beside_and_the_winner_is_told(descent: Run) -> None:
    document = json.loads(descent("race", "ravine", "--json").out)
    assert [bot["spec"].partition(":")[0] for bot in document["baselines"]] == ["gd", "momentum"]
    assert document["winner"] in [b["spec"] for b in document["bots"] + document["baselines"]]
    told = descent("race", "ravine").out
    assert told.count("(plain)") >= 2
    assert f"Won by: {document['winner']}" in told


def test_the_chart_shows_every_bot_by_its_letter(descent: Run) -> None:
    arguments = ["--bot", "gd:learning_rate=0.1", "--bot", "gd:learning_rate=1.5"]
    told = descent("race", "first-light", *arguments, "--chart").out
    chart, _, table = told.partition("\n\n")
    assert "loss by turn" in chart
    assert max(map(len, chart.splitlines())) <= 79
    for letter in "AB":
        assert letter in chart.partition("turn 0")[0]
        assert f"\n{letter}  gd:" in table


@pytest.mark.parametrize("columns", [20, 80, 120, 300])
def test_the_chart_is_as_wide_as_the_terminal(
    descent: Run, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    chart, _, _ = descent("race", "ravine", "--chart").out.partition("\n\n")
    assert max(map(len, chart.splitlines())) == min(max(columns - 1, 40), 120)
    assert not {"\x1b", "\\"} & set(chart)  # a pipe gets no colours, nor what is left of them


@pytest.mark.parametrize(
    ("variable", "value"),
    [("DESCENT_STYLE", "ascii"), ("TERM", "dumb"), ("PYTHONIOENCODING", "ascii")],
)
def test_the_chart_is_seven_bit_where_nothing_else_is_shown(variable: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "descent_game", "race", "ravine", "--chart"],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", variable: value},
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.isascii()
    assert not {*b"?\\"} & {*done.stdout}
    assert b"- goal -" in done.stdout


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_the_chart_has_colours_on_a_terminal_that_has_them(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    no_color: str,
    coloured: bool,
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    chart = race_chart(run_specs(["gd:learning_rate=0.1"], VARIANT, 5), ["lane"], 5)
    with click.Context(click.Command("race"), color=True):  # what click does on a terminal
        print_chart(chart, {"lane": "yellow"})
    assert ("\x1b[33m" in capsys.readouterr().out) == coloured


def test_too_many_bots_are_refused(descent: Run) -> None:
    done = descent("race", "first-light", *["--bot", "newton"] * 41)
    assert (done.status, done.err) == (2, "descent: 41 bots are too many; allowed are 40\n")
