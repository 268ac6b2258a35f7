from pathlib import Path

import pytest

from descent_game.homework.student import collect, points_so_far
from descent_game.progress.record import Record
from descent_game.tui.homework import HomeworkApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.levels import LevelsScreen
from tests.homework.classes import make_assignment
from tests.tui.playing import STILL, at, start, until


@pytest.mark.parametrize("personal", [False, True])
async def test_a_game_of_a_homework_counts_with_its_answers_and_hints(
    tmp_path: Path, *, personal: bool
) -> None:
    assignment = make_assignment(tmp_path, personal=personal)
    record = Record(tmp_path / "home")
    app = HomeworkApp(assignment, "ada", assignment.levels[0], STILL, record)
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


async def test_an_assignment_opens_its_levels(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path)
    app = HomeworkApp(assignment, "ada", None, STILL, Record(tmp_path / "home"))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        screen = pilot.app.screen
        assert isinstance(screen, LevelsScreen)
        await until(pilot, lambda: bool(screen.stages))
        assert [level.id for level in screen.levels] == ["bowl", "valley"]
        await pilot.press("down", "enter")
        await at(pilot, BriefScreen)
