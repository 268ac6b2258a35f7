import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.instruments import rose
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.rose import RoseScreen
from descent_game.view.instruments import spokes_of
from descent_game.view.line import plain_text, width_of
from descent_game.view.rose import rose_lines
from tests.tui.playing import STILL, at, level_with, play_out, screen_text, start, until


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    yield
    gc.unfreeze()


@pytest.mark.parametrize("size", [(70, 22), (70, 38)])
def test_the_rose_fits_and_names_both_curves(size: tuple[int, int]) -> None:
    game = Game(open_level("steepest"))
    for step in (1e-6, 0.5):
        lines = rose_lines(rose(game, step), step, 230.0, size)
        assert len(lines) + 3 <= size[1]
        assert all(width_of(row) <= size[0] for row in lines)
        text = "\n".join(map(plain_text, lines))
        assert "lowest at 230°" in text
        assert "what the gradient promises" in text


async def test_the_rose_opens_where_it_is_granted_and_after_the_game(tmp_path: Path) -> None:
    granted = level_with(tmp_path, map='instruments = ["compass", "rose"]')
    app = DescentApp(granted, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("o")
        await at(pilot, RoseScreen)
        rose_screen = app.screen
        assert isinstance(rose_screen, RoseScreen)
        await until(pilot, lambda: "what the step would do" in screen_text(app))
        await pilot.press("down")
        assert rose_screen.step == 0.32
        await pilot.press(*["up"] * 20)
        assert rose_screen.step == granted.rules.max_step
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await play_out(pilot, screen)
        await at(pilot, DebriefScreen)
        await pilot.press("o")
        await at(pilot, RoseScreen)


async def test_the_rose_stays_closed_where_it_is_not_granted(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("o")
        assert app.screen is screen


@pytest.mark.parametrize(
    ("instruments", "moves", "directions"),
    [
        ('["compass", "partials"]', "free", []),
        ('["partials"]', "free", [(5.0, 0.0), (0.0, 4.0)]),
        ('["compass", "partials"]', "axis", [(5.0, 0.0), (0.0, 4.0)]),
        ('["compass", "curvature"]', "free", 2),
    ],
)
def test_instruments_draw_where_the_player_stands(
    tmp_path: Path, instruments: str, moves: str, directions: object
) -> None:
    level = level_with(tmp_path, map=f"instruments = {instruments}", rules=f'moves = "{moves}"')
    spokes = spokes_of(Game(level))
    found = [spoke.vector for spoke in spokes]
    assert found == directions or len(found) == directions
