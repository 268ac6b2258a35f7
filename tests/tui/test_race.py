import json
from functools import partial
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.racing import run_lane, run_specs
from descent_game.game.wording import plain
from descent_game.player.settings import Settings
from descent_game.rendering.style import STYLES, Style
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.screens.race import RaceScreen
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.line import plain_text
from descent_game.view.race import CHART_ROWS, RaceView, race_panel, sliders_of, with_slider
from tests.cli.conftest import Run, descent
from tests.tui.playing import at, footer_is_whole, screen_text, until

__all__ = ["descent"]

SPECS = ["adam:learning_rate=0.5", "momentum:learning_rate=0.03,momentum=0.7"]


def race_app() -> DescentApp:
    level = open_level("ravine")
    return DescentApp(level, first_screen=lambda _: RaceScreen(level, None, SPECS, 30))


async def test_the_screen_shows_what_the_command_computes(descent: Run) -> None:
    given = [word for spec in SPECS for word in ("--bot", spec)]
    document = json.loads(descent("race", "ravine", *given, "--json").out)
    app = race_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, RaceScreen)
        await pilot.press("end")
        screen = app.screen
        assert isinstance(screen, RaceScreen)
        ends = [[list(w) for w in lane.track.path] for lane in screen.lanes]
        assert ends == [b["path"] for b in document["bots"] + document["baselines"]]
        assert [lane.track.losses for lane in screen.lanes] == [
            b["losses"] for b in document["bots"] + document["baselines"]
        ]
        assert "turn 30 of 30" in screen_text(app)


async def test_the_map_is_there_before_any_key() -> None:
    app = race_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, RaceScreen)
        view = app.screen.query_one(MapView)
        await until(pilot, lambda: view.scene is not None and view.view is not None)
        assert any(view.render_line(y).text.strip() for y in range(view.size.height))


async def test_no_key_in_the_footer_is_cut() -> None:
    app = race_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, RaceScreen)
        for style in STYLES:
            app.settings = Settings(style=style)
            await until(pilot, lambda: bool(app.screen.query("FooterKey")))
            await until(pilot, partial(footer_is_whole, app))


async def test_a_rate_is_changed_in_mid_run() -> None:
    app = race_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, RaceScreen)
        screen = app.screen
        assert isinstance(screen, RaceScreen)
        await pilot.press(*["right"] * 5, "plus", "down", "tab", "minus")
        changes = (0, SPECS[0]), (5, "adam:learning_rate=0.625")
        assert screen.lanes[0].changes == changes
        assert screen.lanes[0].track == run_lane(changes, screen.variant, 30).track
        assert screen.lanes[1].changes[-1][1].endswith("momentum=0.65")
        await pilot.press("home", "minus")
        assert screen.lanes[1].changes == ((0, "momentum:learning_rate=0.03,momentum=0.65"),)


async def test_bots_come_and_go_and_the_plain_ones_stay() -> None:
    app = race_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, RaceScreen)
        screen = app.screen
        assert isinstance(screen, RaceScreen)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await pilot.press(*"gdd", "enter")
        assert isinstance(app.screen, EntryScreen)
        await pilot.press("backspace", *":learning_rate=0.01", "enter")
        await at(pilot, RaceScreen)
        assert screen.lanes[0].spec == "gd:learning_rate=0.01"
        await pilot.press("x", "x", "x", "x", "x")
        assert [lane.baseline for lane in screen.lanes] == [True, True]
        await pilot.press("plus")
        assert [lane.baseline for lane in screen.lanes] == [False, True, True]


async def test_it_runs_by_itself_to_the_end() -> None:
    app = race_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, RaceScreen)
        app.settings = Settings(style="ascii")
        screen = app.screen
        assert isinstance(screen, RaceScreen)
        await pilot.press("end", "left", "space")
        await until(pilot, lambda: screen.turn == 30)
        assert screen_text(app).isascii()


