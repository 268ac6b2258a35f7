from pathlib import Path

import pytest

from descent_game.player.settings import KEYS_FILE, read_keymap
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.assignments import AssignmentsScreen
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.keys import KeysScreen
from descent_game.tui.screens.replays import ReplaysScreen
from tests.tui.playing import STILL, at, level_with, start, until


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
