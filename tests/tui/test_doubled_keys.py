"""Keys that arrive together: doubled ones, and those that open a dialog and answer it."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

import descent_game.tui
from descent_game.errors import DescentError
from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.instruments import rose
from descent_game.game.moves import Move
from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.dialog import Dialog, ListDialog, PageDialog
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.keys import Action, KeysScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen, PageScreen, TooSmallScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.screens.rose import RoseScreen
from descent_game.tui.screens.settings import SettingsScreen
from tests.levels_for_tests import make_level
from tests.tui.playing import STILL, at, level_with, press_at_once, screen_text, start, until

PACKAGE = Path(descent_game.tui.__path__[0])


BASES = (Dialog, PageDialog, ListDialog)


def all_dialogs() -> Iterator[type[Screen[Any]]]:
    """Yield every modal screen of the package, from the code."""
    for module in pkgutil.walk_packages(descent_game.tui.__path__, "descent_game.tui."):
        importlib.import_module(module.name)
    waiting: list[type[Any]] = [ModalScreen]
    while waiting:
        for found in waiting.pop().__subclasses__():
            waiting.append(found)
            if found.__module__.startswith("descent_game.") and found not in BASES:
                yield found


def refuse_short(text: str) -> None:
    if len(text) < 3:
        raise DescentError("too short")


def make_rose(folder: Path) -> RoseScreen:
    game = Game(make_level(folder))
    return RoseScreen(lambda step: rose(game, step), 1.0, 2.0, 45.0)


CHOICES = (Choice("y", "yes", "yes"), Choice("n", "no", "no"))
KEY = Action("In play", "play.hint", "Hint", "h")
DIALOGS: dict[type[Screen[Any]], tuple[Callable[[Path], Screen[Any]], dict[str, object]]] = {
    PageScreen: (
        lambda folder: PageScreen("Title", lambda width: []),
        dict.fromkeys(["escape", "enter", "space", "q", "?", "w"]),
    ),
    ChoiceScreen: (
        lambda folder: ChoiceScreen("Question?", CHOICES),
        {"y": "yes", "n": "no", "escape": None},
    ),
    EntryScreen: (
        lambda folder: EntryScreen("Text?", lambda text: text or "value"),
        {"enter": "value", "escape": None},
    ),
    SettingsScreen: (
        lambda folder: SettingsScreen(lambda settings: None, lambda: None),
        dict.fromkeys(["escape", "q", "f3"]),
    ),
    KeysScreen: (lambda folder: KeysScreen([KEY], {}, lambda keys: None), {"escape": None}),
    RoseScreen: (make_rose, dict.fromkeys(["escape", "q", "o", "enter"])),
}
"""How to make each dialog, and the keys that close it, each with its answer."""


class Below(Screen[None]):
    """Counts what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        yield Static("below")


def test_every_dialog_answers_in_the_shared_way() -> None:
    assert {*all_dialogs()} - {TooSmallScreen} == set(DIALOGS)
    assert all(issubclass(dialog, Dialog) for dialog in DIALOGS)
    for path in PACKAGE.rglob("*.py"):
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute | ast.Constant)
        }
        assert "app.pop_screen" not in names, path
        assert "dismiss" not in names or path.name == "dialog.py", path


@pytest.mark.parametrize(
    ("dialog", "key"),
    [(dialog, key) for dialog, (_, answers) in DIALOGS.items() for key in answers],
)
async def test_a_doubled_key_closes_one_dialog_and_gives_one_answer(
    tmp_path: Path, dialog: type[Screen[Any]], key: str
) -> None:
    make, answers = DIALOGS[dialog]
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        below = Below()
        await app.push_screen(below)
        await app.push_screen(make(tmp_path), below.answers.append)
        await press_at_once(pilot, key, key)
        assert app.screen is below
        assert below.answers == [answers[key]]


