import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.instruments import rose
from descent_game.game.moves import Move
from descent_game.rendering.ring import Ring
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.screens.rose import RoseScreen
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.instruments import spokes_of
from descent_game.view.line import plain_text, width_of
from descent_game.view.rose import rose_lines
from descent_game.view.scene import play_scene
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


def ring_of(screen: PlayScreen) -> Ring | None:
    scene = screen.query_one(MapView).scene
    assert scene is not None
    return scene.overlay.ring


@pytest.mark.parametrize(("instruments", "headings"), [("compass", 0), ("rose", 72)])
async def test_the_ring_follows_the_aim_and_can_be_turned_off(
    tmp_path: Path, instruments: str, headings: int
) -> None:
    level = level_with(tmp_path, map=f'instruments = ["{instruments}"]')
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        for step in (0.4, 0.5):
            petals = tuple(petal.together for petal in rose(screen.game, step))
            assert ring_of(screen) == Ring(step, petals[:headings])
            await pilot.press("up")
        await pilot.press("o")
        assert ring_of(screen) is None
        await pilot.press("o", "enter")
        ring = ring_of(screen)
        assert ring is not None
        assert len(ring.changes) == headings


async def test_the_rose_opens_after_the_game(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await play_out(pilot, await start(pilot))
        await at(pilot, DebriefScreen)
        await pilot.press("o")
        await at(pilot, RoseScreen)
        rose_screen = app.screen
        assert isinstance(rose_screen, RoseScreen)
        await until(pilot, lambda: "what the step would do" in screen_text(app))
        before = rose_screen.step
        await pilot.press("down")
        assert rose_screen.step < before
        await pilot.press(*["up"] * 40)
        assert rose_screen.step == level.rules.max_step


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


def test_what_a_move_adds_to_the_speed_is_drawn_apart(tmp_path: Path) -> None:
    game = Game(level_with(tmp_path, rules="inertia = 0.5"))
    move = Move(90.0, 1.0)
    assert play_scene(game, move).overlay.push is None
    game.play(Move(0.0, 1.0))
    overlay = play_scene(game, move).overlay
    assert overlay.push == pytest.approx((0.0, 1.0))
    assert overlay.aim == pytest.approx((0.5, 1.0))
    still = Game(level_with(tmp_path))
    still.play(Move(0.0, 1.0))
    assert play_scene(still, move).overlay.push is None