async def test_the_help_names_every_bot_and_key() -> None:
    app = race_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await at(pilot, RaceScreen)
        await pilot.press("question_mark")
        await at(pilot, PageScreen)
        text = screen_text(app)
        for words in ("a rate for each weight as in rmsprop", "learning_rate=0.03, momentum=0.7"):
            assert words in text
        assert "Take the bot out" in text


@pytest.mark.parametrize(("count", "height"), [(2, 30), (8, 22), (12, 22), (40, 18)])
def test_the_panel_keeps_chart_and_chosen_bot_in_sight(count: int, height: int) -> None:
    specs = ["adam:learning_rate=0.1,b1=0.9,b2=0.99"] * count
    lanes = run_specs(specs, Game(open_level("ravine")).variant, 5)
    for chosen in (0, count // 2, count - 1):
        panel = race_panel(RaceView(lanes, chosen, 0, 5, 5), 34, height)
        rows = panel.listing.window(chosen, height)
        text = [plain_text(row.line) for row in rows]
        assert len(text) <= height
        assert max(map(len, text)) <= 34
        assert next(rows[n].entry for n, row in enumerate(text) if row.startswith("▸")) == chosen
        sliders = panel.listing.foot[panel.first_slider :][:3]
        assert [plain_text(row).split()[0].strip("▸") for row in sliders] == ["rate", "b1", "b2"]
        chart = next(n for n, row in enumerate(text) if row.startswith("LOSS BY TURN"))
        assert len(text) - chart >= 6


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("turn", [0, 15, 30])
def test_the_chart_of_the_panel_grows_in_the_style_of_the_map(style: Style, turn: int) -> None:
    lanes = run_specs(SPECS, Game(open_level("ravine")).variant, 30)
    listing = race_panel(RaceView(lanes, 0, 0, turn, 30, style), 60, 30).listing
    text = [plain_text(row) for row in listing.foot]
    chart = text[next(n for n, row in enumerate(text) if row.startswith("LOSS BY TURN")) :]
    assert len(chart) == CHART_ROWS
    assert "".join(chart).isascii() == (style == "ascii")
    assert "0.05" in "".join(chart)
    assert chart[-1].split() == ["turn", *map(str, range(0, 31, 5))]
    told = [plain(lane.track.losses[turn]) for lane in lanes]
    assert all(loss in "".join(chart) for loss in told)


def test_sliders_change_one_setting() -> None:
    rate, momentum = sliders_of(SPECS[1])
    assert with_slider(SPECS[1], rate.moved(1)) == "momentum:learning_rate=0.0375,momentum=0.7"
    assert with_slider(SPECS[1], momentum.at(0)) == "momentum:learning_rate=0.03,momentum=0.0"
    assert momentum.moved(99).value == 0.999
    assert rate.at(rate.share).value == rate.value
    assert sliders_of("nonsense") == []


async def test_a_level_is_played_before_its_map_is_raced_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    app = DescentApp(settings=Settings(animate=False, all_open=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: bool(app.levels) and "Reading" not in screen_text(app))
        await pilot.press("down")
        app.action_race()
        await pilot.pause()
        shown = type(app.screen)
        assert shown is LevelsScreen
        level = app.levels[1]
        game = Game(level)
        game.play(Move(0.0, 1.0))
        game.resign()
        app.record.save(Attempt(level, None), game)
        app.action_race()
        await at(pilot, RaceScreen)
        assert isinstance(app.screen, RaceScreen)
        assert app.screen.level == level


@pytest.mark.parametrize(
    ("spec", "turn", "words"),
    [
        ("gd:learning_rate=0.0001", 0, "under way"),
        ("gd:learning_rate=0.0001", 4, "under way"),
        ("gd:learning_rate=0.0001", 5, "not at the goal"),
        ("gd:learning_rate=1000", 5, "off the map"),
    ],
)
def test_the_chosen_bot_is_under_way_until_its_last_turn(spec: str, turn: int, words: str) -> None:
    lanes = run_specs([spec], Game(open_level("ravine")).variant, 5)
    listing = race_panel(RaceView(lanes, 0, 0, turn, 5), 60, 30).listing
    assert any(words in plain_text(row) for row in listing.foot)
