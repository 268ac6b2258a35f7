"""The game in a real pseudo-terminal, from its first screen to its exit status."""

import os
import re
import signal
from contextlib import closing
from pathlib import Path

import pytest

from tests.levels_for_tests import level_text, make_level
from tests.tui.pseudo_terminal import Terminal

PLAY = """
import sys
from pathlib import Path
from descent_game.level.loading import read_level
from descent_game.tui.app import DescentApp
app = DescentApp(read_level(Path(sys.argv[1])))
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "xterm"}])
def test_a_level_is_played_to_its_end(tmp_path: Path, environment: dict[str, str]) -> None:
    level = make_level(tmp_path, goal="loss = 12.0")
    home = {"DESCENT_HOME": str(tmp_path / "home")}
    terminal = Terminal(["-c", PLAY, str(level.path)], home | environment)
    try:
        terminal.wait_for("A brief.")
        terminal.press("\r")
        terminal.wait_for("LAST MOVE")
        terminal.press("g")
        terminal.wait_for("38.7")
        for _ in range(7):
            terminal.press("\x1b[A")
        terminal.press("\r")
        terminal.wait_for("Goal reached after 1 turn")
        terminal.press("q")
        assert terminal.finish() == 0
        assert "Traceback" not in terminal.output
    finally:
        terminal.close()


def test_a_game_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    arguments = ["-m", "descent_game", "play", str(level.path)]
    home = {"DESCENT_HOME": str(tmp_path / "home")}
    terminal = Terminal(arguments, home)
    try:
        terminal.wait_for("A brief.")
        terminal.press("\r")
        terminal.wait_for("LAST MOVE")
        for turn in (2, 3):
            terminal.press("\r")
            terminal.wait_for(f"turn {turn} of 14")
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait()
    finally:
        terminal.close()
    again = Terminal(arguments, home)
    try:
        again.wait_for("turn 3 of 14")
        again.press("q")
        assert again.finish() == 0
    finally:
        again.close()


COURSE = Path(__file__).parents[2] / "levels"
LEVEL = COURSE / "1-one-weight-at-a-time" / "first-light.toml"
SCREENS = {
    "play": (["play", "first-light"], "Play"),
    "levels": ([], "Search"),
    "race": (["race", "ravine", "--screen"], "Run"),
    "sandbox": (["sandbox", "w1**2 + w2**2"], "Save"),
    "watch": (["level", "watch", str(LEVEL)], "Solve"),
    "edit": (["level", "edit", str(LEVEL)], "Complete"),
    "demo": (["demo", "first-light"], "turn"),
    "plain": (["play", "first-light", "--plain"], "> "),
}
"""Commands that go on until they are told to end, each with something that it shows."""
WIDE = "7-bit"
BEYOND_ASCII = re.compile("[\u0100-\uffff]")


def descent(*arguments: str) -> list[str]:
    return ["-m", "descent_game", *arguments]


@pytest.mark.parametrize(
    ("screen", "name"),
    [
        *(("play", name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")),
        *((screen, "SIGTERM") for screen in SCREENS if screen != "play"),
        *(("plain", name) for name in ("SIGHUP", "SIGQUIT", "SIGINT")),
    ],
)
def test_a_signal_ends_the_program_and_leaves_the_terminal_as_it_was(
    screen: str, name: str
) -> None:
    arguments, shown = SCREENS[screen]
    number = getattr(signal, name)
    with closing(Terminal(descent(*arguments))) as terminal:
        terminal.wait_for(shown)
        os.kill(terminal.process.pid, number)
        assert terminal.finish() == 128 + number
        assert terminal.is_as_before
        assert "Traceback" not in terminal.output


@pytest.mark.parametrize(
    ("screen", "steps", "again"),
    [
        ("play", [("\r", "LAST MOVE"), ("\r", "turn 2 of 14")], "turn 2 of 14"),
        ("plain", [("40 1\n", "13 turns left")], "Turn 2 of 14"),
    ],
)
def test_a_signal_in_a_game_loses_no_move(
    screen: str, steps: list[tuple[str, str]], again: str
) -> None:
    arguments, first = SCREENS[screen]
    with closing(Terminal(descent(*arguments))) as terminal:
        terminal.wait_for(first)
        for keys, shown in steps:
            terminal.press(keys)
            terminal.wait_for(shown)
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.finish() == 143
    with closing(Terminal(descent(*arguments))) as terminal:
        terminal.wait_for(again)


@pytest.mark.parametrize("how", ["SIGTERM", "hangup"])
def test_a_text_that_is_not_saved_is_put_beside_its_file(tmp_path: Path, how: str) -> None:
    path = tmp_path / "test-level.toml"
    path.write_text(level_text(), encoding="utf-8")
    with closing(Terminal(descent("level", "edit", str(path)))) as terminal:
        terminal.wait_for("Complete")
        terminal.press("#mine")
        terminal.wait_for("#mine")
        if how == "SIGTERM":
            os.kill(terminal.process.pid, signal.SIGTERM)
            assert terminal.finish() == 143
            assert "test-level.toml.unsaved-1" in re.sub(r"\s", "", terminal.text)
        else:
            assert terminal.hang_up() == 128 + signal.SIGHUP
    assert path.read_text(encoding="utf-8") == level_text()
    kept = path.with_name("test-level.toml.unsaved-1").read_text(encoding="utf-8")
    assert kept == "#mine" + level_text()


@pytest.mark.parametrize("screen", ["play", "edit"])
def test_the_program_ends_when_its_terminal_has_gone(screen: str) -> None:
    arguments, shown = SCREENS[screen]
    with closing(Terminal(descent(*arguments))) as terminal:
        terminal.wait_for(shown)
        assert terminal.hang_up() == 128 + signal.SIGHUP


def test_the_program_ends_without_its_terminal_where_nothing_tells_it() -> None:
    arguments, shown = SCREENS["play"]
    with closing(Terminal(descent(*arguments), controlling=False)) as terminal:
        terminal.wait_for(shown)
        assert terminal.hang_up() == 128 + signal.SIGTERM


@pytest.mark.parametrize("keys", ["\x1a", "?\x1a"])
def test_ctrl_z_suspends_and_the_program_goes_on_where_it_was(keys: str) -> None:
    with closing(Terminal(descent())) as terminal:
        terminal.wait_for("Search")
        for _ in range(2):
            terminal.press(keys)
            terminal.wait_until_stopped()
            assert terminal.is_as_before
            os.kill(terminal.process.pid, signal.SIGCONT)
            terminal.wait_for("The map" if "?" in keys else "Search")
            keys = "\x1a"
        terminal.press("q" if "?" not in keys else "\x1b")
        os.kill(terminal.process.pid, signal.SIGTERM)
        terminal.finish()
        assert terminal.is_as_before


def test_a_stop_without_notice_leaves_the_way_back_to_the_first_state() -> None:
    with closing(Terminal(descent())) as terminal:
        terminal.wait_for("Search")
        os.kill(terminal.process.pid, signal.SIGSTOP)
        terminal.wait_until_stopped()
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.wait_for("Search")
        terminal.press("q")
        assert terminal.finish() == 0
        assert terminal.is_as_before


def test_ctrl_z_takes_a_change_back_in_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "test-level.toml"
    path.write_text(level_text(), encoding="utf-8")
    with closing(Terminal(descent("level", "edit", str(path)))) as terminal:
        terminal.wait_for("Complete")
        terminal.press("#")
        terminal.wait_for("unsaved")
        terminal.press("\x1a\x13")  # ctrl+z, ctrl+s
        terminal.wait_for("Saved.")
        assert path.read_text(encoding="utf-8") == level_text()


@pytest.mark.parametrize(
    ("width", "style", "ascii_taken"),
    [(2, {}, True), (1, {}, False), (None, {}, False), (2, {"DESCENT_STYLE": "braille"}, False)],
)
def test_signs_that_are_drawn_wide_are_done_without(
    width: int | None, style: dict[str, str], ascii_taken: bool
) -> None:
    with closing(Terminal(descent("play", "first-light"), style, width)) as terminal:
        terminal.wait_for("Play")
        if ascii_taken and WIDE not in terminal.text:
            terminal.wait_for(WIDE)
        terminal.press("\r")
        shown = terminal.wait_for("LAST MOVE")
        assert (BEYOND_ASCII.search(shown) is None) == ascii_taken
        assert (WIDE in terminal.text) == ascii_taken


@pytest.mark.parametrize("width", [2, 1, None])
def test_keys_that_are_typed_before_the_first_picture_are_not_lost(width: int | None) -> None:
    with closing(Terminal(descent("play", "first-light"), None, width)) as terminal:
        terminal.press("q")
        assert terminal.finish() == 0
        assert terminal.is_as_before


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_without_our_signs_gets_seven_bit_characters(encoding: str) -> None:
    given = {"PYTHONIOENCODING": encoding, "DESCENT_STYLE": "braille"}
    with closing(Terminal(descent("play", "first-light"), given)) as terminal:
        terminal.wait_for("Play")
        if WIDE not in terminal.text:
            terminal.wait_for(WIDE)
        terminal.press("\r")
        shown = terminal.wait_for("LAST MOVE")
        assert shown.isascii()
        assert "???" not in terminal.output


def test_what_comes_with_a_key_that_opens_a_dialog_arrives_in_it() -> None:
    with closing(Terminal(descent("play", "first-light"))) as terminal:
        terminal.wait_for("Play")
        terminal.press("\r")
        terminal.wait_for("LAST MOVE")
        terminal.press("m40 1\r")
        terminal.wait_for("40°")
        terminal.press("\r")
        terminal.wait_for("turn 2 of 14")
        terminal.press("rxx")  # the question, its answer, and that once more
        terminal.wait_for("Insight")
        terminal.press("?")
        terminal.wait_for("ON THE MAP")
        terminal.press("\x1bq")
        os.kill(terminal.process.pid, signal.SIGTERM)
        terminal.finish()
        assert "Traceback" not in terminal.output
