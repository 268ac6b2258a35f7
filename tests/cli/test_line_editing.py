"""Plain mode at a terminal: lines can be edited, and earlier ones repeated."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("readline")
pytest.importorskip("pty")

from tests.tui.pseudo_terminal import Terminal

LEFT, UP, END_OF_INPUT = "\x1b[D", "\x1b[A", "\x04"
SLOPE = "Loss falls most towards 36.9 degrees"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    command = ["-m", "descent_game", "play", "first-light", "--plain"]
    started = Terminal(command, {"DESCENT_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"})
    started.wait_for("or help.\r\n> ")
    yield started
    started.close()


def test_lines_can_be_edited_and_repeated(terminal: Terminal) -> None:
    terminal.press(f"lok{LEFT}o\r")
    terminal.wait_for("\r\n> ")
    terminal.press(f"{UP}\r")
    terminal.wait_for("\r\n> ")
    terminal.press(END_OF_INPUT)
    assert terminal.finish() == 0
    assert terminal.output.count(SLOPE) == 3  # at the start, of the edited line, repeated
    assert "Not done" not in terminal.output


def test_pasted_lines_are_commands_of_their_own(terminal: Terminal) -> None:
    terminal.press("40 2\r40 2\rquit\r")
    assert terminal.finish() == 0
    assert "Turn 2: heading 40 degrees, step 2" in terminal.output
    assert "[?2004h" not in terminal.output


def test_bytes_that_are_no_text_are_refused_in_words(terminal: Terminal) -> None:
    os.write(terminal.master, b"look\xff\r")
    terminal.wait_for("Not done: ")
    terminal.press("quit\r")
    assert terminal.finish() == 0
    assert "Traceback" not in terminal.output


def test_a_signal_at_the_prompt_ends_the_game(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.finish() == 128 + signal.SIGTERM
    assert terminal.is_as_before
    assert "Traceback" not in terminal.output
