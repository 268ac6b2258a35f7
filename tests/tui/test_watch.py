import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.player.record import Record
from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import ChoiceScreen
from descent_game.tui.screens.replays import ReplaysScreen
from descent_game.tui.screens.watch import WatchScreen
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.scene import path_until, replay_scene
from tests.tui.playing import (
    FIRST_LIGHT_WIN,
    STILL,
    WIN,
    at,
    level_with,
    played,
    screen_text,
    until,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path / "home"
    gc.unfreeze()


def test_a_way_is_gone_in_part() -> None:
    path = [(0.0, 0.0), (2.0, 0.0), (2.0, 4.0)]
    assert path_until(path, 0.0) == ((0.0, 0.0),)
    assert path_until(path, 1.0) == tuple(path[:2])
    assert path_until(path, 1.25) == ((0.0, 0.0), (2.0, 0.0), (2.0, 1.0))
    assert path_until(path, 9.5) == tuple(path)


def test_a_second_game_walks_along_on_the_same_map(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    game, other = played(level, WIN), played(level, [(0.0, 1.0)] * 3)
    overlay = replay_scene(game, 2.0, other).overlay
    assert overlay.player == tuple(game.player.path[:3])
    assert overlay.bots == (tuple(game.bot.path[:3]), tuple(other.player.path[:3]))


def watching(game: Game, settings: Settings = STILL) -> DescentApp:
    return DescentApp(settings=settings, first_screen=lambda app: WatchScreen(game, app.record))


async def test_a_replay_goes_turn_by_turn(tmp_path: Path) -> None:
    game = played(level_with(tmp_path), WIN)
    app = watching(game)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, WatchScreen)
        screen = app.screen
        assert isinstance(screen, WatchScreen)
        view = screen.query_one(MapView)
        assert "turn 0 of 4" in screen_text(app)
        await pilot.press("right", "right", "left", "right")
        await until(pilot, lambda: "turn 2 of 4" in screen_text(app))
        assert "heading 40°, step 2" in screen_text(app)
        assert view.scene is not None
        assert view.scene.overlay.player == tuple(game.player.path[:3])
        await pilot.press("end", "right")
        await until(pilot, lambda: "Goal reached after 4 turns" in screen_text(app))
        await pilot.press("home")
        await until(pilot, lambda: "turn 0 of 4" in screen_text(app))
        await pilot.press("escape")
        await at(pilot, LevelsScreen)


@pytest.mark.parametrize("settings", [STILL, Settings(animate=True)])
async def test_a_replay_plays_at_any_speed_and_can_be_held(
    tmp_path: Path, settings: Settings
) -> None:
    app = watching(played(level_with(tmp_path), WIN), settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, WatchScreen)
        screen = app.screen
        assert isinstance(screen, WatchScreen)
        await pilot.press(*["up"] * 9, "down")
        assert "8 turns a second" in screen_text(app)
        await pilot.press(*["down"] * 9, "space")
        await until(pilot, lambda: screen.playing)
        await pilot.press("space")
        assert not screen.playing
        await pilot.press(*["up"] * 9)
        await pilot.press("space")
        await until(pilot, lambda: screen.time == 4.0 and not screen.playing)
        await pilot.press(*["down"] * 9, "space")  # from the start again, slowly
        await until(pilot, lambda: screen.playing and screen.time < 4.0)


async def test_games_are_listed_watched_and_compared(home: Path) -> None:
    record, level = Record(home), open_level("first-light")
    for moves in (FIRST_LIGHT_WIN, [(0.0, 1.0)] * 14):
        record.save(Attempt(level), played(level, moves))
    record.close()
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("f2")
        await at(pilot, ReplaysScreen)
        await until(pilot, lambda: "first" in screen_text(app).lower())
        assert "2 games" in screen_text(app)
        await pilot.press("enter")
        await at(pilot, WatchScreen)
        screen = app.screen
        assert isinstance(screen, WatchScreen)
        assert screen.last == 14
        await pilot.press("d")
        await until(pilot, lambda: screen.other is not None and screen.other.stars == 3)
        assert "OTHER" in screen_text(app)
        await pilot.press("d")
        await until(pilot, lambda: screen.other is None)
        await pilot.press("escape")
        await at(pilot, ReplaysScreen)
        await pilot.press("escape")
        await at(pilot, LevelsScreen)


async def test_an_empty_list_says_so() -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("f2")
        await at(pilot, ReplaysScreen)
        await until(pilot, lambda: "No finished game yet." in screen_text(app))
        await pilot.press("enter", "l", "down", "end")
        assert isinstance(app.screen, ReplaysScreen)


async def test_a_game_is_shared_as_a_line_and_as_a_file(tmp_path: Path) -> None:
    app = watching(played(level_with(tmp_path), WIN))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, WatchScreen)
        await pilot.press("y")
        assert app.clipboard.startswith("Descent: A level, 4 turns ★★★")
        await pilot.press("e")
        await at(pilot, ChoiceScreen)
        await pilot.press("1")
        path = tmp_path / "descent-test-level-4-turns.svg"
        await until(pilot, path.exists)
        assert path.read_text(encoding="utf-8").startswith("<svg")
