import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import descent_game
from descent_game.player.settings import KEYS_FILE, read_keymap
from descent_game.tui import screens
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.assignments import AssignmentsScreen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.dialog import Dialog
from descent_game.tui.screens.draft_screen import DraftScreen
from descent_game.tui.screens.keys import FIXED, SCREENS, KeysScreen
from descent_game.tui.screens.replays import ReplaysScreen
from descent_game.tui.screens.search_screen import SearchScreen
from descent_game.tui.widgets.list_view import ListView
from tests.tui.playing import STILL, at, level_with, start, until

PACKAGE = Path(descent_game.__file__).parent
ScreenType = TypeVar("ScreenType", bound=Screen[Any])


@pytest.mark.parametrize(
    ("text", "keys", "trouble"),
    [
        ('"move" = "space"', {"move": "space"}, ""),
        ('"move" = 3\nhint = "t"', {"hint": "t"}, "move: expected a key in quotes"),
        ('"levels.world_up" = "b"', {"list.page_up": "b"}, ""),  # as 0.1.0 named it
        ("move = ", {}, "cannot be read"),
        ("", {}, ""),
    ],
)
def test_reading_a_keymap(tmp_path: Path, text: str, keys: dict[str, str], trouble: str) -> None:
    (tmp_path / KEYS_FILE).write_text(text, encoding="utf-8")
    found, problem = read_keymap(tmp_path)
    assert found == keys
    assert trouble in problem


def test_no_file_means_the_usual_keys(tmp_path: Path) -> None:
    assert read_keymap(tmp_path) == ({}, "")


async def test_a_key_can_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    (tmp_path / KEYS_FILE).write_text('"move" = "space"', encoding="utf-8")
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("enter")
        assert screen.game.turns == []
        await pilot.press("space")
        await until(pilot, lambda: len(screen.game.turns) == 1)


@pytest.mark.parametrize(
    ("keys", "screen"),
    [([], BriefScreen), (["f2"], ReplaysScreen), (["f4"], AssignmentsScreen)],
)
async def test_a_screen_without_help_lists_all_keys_instead(
    tmp_path: Path, keys: list[str], screen: type
) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await pilot.press(*keys)
        await at(pilot, screen)
        await pilot.press("question_mark")
        await at(pilot, KeysScreen)
        await pilot.press("escape")
        await at(pilot, screen)


def below(base: type[ScreenType]) -> list[type[ScreenType]]:
    """Return every class of the game that derives from a kind of screen."""
    for module in pkgutil.iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    found, waiting = [], [base]
    while waiting:
        derived = waiting.pop().__subclasses__()
        waiting += derived
        found += [each for each in derived if each.__module__.startswith(screens.__name__)]
    return found


def game_screens() -> list[type[GameScreen]]:
    """Return every kind of whole screen, without bases."""
    return [each for each in below(GameScreen) if each not in (DraftScreen, SearchScreen)]


@pytest.mark.parametrize("screen", game_screens(), ids=lambda screen: screen.__name__)
def test_a_screen_has_its_parts_and_its_keys_can_be_changed(screen: type[GameScreen]) -> None:
    own_layout = screen.compose is not GameScreen.compose
    assert own_layout or screen.body is not GameScreen.body, "body() is missing"
    assert own_layout or screen.status is not GameScreen.status, "status() is missing"
    bindings = [each for each in screen.__dict__.get("BINDINGS", ()) if isinstance(each, Binding)]
    unnamed = [each.key for each in bindings if each.description and not each.id]
    assert not unnamed, "these bindings have no id"
    if any(each.key not in FIXED for each in bindings):
        name = f"{screen.__module__.rpartition('.')[2]}:{screen.__name__}"
        assert name in SCREENS.values(), "it is not in SCREENS of tui/screens/keys.py"


@pytest.mark.parametrize("screen", game_screens(), ids=lambda screen: screen.__name__)
def test_something_opens_a_screen(screen: type[GameScreen]) -> None:
    own = Path(inspect.getfile(screen))
    makes = re.compile(rf"\b{screen.__name__}\(")
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path != own]
    assert any(map(makes.search, texts)), "nothing in the program makes one"


@pytest.mark.parametrize(
    "owner",
    [DescentApp, ListView, *game_screens(), *below(Dialog)],
    ids=lambda owner: owner.__name__,
)
def test_every_key_has_its_action(owner: type[DOMNode]) -> None:
    missing = []
    for binding in owner.__dict__.get("BINDINGS", ()):
        place, name, _ = parse(binding.action)
        if not hasattr({"app": DescentApp, "screen": Screen}.get(place, owner), f"action_{name}"):
            missing.append(f"action_{name}")
    assert missing == []