async def test_a_dialog_that_is_asked_twice_or_covered_gives_no_second_answer() -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        below = Below()
        await app.push_screen(below)
        covered = ChoiceScreen("Question?", CHOICES)
        await app.push_screen(covered, below.answers.append)
        cover = PageScreen("Title", lambda width: [])
        await app.push_screen(cover)
        covered.answer("yes")
        assert app.screen is cover
        cover.answer()
        await until(pilot, lambda: app.screen is covered)
        covered.answer("yes")
        covered.answer("no")
        await until(pilot, lambda: app.screen is below)
        await pilot.pause()
        assert below.answers == ["yes"]


@pytest.mark.parametrize("end", [(), ("enter",)])
async def test_keys_that_come_with_the_one_that_opens_a_dialog_arrive_in_it(
    tmp_path: Path, end: tuple[str, ...]
) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await press_at_once(pilot, "m", *"40 1.25", *end)
        if end:
            assert app.screen is screen
            assert screen.aim == Aim(40.0, 1.25)
        else:
            assert app.screen.query_one(Input).value == "40 1.25"
        assert not screen.game.turns


async def test_an_opening_key_that_is_also_typed_is_not_lost(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await start(pilot)
        await press_at_once(pilot, *"mm4")
        assert app.screen.query_one(Input).value == "m4"


@pytest.mark.parametrize(
    ("keys", "screen", "turns"),
    [
        ("n", BriefScreen, 0),
        ("s", BriefScreen, 0),
        ("x", DebriefScreen, 1),
        ("r", PlayScreen, 1),
    ],
)
async def test_a_whole_question_and_a_doubled_answer_in_one_read(
    tmp_path: Path, keys: str, screen: type[Screen[Any]], turns: int
) -> None:
    level = level_with(tmp_path)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        play = await start(pilot)
        play.game.play(Move(40.0, 1.0))
        await press_at_once(pilot, "r", *(keys * 2 if keys != "r" else ["escape", "escape"]))
        assert isinstance(app.screen, screen)
        assert len(app.screen_stack) == 2
        assert len(play.game.turns) == 1
        assert app.screen.game.player.turns == turns  # type: ignore[attr-defined]


async def test_a_doubled_guess_answers_one_question(tmp_path: Path) -> None:
    question = (
        '\n[[questions]]\nask = "Ask {}?"\nchoices = ["a", "b"]\nanswer = 1\nbecause = "So."\n'
    )
    level = make_level(tmp_path, more=question.format(1) + question.format(2))
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        brief = app.screen
        assert isinstance(brief, BriefScreen)
        await press_at_once(pilot, "2", "2")
        assert list(brief.guesses) == [2]
        await press_at_once(pilot, "2", "1")
        assert list(brief.guesses) == [2, 1]


async def test_enter_twice_begins_one_game_and_makes_no_move(tmp_path: Path) -> None:
    record = Record()
    app = DescentApp(level_with(tmp_path), settings=STILL, record=record)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await press_at_once(pilot, "enter", "enter")
        assert isinstance(app.screen, PlayScreen)
        assert not app.screen.game.turns
        await press_at_once(pilot, "enter", "enter")
        assert len(app.screen.game.turns) == 2  # no screen has gone: both are moves


@pytest.mark.parametrize("key", ["f2", "f4"])
async def test_a_doubled_key_opens_a_screen_once(key: str) -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await press_at_once(pilot, key, key)
        assert len(app.screen_stack) == 3
        await press_at_once(pilot, "escape", "escape")
        assert isinstance(app.screen, LevelsScreen)
        assert len(app.screen_stack) == 2


async def test_a_doubled_new_key_is_one_change() -> None:
    kept: list[dict[str, str]] = []
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await app.push_screen(KeysScreen([KEY], {}, lambda keys: kept.append(dict(keys))))
        await press_at_once(pilot, "enter", "delete", "delete")
        assert kept == [{"play.hint": "delete"}]
        assert "(changed)" in screen_text(app)
