"""The public names: every example runs, and type checkers know what the names are."""

import ast
import doctest
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import assert_type

import pytest

import descent_game
from descent_game.checking.check_files import DEFAULT_SEEDS
from descent_game.game.game import Game

ROOT = Path(__file__).parent.parent
NAMES = [name for name in dir(descent_game) if name != "__version__"]


def examples_of(name: str) -> list[doctest.DocTest]:
    """Return the examples of a public name, not those of its methods."""
    found = doctest.DocTestFinder(recurse=False).find(getattr(descent_game, name), name, globs={})
    return [test for test in found if test.examples]


def run(test: doctest.DocTest) -> None:
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_has_an_example_that_runs(name: str) -> None:
    (example,) = examples_of(name)
    run(example)


def test_the_package_and_the_page_have_examples_that_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8").replace("```\n", "\n```\n")
    for text in (str(descent_game.__doc__), page):
        example = doctest.DocTestParser().get_doctest(text, {}, "the page", None, 0)
        assert example.examples
        run(example)


def stubs() -> Iterator[tuple[str, str]]:
    """Yield the public names with their modules, as type checkers are told."""
    text = Path(descent_game.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            yield from ((str(alias.asname), str(node.module)) for alias in node.names)


def test_type_checkers_are_told_the_same_names() -> None:
    told = dict(stubs())
    assert sorted([*told, "__version__"]) == sorted(descent_game.__all__)
    for name, module in told.items():
        assert getattr(descent_game, name) is getattr(import_module(module), name)


def test_type_checkers_know_what_the_names_are() -> None:
    game = descent_game.Game(descent_game.load_level("first-light"))
    assert_type(game.play(descent_game.Move(40.0, 2.0)).player.readout.promise, float)
    assert_type(descent_game.run_bot(game.level).goal_turn, int | None)


def test_a_name_that_is_not_there_is_not_made_up() -> None:
    with pytest.raises(AttributeError, match="no attribute 'load_levels'"):
        _ = getattr(descent_game, "load_levels")  # noqa: B009 - unknown to type checkers


def test_a_bot_runs_as_in_a_game_on_the_same_ground() -> None:
    level = descent_game.load_level("tilted-bowl")
    for seed in (None, 3, 4):
        assert descent_game.run_bot(level, seed=seed).path == Game(level, seed).bot.path
    spec = "gd:learning_rate=0.1"
    told = descent_game.run_bot(level, spec, turns=60, stop_at_goal=False)
    assert told.turns == 60


def test_the_check_is_the_commands(tmp_path: Path) -> None:
    assert inspect.signature(descent_game.check_level).parameters["seeds"].default == DEFAULT_SEEDS
    path = tmp_path / "x.toml"
    path.write_text("format = 1\n")
    assert {finding.rule for finding in descent_game.check_level(path)} == {"schema"}
    assert [f.rule for f in descent_game.check_level(tmp_path / "none.toml")] == ["unreadable"]


def test_no_name_is_no_level_and_not_the_working_folder() -> None:
    for use in (descent_game.load_level, descent_game.check_level):
        with pytest.raises(descent_game.DescentError, match="there is no level ''"):
            use("")
