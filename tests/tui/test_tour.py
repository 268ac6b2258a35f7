import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from descent_game.player.settings import read_settings
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.tour import TourScreen
from descent_game.view.tour import TOUR_STEPS
from tests.tui.playing import STILL, at, screen_text, until

DOING = ["left", "up", "g", "enter", "z", "enter"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    yield tmp_path
    gc.unfreeze()


def says(app: DescentApp, words: str) -> bool:
    return words in screen_text(app)


def is_at(screen: TourScreen, stop: int) -> bool:
    return screen.step == stop


async def test_the_tour_waits_at_each_stop_until_it_is_done(home: Path) -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "New here? F1" in screen_text(app))
        await pilot.press("f1")
        await at(pilot, TourScreen)
        screen = app.screen
        assert isinstance(screen, TourScreen)
        for number, key in enumerate(DOING):
            await until(pilot, partial(says, app, f"{number + 1} of {len(TOUR_STEPS)}"))
            for idle in ("comma", "plus", "Z", "r", "m", "h"):
                if (number, idle) not in ((0, "comma"), (1, "plus"), (2, "comma")):
                    await pilot.press(idle)
            if number < DOING.index("enter"):
                await pilot.press("enter")  # no turn is lost before it is told what one is
            assert (screen.step, len(screen.game.turns)) == (number, DOING[:number].count("enter"))
            await pilot.press(key)
            await until(pilot, partial(is_at, screen, number + 1))
        await until(pilot, lambda: "Enter begins the level for real" in screen_text(app))
        await pilot.press("enter")
        await at(pilot, BriefScreen)
        assert isinstance(app.screen, BriefScreen)
        assert not app.screen.attempt.practice  # the tour was no first sight
        assert app.record.kept() == []
    assert read_settings(home)[0].toured


async def test_the_tour_can_be_skipped_and_is_not_offered_again() -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("f1")
        await at(pilot, TourScreen)
        await pilot.press("left", "escape")
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "First light" in screen_text(app))
        assert "New here?" not in screen_text(app)
        await pilot.press("f1")  # asked for, it comes again
        await at(pilot, TourScreen)
