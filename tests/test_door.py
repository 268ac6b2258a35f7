"""What a newcomer does: the README's commands, and the wheel in an empty environment."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from descent_game.level.course import course

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shell_blocks() -> list[str]:
    """Return the commands of the README's shell blocks, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


COMMANDS = [line for line in shell_blocks() if re.search(r"(^|\| )descent\b", line)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command with this environment's ``descent``, without a terminal."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return subprocess.run(
        ["bash", "-c", command],
        env={"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, cwd=folder,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readmes_commands_run(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert done.stderr == ""


def test_the_readme_names_every_level_of_the_course() -> None:
    named = re.findall(r"^\| `([a-z-]+)` \|", README, re.MULTILINE)
    assert named == [level.id for level in course()]


def test_the_readme_answers_questions_with_levels_that_exist() -> None:
    rows = re.findall(r"^\| .+ \| .+ \| (`.+`) \|$", README, re.MULTILINE)
    assert len(rows) >= 22
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    assert named <= {level.id for level in course()}


def test_the_readme_says_how_to_play_and_how_to_test() -> None:
    assert {"make play", "make test", "pip install .", "make benchmarks"} <= set(shell_blocks())


def test_the_wheel_plays_a_level_in_an_empty_environment(tmp_path: Path) -> None:
    quiet = ["--quiet", "--disable-pip-version-check"]
    build = [sys.executable, "-m", "pip", "wheel", *quiet, "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {
        "descent_game"
    }  # nothing lands beside the package
    for level in course():
        assert f"descent_game/levels/{level.path.parent.name}/{level.path.name}" in names
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "empty")], check=True)
    python = tmp_path / "empty" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", *quiet, str(wheel)], check=True)
    played = subprocess.run(
        [tmp_path / "empty" / "bin" / "descent", "simulate", "first-light", "--moves", "-"],
        input="40 2\n40 2\n35 2\n45 0.4194304\n", capture_output=True, text=True, check=True,
        cwd=tmp_path,
    )  # fmt: skip
    assert "Stars: 3 of 3." in played.stdout
