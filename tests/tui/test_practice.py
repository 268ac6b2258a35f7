"""Practice: moves are taken back, replays are played on; neither counts for stars."""

from contextlib import closing
from pathlib import Path

from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.player.record import AttemptNotes, Record
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.screens.watch import WatchScreen
from tests.tui.playing import STILL, WIN, at, level_with, played, start, until


async def test_moves_are_taken_back_in_practice_only(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    with closing(Record(tmp_path / "home")) as record:
        app = DescentApp(level, settings=STILL, record=record)
        async with app.run_test(size=(80, 24)) as pilot:
            await at(pilot, BriefScreen)
            screen = await start(pilot)
            await pilot.press("enter", "u")
            await until(pilot, lambda: len(screen.game.turns) == 1)
            await pilot.press("r", "s")  # the same map again
            await at(pilot, BriefScreen)
            screen = await start(pilot)
            first = screen.aim
            await pilot.press("enter", "left", "enter")
            await until(pilot, lambda: len(screen.game.turns) == 2)
            places = [*screen.game.player.path]
            second = Aim(*screen.game.turns[1].move)
            await pilot.press("u")
            await until(pilot, lambda: len(screen.game.turns) == 1)
            assert screen.game.player.path == places[:2]
            assert screen.aim == second
            await until(pilot, lambda: record.unfinished_turns(level) == 1)
            await pilot.press("u", "u", "u")
            await until(pilot, lambda: record.unfinished_turns(level) is None)
            assert (screen.game.turns, screen.aim) == ([], first)
            await pilot.press("enter")
            await until(pilot, lambda: record.unfinished_turns(level) == 1)
        rows = record.connection.execute(
            "SELECT practice, turns FROM games WHERE termination IS NULL"
        )
        assert rows.fetchall() == [(1, 1)]


async def test_a_replay_is_played_on_from_any_turn_as_practice(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    game = played(level, WIN)
    with closing(Record(tmp_path / "home")) as record:
        record.save(Attempt(level), game, AttemptNotes())
        app = DescentApp(
            level, settings=STILL, record=record, first_screen=lambda _: WatchScreen(game, record)
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await at(pilot, WatchScreen)
            await pilot.press("right", "right", "p")
            await at(pilot, PlayScreen)
            screen = app.screen
            assert isinstance(screen, PlayScreen)
            assert screen.attempt.practice
            assert screen.game.player.path == game.player.path[:3]
            while screen.game.outcome is None:
                turns = len(screen.game.turns)
                await pilot.press("enter")
                await until(pilot, lambda turns=turns: len(screen.game.turns) > turns)  # type: ignore[misc]
            await at(pilot, DebriefScreen)
        best = record.best(level)
        assert best is not None
        assert (best.stars, best.turns) == (3, 4)  # those of the first game


async def test_at_its_end_a_replay_is_played_on_from_the_turn_before(tmp_path: Path) -> None:
    game = played(level_with(tmp_path), WIN)
    with closing(Record(tmp_path / "home")) as record:
        app = DescentApp(
            settings=STILL, record=record, first_screen=lambda _: WatchScreen(game, record)
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await at(pilot, WatchScreen)
            await pilot.press("end", "p")
            await at(pilot, PlayScreen)
            assert isinstance(app.screen, PlayScreen)
            assert len(app.screen.game.turns) == len(WIN) - 1
