"""All lists of the screens answer to the same keys and to the mouse alike."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from descent_game.game.attempts import Attempt
from descent_game.player.homework_list import remember
from descent_game.player.record import Record
from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.play_context import HomeworkContext
from descent_game.tui.screens.assignments import AssignmentsScreen
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.homework import HomeworkScreen
from descent_game.tui.screens.keys import KeysScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.tui.screens.race import RaceScreen
from descent_game.tui.screens.replays import ReplaysScreen
from descent_game.tui.screens.settings import SettingsScreen
from descent_game.tui.screens.watch import WatchScreen
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import line, plain_text
from descent_game.view.listing import Listing, Row
from descent_game.view.race import NAME, SLIDER
from tests.homework.classes import make_assignment
from tests.tui.playing import at, level_with, played, screen_text, until

OPEN = Settings(animate=False, all_open=True)
CHOICES = tuple(Choice(key, f"answer {key}", key) for key in "abcd")
SIZE = (80, 24)


def fill_record(folder: Path) -> Record:
    record, level = Record(folder / "home"), level_with(folder)
    for number in range(40):
        game = played(level, [(40.0, 0.1)] * (number % 3 + 1))
        game.resign()
        record.save(Attempt(level), game)
    return record


def make_app(folder: Path) -> DescentApp:
    """Return an app with finished games and a homework that was begun."""
    assignment = make_assignment(folder)
    record = fill_record(folder)
    remember(record, assignment.path, "ada")
    app = DescentApp(settings=OPEN, record=record)
    app.session.context = HomeworkContext(assignment, "ada")
    return app


class Case(NamedTuple):
    """A screen with a list: how to reach it, and how to know that an entry was opened."""

    screen: type[Screen[Any]]
    show: Callable[[DescentApp], object]
    opened: Callable[[DescentApp], bool]


def on(screen: type[Screen[Any]]) -> Callable[[App[None]], bool]:
    return lambda app: isinstance(app.screen, screen)


CASES = [
    Case(LevelsScreen, lambda app: app.switch_context(None), on(BriefScreen)),
    Case(HomeworkScreen, lambda app: None, on(BriefScreen)),
    Case(AssignmentsScreen, lambda app: app.action_homework(), on(LevelsScreen)),
    Case(ReplaysScreen, lambda app: app.action_replays(), on(WatchScreen)),
    Case(SettingsScreen, lambda app: app.action_settings(), on(KeysScreen)),
    Case(
        KeysScreen,
        lambda app: app.action_keys(),
        lambda app: "press the key ..." in screen_text(app),
    ),
    Case(
        ChoiceScreen,
        lambda app: app.push_screen(ChoiceScreen("Which?", CHOICES)),
        lambda app: not isinstance(app.screen, ChoiceScreen),
    ),
]
NAMES = [case.screen.__name__ for case in CASES]


async def reach(pilot: Pilot[None], case: Case) -> ListView:
    """Go to a screen; return its list once it has entries and the focus."""
    app = pilot.app
    assert isinstance(app, DescentApp)
    await at(pilot, HomeworkScreen)
    case.show(app)
    await at(pilot, case.screen)
    view = app.screen.query_one(ListView)
    await until(pilot, lambda: view.has_focus and any(r.entry is not None for r in view.rows))
    return view


def row_of(view: ListView, entry: int) -> int:
    return next(y for y, row in enumerate(view.rows) if row.entry == entry)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
async def test_keys_choose_and_enter_opens(tmp_path: Path, case: Case) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await reach(pilot, case)
        entries = view.entries
        at_places = {
            ("end",): entries[-1],
            ("end", "down"): entries[-1],
            ("end", "up"): entries[-2],
            ("home",): entries[0],
            ("home", "up"): entries[0],
            ("home", "down"): entries[1],
            ("home", "down", "pageup"): entries[0],
            ("home", *["pagedown"] * len(entries)): entries[-1],
        }
        for keys, entry in at_places.items():
            await pilot.press(*keys)
            assert view.selected == entry, keys
            assert any(row.entry == entry for row in view.rows), keys
        if len(entries) > len(view.rows):  # a page is more than one entry
            await pilot.press("home", "pagedown")
            assert entries.index(view.selected) > 1
        await pilot.press("end", "enter")
        await until(pilot, lambda: case.opened(app))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
async def test_the_mouse_chooses_opens_and_scrolls(tmp_path: Path, case: Case) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        view = await reach(pilot, case)
        await pilot.press("home")
        first, last = view.entries[0], view.entries[-1]
        for scroll, entry in [
            (events.MouseScrollDown, view.entries[1]),
            (events.MouseScrollUp, first),
            (events.MouseScrollUp, first),
        ]:
            view.post_message(scroll(view, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False))
            await pilot.pause()
            assert view.selected == entry
        await pilot.press("end")
        other = view.entries[-2]
        left, top = view.styles.padding.left, view.styles.padding.top
        for entry in (other, last):
            await pilot.click(view, offset=(left + 4, top + row_of(view, entry)))
            assert view.selected == entry
            assert not case.opened(app)
        await pilot.click(view, offset=(left + 4, top + row_of(view, last)))
        await until(pilot, lambda: case.opened(app))


@pytest.mark.parametrize("height", [1, 5, 8, 60])
def test_the_chosen_entry_is_always_in_sight_between_what_stays(height: int) -> None:
    rows = [Row(line(f"entry {n}"), n) for n in range(30)]
    listing = Listing(rows, [line("head")], [line("foot")])
    assert listing.height == 32
    for selected in range(30):
        shown = listing.window(selected, height)
        assert len(shown) <= max(height, 4)
        assert any(row.entry == selected for row in shown)
        texts = [plain_text(row.line) for row in shown]
        assert (texts[0], texts[-1]) == ("head", "foot")


async def test_letters_search_the_replays(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeworkScreen))
        app.action_replays()
        replays = on(ReplaysScreen)
        await until(pilot, lambda: replays(app) and bool(app.screen.query(ListView)))
        view = app.screen.query_one(ListView)
        await pilot.press("slash", "z", "q")
        await until(pilot, lambda: list(view.entries) == [])
        assert "no game" in screen_text(app)
        await pilot.press("enter", "escape")  # nothing to open; the first escape ends the search
        await until(pilot, lambda: view.search is None)
        assert replays(app)
        assert len(view.entries) == 40
        await pilot.press("escape")
        await until(pilot, lambda: not replays(app))


async def test_the_mouse_chooses_a_bot_of_a_race_and_moves_a_slider(tmp_path: Path) -> None:
    level, specs = level_with(tmp_path), ["gd:learning_rate=0.1", "adam:learning_rate=0.1"]
    app = DescentApp(level, first_screen=lambda _: RaceScreen(level, None, specs, 20))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, RaceScreen))
        screen = app.screen
        assert isinstance(screen, RaceScreen)
        view = screen.query_one(ListView)
        await until(pilot, lambda: len(view.rows) > 4)
        second = next(n for n, row in enumerate(view.rows) if row.entry == 1)
        await pilot.click(view, offset=(4, second + 1))  # the padding is one row
        await until(pilot, lambda: screen.chosen == 1)
        await until(
            pilot, lambda: any(plain_text(row.line).startswith("▸rate") for row in view.rows)
        )
        slider = next(n for n, r in enumerate(view.rows) if plain_text(r.line).startswith("▸rate"))
        await pilot.click(view, offset=(NAME + SLIDER + 1, slider + 1))
        await until(pilot, lambda: screen.lanes[1].spec == "adam:learning_rate=100.0")
