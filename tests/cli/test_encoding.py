"""Output in encodings that lack our signs."""

import os
import subprocess
import sys

import pytest


def run(encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "descent_game", *arguments],
        env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True, check=True,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_map_in_braille_becomes_one_in_seven_bit_characters(encoding: str) -> None:
    show = ["level", "show", "tilted-bowl", "--size", "60x16"]
    done = run(encoding, *show, "--style", "braille")
    assert done.stdout == run("utf-8", *show, "--style", "ascii").stdout
    words = done.stderr.decode("ascii").splitlines()
    assert len(words) == 1
    assert "lacks some signs: 7-bit characters stand for them" in words[0]


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("ascii", "* e >"), ("latin-1", "* \u00e9 >"), ("utf-8", "\u2605 \u00e9 \u203a")],
)
def test_signs_that_are_lacking_are_replaced_by_likeness(encoding: str, written: str) -> None:
    code = (
        "from descent_game.tui.encoding import replaced_words, take_seven_bit\n"
        "take_seven_bit()\nprint('\u2605 \u00e9 \u203a')\nprint(bool(replaced_words()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode(encoding).splitlines() == [written, str(encoding != "utf-8")]


def test_nothing_is_said_where_nothing_is_lacking() -> None:
    assert not run("ascii", "level", "show", "tilted-bowl").stderr
    assert not run("ascii", "--version").stderr
