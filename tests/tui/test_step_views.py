"""The cut and the film on screens: where they are, that they follow aim and turns, and go away."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen

from descent_game.authoring.sketch import Sketch
from descent_game.catalogue.catalogue import open_level
from descent_game.game.aiming import Aim
from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.screens.race import RaceScreen
from descent_game.tui.screens.sandbox import SandboxScreen
from descent_game.tui.screens.step_views import BELOW, BOTH
from descent_game.tui.screens.watch import WatchScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from tests.tui.playing import STILL, WIN, at, level_with, play_out, played, start, until


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))


def slot(screen: Screen[Any]) -> LineView | None:
    """Return the widget in which a view is seen now, None without one."""
    found = [screen.query_one(name, LineView) for name in ("#inside", "#below")]
    shown = [each for each in found if each.display]
    assert len(shown) <= 1
    return shown[0] if shown else None


def shown(screen: Screen[Any]) -> str:
    view = slot(screen)
    assert view is not None
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


async def opened(pilot: Pilot[None]) -> PlayScreen:
    await at(pilot, BriefScreen)
    return await start(pilot)


@pytest.mark.parametrize(
    ("size", "has_map", "name"),
    [
        ((80, 24), False, "inside"),
        ((100, BOTH), True, "inside"),
        ((120, BELOW), True, "below"),
        ((200, 60), True, "below"),
    ],
)
async def test_a_view_is_in_place_of_the_map_or_below_it(
    size: tuple[int, int], has_map: bool, name: str
) -> None:
    app = DescentApp(open_level("the-objection"), settings=STILL)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert slot(screen) is None
        foot = screen.query_one("#foot").region.height
        assert foot == len(screen.query_one("#foot", Page).source(size[0] - 4))
        side = screen.query_one("#side").region.width
        for key, title in (("c", "CUT"), ("f", "FILM")):
            await pilot.press(key)
            await pilot.pause()
            view = slot(screen)
            assert view is not None
            assert view.id == name
            assert shown(screen).startswith(f" {title} ") or title in shown(screen)
            assert screen.query_one(MapView).display is has_map
            assert (f", {key}: map" in shown(screen)) is not has_map
            assert screen.query_one("#side").region.width == side
            assert screen.query_one("#foot").region.height == foot
        await pilot.press("f")
        assert slot(screen) is None
        assert screen.query_one(MapView).display


async def test_a_view_moves_with_the_size_of_the_window() -> None:
    app = DescentApp(open_level("the-objection"), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("c")
        for size, has_map in (((120, 40), True), ((80, 24), False)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen.query_one(MapView).display is has_map
            assert "step 0.8" in shown(screen)
        await pilot.press("c")
        assert screen.query_one(MapView).display


async def test_the_cut_follows_the_aim_and_then_shows_the_move() -> None:
    app = DescentApp(open_level("the-objection"), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("c")
        screen.aim = Aim(45.0, 0.8)
        await pilot.pause()
        assert "45°, step 0.8" in shown(screen)
        assert "your aim" in shown(screen)
        await pilot.press("left")
        await pilot.pause()
        assert "50°, step 0.8" in shown(screen)
        screen.aim = Aim(45.0, 3.2)
        await pilot.press("enter")
        await pilot.pause()
        assert "turn 1" in shown(screen)
        assert "45°, step 3.2" in shown(screen)
        await pilot.press("f")
        await pilot.pause()
        assert "turn 1" in shown(screen)
        await pilot.press("c", "right")
        await pilot.pause()
        assert "your aim" in shown(screen)
        assert "beyond your sight" in shown(screen)


async def test_practice_grants_the_film_of_the_aim() -> None:
    app = DescentApp(open_level("the-objection"), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert "there is none yet" in shown(screen)
        screen.attempt = screen.attempt._replace(practice=True)
        await pilot.press("up", "down")
        await pilot.pause()
        assert "your aim" in shown(screen)


async def test_the_debrief_shows_every_turn(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_out(pilot, await opened(pilot))
        await at(pilot, DebriefScreen)
        screen = app.screen
        await pilot.press("f", "c")
        await pilot.pause()
        assert "turn 4" in shown(screen)
        await pilot.press("left", "left")
        await pilot.pause()
        assert "turn 3" in shown(screen)
        await pilot.press("f")
        await pilot.pause()
        assert "turn 3" in shown(screen)
        assert "surprise by 4" in shown(screen)
        await pilot.press("f")
        assert slot(screen) is None


async def test_a_replay_shows_its_turns(tmp_path: Path) -> None:
    game = played(level_with(tmp_path), WIN[:3])
    with closing(Record(tmp_path / "record")) as record:
        app = DescentApp(first_screen=lambda _: WatchScreen(game, record), settings=STILL)
        async with app.run_test(size=(120, 40)) as pilot:
            await at(pilot, WatchScreen)
            await pilot.press("c")
            for turn in (1, 1, 2, 3):
                await pilot.pause()
                assert f"turn {turn}" in shown(app.screen)
                await pilot.press("right")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_race_and_the_sandbox_show_the_chosen_bot(size: tuple[int, int]) -> None:
    app = DescentApp(first_screen=lambda _: SandboxScreen(Sketch()), settings=STILL)
    async with app.run_test(size=size) as pilot:
        await at(pilot, SandboxScreen)
        screen = app.screen
        assert isinstance(screen, SandboxScreen)
        await pilot.press("c", "right", "right")
        await pilot.pause()
        assert "gd, turn 2" in shown(screen)
        await pilot.press("down", "f")
        await pilot.pause()
        assert "momentum, turn 2" in shown(screen)
        assert "At the end" in shown(screen)
        before = shown(screen)
        await pilot.press("l", *"+w1*w2", "enter")
        await until(pilot, lambda: shown(screen) != before)
        await pilot.press("f")
        assert slot(screen) is None


@pytest.mark.parametrize("key", ["b", "c", "f", "v"])
def test_keys_of_views_mean_the_same_on_every_screen_with_a_map(key: str) -> None:
    screens = (PlayScreen, DebriefScreen, WatchScreen, RaceScreen, SandboxScreen)
    bindings = [each for screen in screens for each in screen.BINDINGS if isinstance(each, Binding)]
    actions = [each.action for each in bindings if key in each.key.split(",")]
    assert len({*actions}) <= 1
    assert len(actions) in (0, 4)  # the sandbox has those of the race
