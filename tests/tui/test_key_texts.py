"""Texts that name keys name those in force."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding

import descent_game.tui
import descent_game.view
from descent_game.game.aiming import Aim
from descent_game.player.settings import KEYS_FILE
from descent_game.tui.app import DescentApp
from descent_game.tui.keys import default_keys, keys_of, written_key
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.keys import KeysScreen, all_bindings
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.settings import SettingsScreen
from descent_game.tui.screens.tour import TourScreen
from descent_game.tui.screens.watch import WatchScreen
from descent_game.tui.settings_app import WIDE_SYMBOLS
from descent_game.view.keys import Keys
from descent_game.view.tour import tour_lines
from tests.tui.playing import STILL, WIN, at, level_with, screen_text, start, until

FIELD = re.compile(r"\{keys?:([a-z][^{}]*)\}")
LITERAL = re.compile(
    r"\b(?:Enter|Space|Tab|Delete|F\d+|ctrl\+\w|Page (?:up|down))\b|\b[Pp]ress \w\b|^[b-z?] \w+s "
)
FIXED = {
    "ctrl+p names everything": "the palette's key cannot be changed",
    "ctrl+z brings": "undo is the text area's own key",
    "ctrl+z, ctrl+y": "keys of the text area",
    "ctrl+c, x, v": "keys of the text area",
    "ctrl+left, right": "keys of the text area",
    "ctrl+k, ctrl+u": "keys of the text area",
    "select; F7 all of it": "a key of the text area",
    "Enter takes it, Escape": "the keys of a line of text",
    "Enter aims at it, Escape": "the keys of a line of text",
    "Enter goes back to the race": "the key of a line of text",
    "Enter shows what every key": "a dialog's own keys cannot be changed",
    "Enter changes a key, Delete": "a dialog's own keys cannot be changed",
}
"""Texts that name keys which nobody can change, and why."""
NAMES = {"Enter", "Escape", "Page up", "Page down"}
"""Names of keys alone, which no sentence is made of here."""


def texts() -> Iterator[tuple[Path, str]]:
    """Yield the strings in the code of screens and their lines that are no docstrings."""
    for package in (descent_game.view, descent_game.tui):
        for path in Path(package.__path__[0]).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            alone = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
            labels = {
                id(part)
                for call in ast.walk(tree)
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Binding"
                for part in ast.walk(call)
            }
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or id(node) in alone | labels:
                    continue
                if isinstance(node.value, str) and node.value not in NAMES:
                    yield path, node.value


def test_no_text_names_a_key_that_can_be_changed() -> None:
    literal = {
        (path.name, text)
        for path, text in texts()
        if LITERAL.search(text) and " " in text and not any(known in text for known in FIXED)
    }
    assert literal == set()


def test_every_exception_is_still_there() -> None:
    everything = [text for _, text in texts()]
    assert [known for known in FIXED if not any(known in text for text in everything)] == []


def test_every_field_names_an_action() -> None:
    known = {
        binding.id
        for some in all_bindings(DescentApp.BINDINGS).values()
        for binding in some
        if isinstance(binding, Binding)
    }
    code = [
        path.read_text(encoding="utf-8")
        for package in (descent_game.view, descent_game.tui)
        for path in Path(package.__path__[0]).rglob("*.py")
        if path.name != "keys.py"
    ]
    fields = {name for text in code for found in FIELD.findall(text) for name in found.split()}
    assert len(fields) > 25
    assert fields - known == set()


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("enter", "Enter"),
        ("question_mark", "?"),
        ("f3", "F3"),
        ("left", "Left"),
        ("Z", "Z"),
        ("z", "z"),
        ("left_square_bracket", "["),
        ("shift+up", "shift+Up"),
        ("ctrl+s", "ctrl+s"),
        ("plus", "+"),
        ("pageup", "Page up"),
        ("tab", "Tab"),
    ],
)
def test_how_a_sentence_writes_a_key(key: str, written: str) -> None:
    assert written_key(key) == written


def test_four_arrows_have_one_name() -> None:
    keys = Keys(lambda action: {"l": "Left", "r": "Right", "u": "Up", "d": "Down"}.get(action, "x"))
    assert keys.fill("{key:l r u d} and {key:l u} and {key:l r u other}") == (
        "Arrows and Left Up and Left Right Up x"
    )


CHANGED = {
    "move": "space",
    "aim.left": "j",
    "aim.down": "b",
    "hint": "t",
    "zoom.in": "c",
    "app.tour": "f6",
    "app.settings": "f7",
    "levels.quit": "x",
    "list.up": "k",
    "debrief.basins": "u",
    "debrief.copy": "ctrl+l",
    "watch.play": "p",
}


@pytest.fixture
def remapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    (tmp_path / KEYS_FILE).write_text("".join(f'"{a}" = "{k}"\n' for a, k in CHANGED.items()))
    return tmp_path


async def test_remapped_keys_are_right_before_in_and_after_a_game(remapped: Path) -> None:
    app = DescentApp(level_with(remapped), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await until(pilot, lambda: "Space moves" in screen_text(app))
        text = screen_text(app)
        assert "j/Right turn" in text
        assert "Enter" not in text
        app.action_keys()
        await at(pilot, KeysScreen)
        keys = app.screen
        assert isinstance(keys, KeysScreen)
        keys.list_view.selected = next(
            n for n, action in enumerate(keys._actions) if action.id == "aim.left"
        )
        await pilot.press("enter", "n", "escape")  # a change shows on the screen below
        await until(pilot, lambda: app.screen is screen and "n/Right turn" in screen_text(app))
        for heading, step in WIN:
            screen.aim = Aim(heading, step)
            await pilot.press("space")
        await at(pilot, DebriefScreen)
        assert "u where the bot would end" in " ".join(screen_text(app).split())
        assert "ctrl+l copy" in " ".join(screen_text(app).split())
        await pilot.press("l")
        await at(pilot, WatchScreen)
        await pilot.press("home")
        await until(pilot, lambda: "p plays, Right goes on" in " ".join(screen_text(app).split()))


async def test_remapped_keys_are_right_on_the_map_in_settings_and_in_the_tour(
    remapped: Path,
) -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "New here? F6 is a tour" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: any("x quits" in note.message for note in app._notifications))
        assert " F7, Map style" in keys_of(app).fill(WIDE_SYMBOLS)
        await pilot.press("f7")
        await at(pilot, SettingsScreen)
        await until(pilot, lambda: "k and Down choose" in screen_text(app))
        await pilot.press("escape", "f6")
        await at(pilot, TourScreen)
        await until(pilot, lambda: "j and Right turn your" in " ".join(screen_text(app).split()))
        words = [
            " ".join("".join(piece.text for piece in line) for line in rows)
            for rows in (tour_lines(stop, keys_of(app.screen), 300) for stop in range(7))
        ]
        for found in ("Press b to aim", "Space moves", "press c.", "t gives hints"):
            assert any(found in each for each in words), found
        assert not any("Enter" in each for each in words)


async def test_a_remapped_quit_key_quits_and_begins_no_search(remapped: Path) -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("x")
        await until(pilot, lambda: not app.is_running)


def test_the_default_keys_of_a_screen_are_those_of_its_bindings() -> None:
    usual = default_keys(DescentApp, WatchScreen)
    assert (usual["app.tour"], usual["list.up"]) == ("f1", "up")
    assert usual["watch.play"] == "space,enter"
    assert "debrief.basins" in default_keys(DescentApp, DebriefScreen)
