from pathlib import Path

import pytest

from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.play_context import WatchContext
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.level_watch import LevelWatchScreen
from descent_game.tui.widgets.map_view import MapView
from tests.levels_for_tests import level_text
from tests.tui.playing import STILL, at, screen_text, until

CLAIM = """
[[claims]]
name = "steepness"
say = "The loss at the start"
measure = "loss"
at_most = 1.0
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    path = tmp_path / "test-level.toml"
    path.write_text(level_text(more=CLAIM), encoding="utf-8")
    return path


def workshop(path: Path) -> DescentApp:
    app = DescentApp(settings=STILL, record=Record())
    app.session.context = WatchContext(path)
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_save_is_shown_and_mistakes_are_pointed_at(
    path: Path, size: tuple[int, int]
) -> None:
    app = workshop(path)
    async with app.run_test(size=size) as pilot:
        await at(pilot, LevelWatchScreen)
        await until(pilot, lambda: "steepness" in screen_text(app))
        assert "✗ steepness" in screen_text(app)
        assert "20.5" in screen_text(app)
        scene = app.screen.query_one(MapView).scene
        path.write_text(level_text("w1**2 + w3", more=CLAIM), encoding="utf-8")
        await until(pilot, lambda: "unknown name 'w3'" in screen_text(app).replace("\n", " "))
        assert '  formula = "w1**2 + w3"' in screen_text(app)
        assert app.screen.query_one(MapView).scene is scene  # the last good map
        draft = path.with_suffix(".new")
        draft.write_text(level_text(more=CLAIM.replace("1.0", "21.0")), encoding="utf-8")
        draft.replace(path)  # as editors do
        await until(pilot, lambda: "✓ steepness" in screen_text(app))


async def test_it_is_solved_and_played_and_the_workshop_comes_after(path: Path) -> None:
    app = workshop(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, LevelWatchScreen)
        await until(pilot, lambda: "steepness" in screen_text(app))
        await pilot.press("s")
        await until(pilot, lambda: "reaches the goal in" in screen_text(app).replace("\n", " "))
        await pilot.press("p")
        await at(pilot, BriefScreen)
        assert "practice" in screen_text(app)
        await pilot.press("escape")
        await at(pilot, LevelWatchScreen)


async def test_a_file_that_is_deleted_cannot_be_read_until_it_is_back(path: Path) -> None:
    app = workshop(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, LevelWatchScreen)
        await until(pilot, lambda: "It can be read" in screen_text(app))
        away = path.rename(path.with_suffix(".away"))
        await until(pilot, lambda: "No such file" in screen_text(app).replace("\n", " "))
        assert "It can be read" not in screen_text(app)
        away.rename(path)
        await until(pilot, lambda: "It can be read" in screen_text(app))


async def test_without_an_editor_it_says_how_to_name_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = workshop(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelWatchScreen)
        await pilot.press("e")
        await until(pilot, lambda: any("EDITOR=" in n.message for n in app._notifications))
