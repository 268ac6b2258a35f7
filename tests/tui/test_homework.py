from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from descent_game.game.attempts import Attempt
from descent_game.homework.student import collect, points_so_far
from descent_game.player.homework_list import remember
from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.play_context import HomeworkContext
from descent_game.tui.screens.assignments import AssignmentsScreen
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.homework import HomeworkScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import plain_text
from tests.homework.classes import make_assignment, play
from tests.tui.playing import STILL, at, start, until


def shown_on(screen: Screen[Any]) -> str:
    return "\n".join(plain_text(each) for each in screen.query_one("#detail", LineView)._shown)


@pytest.mark.parametrize("personal", [False, True])
async def test_a_game_of_a_homework_counts_with_its_answers_and_hints(
    tmp_path: Path, *, personal: bool
) -> None:
    assignment = make_assignment(tmp_path, personal=personal)
    record = Record(tmp_path / "home")
    app = DescentApp(assignment.levels[0], settings=STILL, record=record)
    app.session.context = HomeworkContext(assignment, "ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await pilot.press("2")
        screen = await start(pilot)
        assert screen.game.seed == assignment.seed("ada", assignment.levels[0], 1)
        while screen.game.outcome is None:
            turns = len(screen.game.turns)
            await pilot.press("g", "enter")
            await until(pilot, lambda turns=turns: len(screen.game.turns) > turns)  # type: ignore[misc]
        await at(pilot, DebriefScreen)
        await pilot.press("1")
        await until(pilot, lambda: bool(collect(assignment, "ada", record).attempts[0].after))
    (attempt,) = collect(assignment, "ada", record).attempts
    assert (attempt.level, attempt.number) == ("bowl", 1)
    assert (attempt.before, attempt.after) == ((2,), (1,))
    assert points_so_far(assignment, "ada", record).levels[0].attempts == 1


async def test_an_assignment_opens_its_levels_and_tells_how_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assignment = make_assignment(tmp_path, personal=True)
    record = Record(tmp_path / "home")
    game = play(assignment, "ada", 0, ((0.0, 1.0),))
    record.save(Attempt(game.level, game.seed), game)
    app = DescentApp(settings=STILL, record=record)
    app.session.context = HomeworkContext(assignment, "ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, HomeworkScreen)
        screen = pilot.app.screen
        assert isinstance(screen, HomeworkScreen)
        await until(pilot, lambda: screen.graded is not None)
        shown = shown_on(screen)
        for words in ("0 of 16  so far", "0 of 10  ☆☆☆", "not played", "1 played"):
            assert words in shown
        await pilot.press("s")
        await until(pilot, (tmp_path / "ada-hw1.descent.json").exists)
        await pilot.press("down", "enter")
        await at(pilot, BriefScreen)
        brief = pilot.app.screen
        assert isinstance(brief, BriefScreen)
        assert brief.level is assignment.levels[1]
        await pilot.press("escape")
        await at(pilot, HomeworkScreen)


async def test_homework_is_reached_from_the_course_and_left_for_it(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path)
    record = Record(tmp_path / "home")
    remember(record, assignment.path, "ada")
    remember(record, tmp_path / "gone.toml", "ada")
    app = DescentApp(settings=STILL, record=record)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("f4")
        await at(pilot, AssignmentsScreen)
        shown = shown_on(pilot.app.screen)
        for words in ("gone.toml  cannot be read any more", "Homework 1  due "):
            assert words in shown
        await pilot.press("enter", "down", "enter")
        await at(pilot, HomeworkScreen)
        await pilot.press("enter")
        await at(pilot, BriefScreen)
        brief = pilot.app.screen
        assert isinstance(brief, BriefScreen)
        assert brief.level is app.levels[0]
        await pilot.press("f4")
        await at(pilot, AssignmentsScreen)
        await pilot.press("down", "down", "enter")
        await at(pilot, LevelsScreen)
        assert app.play_context is None


async def test_games_of_the_course_are_no_attempts(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, more="attempts = 1")
    record, level = Record(tmp_path / "home"), assignment.levels[0]
    play_context = HomeworkContext(assignment, "ada")
    game = play(assignment, "ada", 0, ((0.0, 1.0),))
    record.save(Attempt(level), game)
    assert not collect(assignment, "ada", record).attempts
    assert not play_context.next_attempt(level, record).practice
    record.set_purpose(game, play_context.purpose)
    assert len(collect(assignment, "Ada", record).attempts) == 1
    assert not collect(assignment, "bob", record).attempts
    assert play_context.next_attempt(level, record).practice
