import subprocess
import sys
from pathlib import Path

import pytest

from descent_game import __version__
from descent_game.cli.main import COMMANDS
from descent_game.tui.encoding import lacking_words
from tests.cli.conftest import Run


def test_the_version(descent: Run) -> None:
    assert descent("--version") == (0, f"descent {__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    [[], *([name] for name in COMMANDS), ["level", "list"], ["level", "show"], ["level", "probe"]],
)
def test_every_command_has_help_with_an_example(descent: Run, command: list[str]) -> None:
    done = descent(*command, "--help")
    assert done.status == 0
    assert "Example:" in done.out
    assert "descent" in done.out.partition("Example:")[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "descent: No such command 'nonsense'."),
        (["replya"], "descent: No such command 'replya'. Did you mean 'replay'?"),
        (["level", "race"], "descent: No such command 'race'. There is 'descent race'."),
        (["play", "nonsense"], "descent: there is no level 'nonsense'; known: "),
        (["play", "first-lihgt"], "descent: there is no level 'first-lihgt'; did you mean"),
        (["play", "none.toml"], "descent: none.toml:1:1: cannot be read: No such file"),
        (["simulate", "first-light"], "descent: Missing option '--moves'."),
        (["simulate", "first-light", "--moves", "nowhere"], "descent: nowhere: cannot be read"),
        (["simulate", "first-light", "--moves", "/"], "descent: /: cannot be read: Is a directory"),
        (["simulate", "first-light", "--moves", "-", "--seed", "-1"], "descent: Invalid value for"),
        (["level", "show", "first-light", "--size", "1x1"], "descent: Invalid value for '--size'"),
        (["level", "show", "first-light", "--size", "9e9"], "descent: Invalid value for '--size'"),
        (["level", "probe", "first-light", "--at", "1"], "descent: Invalid value for '--at': '1'"),
        (["level", "probe", "first-light", "--at", "nan,1"], "descent: Invalid value for '--at'"),
        (["race", "first-light", "--bot", "gdd:learning_rate=1"], "descent: unknown optimizer"),
        (["race", "first-light", "--bot", "gd"], "descent: "),
        (["race", "first-light", "--bot", "gd:learning_rate=nan"], "descent: "),
        (["race", "first-light", "--bot", "gd:learning_rate=1,rate=2"], "descent: "),
        (["race", "first-light", "--turns", "0"], "descent: Invalid value for '--turns'"),
    ],
)
def test_bad_input_gives_one_message_and_status_2(
    descent: Run, arguments: list[str], message: str
) -> None:
    done = descent(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "status", "err"),
    [
        ("descent level list | true", 0, ""),
        ("descent level list > /dev/full", 2, "descent: cannot write: No space left on device\n"),
        ("descent level list >&-", 0, ""),
        ("descent simulate first-light --moves - <&-", 0, ""),
        ("descent play <&- | tail -0", 0, ""),
        ("descent simulate nope --moves - 2>&-", 2, ""),
        (
            "PYTHONIOENCODING=latin-1 descent level show zoom --style braille | tail -0",
            0,
            lacking_words("iso8859-1") + "\n",
        ),
        ("TERM=dumb descent play | tail -0", 0, ""),
    ],
)
def test_the_ends_of_pipes(line: str, status: int, err: str) -> None:
    line = f"set -o pipefail; {line}".replace("descent ", f"{sys.executable} -m descent_game ")
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, err)


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m descent_game level show first-light | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_without_a_terminal_the_first_level_is_demonstrated(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "descent_game"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, cwd=tmp_path,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Turn 1: heading 35 degrees, step 2" in done.stdout
    assert "You: Goal reached after 4 turns" in done.stdout
    assert "Stars: 3 of 3." in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_version_is_printed_before_anything_large_is_imported() -> None:
    code = (
        "import sys; sys.argv = ['descent', '--version']; from descent_game.__main__ import main; "
        "main(); sys.exit(len({'click', 'msgspec', 'numpy', 'textual'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (f"descent {__version__}\n", "", 0)
