import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.cli.screen_options import OPTIONS as FLAGS
from descent_game.player.settings import (
    KEYS_FILE,
    OPTIONS,
    SETTINGS_FILE,
    Option,
    Settings,
    choices_of,
    read_keymap,
    read_settings,
    with_choice,
    write_settings,
)
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.keys import KeysScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.settings import SettingsScreen
from tests.guide import DOCS
from tests.tui.playing import STILL, at, screen_text, until


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    for option in OPTIONS:
        monkeypatch.delenv(option.variable, raising=False)
    yield tmp_path
    gc.unfreeze()


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_value_is_kept_and_read_again(home: Path, option: Option) -> None:
    values = list(option.values)
    for before, after in zip(values, [*values[1:], values[0]], strict=True):
        old, new = (with_choice(Settings(), option.name, value) for value in (before, after))
        assert choices_of(new)[option.name] == after
        assert write_settings(home, old, new) == ""
        found, trouble = read_settings(home)
        assert (trouble, choices_of(found)[option.name]) == ("", after)


def test_the_environment_overrides_what_was_kept_and_is_not_kept_itself(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / SETTINGS_FILE).write_text('style = "blocks"\nmotion = "slow"\n', encoding="utf-8")
    monkeypatch.setenv("DESCENT_STYLE", "ascii")
    monkeypatch.setenv("DESCENT_COLOURS", "no such colours")
    kept, _ = read_settings(home)
    settings = Settings.from_environment(kept)
    assert (settings.style, settings.pace, settings.scheme) == ("ascii", "slow", "bathymetric")
    write_settings(home, settings, with_choice(settings, "theme", "light"))
    assert read_settings(home)[0] == Settings(style="blocks", pace="slow", light=True)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ('style = "oils"', "style: 'oils' is not one of braille, blocks, ascii"),
        ("motion = 3", "motion: 3 is not one of"),
        ('stile = "ascii"', "stile: known are style,"),
        ("style = ", "cannot be read"),
    ],
)
def test_a_bad_file_is_said_and_never_written_over(home: Path, text: str, trouble: str) -> None:
    (home / SETTINGS_FILE).write_text(text, encoding="utf-8")
    settings, found = read_settings(home)
    assert settings == Settings()
    assert trouble in found
    if "cannot be read" in trouble:
        assert write_settings(home, Settings(), Settings(light=True)) == found
        assert (home / SETTINGS_FILE).read_text(encoding="utf-8") == text


def test_a_full_disk_is_said_in_words(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        del path, text
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("descent_game.player.files.write_whole", full)
    trouble = write_settings(home, Settings(), Settings(light=True))
    assert trouble == "The settings could not be kept: No space left on device."


def test_the_command_line_knows_the_same_options() -> None:
    known = {option.variable: set(option.values) for option in OPTIONS}
    for variable, values, _ in FLAGS.values():
        assert set(values) == known[variable]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_the_document_of_settings_names_every_value(option: Option) -> None:
    document = (DOCS / "settings.md").read_text("utf-8")
    (row,) = [line for line in document.splitlines() if f"| `{option.variable}` |" in line]
    assert set(re.findall(r"`([a-z0-9-]+)`", row)) >= set(option.values)


async def test_settings_change_at_once_and_are_kept(home: Path) -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("f3")
        await at(pilot, SettingsScreen)
        await until(pilot, lambda: "bands with fine dotted lines" in screen_text(app))
        await pilot.press("left")
        assert app.settings.style == "ascii"
        await until(pilot, lambda: screen_text(app).isascii())
        await pilot.press("down", "down", "right")
        assert app.theme == "descent-light"
        await pilot.press("escape")
        await at(pilot, LevelsScreen)
    assert read_settings(home)[0] == Settings(style="ascii", light=True)


async def test_a_key_is_changed_on_the_screen(home: Path) -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await pilot.press("f3")
        await at(pilot, SettingsScreen)
        await pilot.press(*["down"] * 9, "enter")
        await at(pilot, KeysScreen)
        screen = app.screen
        assert isinstance(screen, KeysScreen)
        screen.list_view.selected = next(n for n, a in enumerate(screen._actions) if a.id == "hint")
        await pilot.press("enter", "g")  # taken by another action of the same screen
        await until(pilot, lambda: "Taken: g" in screen_text(app))
        await pilot.press("enter", "j")
        await until(pilot, lambda: read_keymap(home)[0] == {"hint": "j"})
        await pilot.press("enter", "escape", "delete")
        await until(pilot, lambda: (home / KEYS_FILE).read_text(encoding="utf-8") == "")
        await pilot.press("escape")
        await at(pilot, SettingsScreen)
