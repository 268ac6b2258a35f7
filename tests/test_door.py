"""What a newcomer does: the commands of README and pages, the wheel in an empty environment."""

import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import course

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COURSE = (ROOT / "docs" / "course.md").read_text(encoding="utf-8")
MOST_LINES = 150
"""Of the README: what it does not need to begin with stands in docs/."""


def shell_blocks(page: str) -> list[list[str]]:
    """Return the commands of a page's shell blocks, without their comments."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [re.sub(r"\s+#.*", "", block).splitlines() for block in blocks]


def is_ours(command: str) -> bool:
    """Tell whether a line of a shell block runs ``descent``."""
    return re.search(r"(^|\| |; )descent\b", command) is not None


BLOCKS = [
    pytest.param(commands, id=f"{page}:{commands[0]}")
    for page in ("README.md", "docs/commands.md", "docs/playing.md", "docs/settings.md")
    for block in shell_blocks(page)
    if (commands := list(filter(is_ours, block)))
]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command with this environment's ``descent``, without a terminal."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return subprocess.run(
        ["bash", "-c", command],
        env={"PATH": path, "HOME": str(folder / "home"), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, cwd=folder,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("commands", BLOCKS)
def test_the_commands_of_the_readme_and_the_pages_run(commands: list[str], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    for command in commands:
        before = set(tmp_path.iterdir())
        done = run(command, tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout or set(tmp_path.iterdir()) - before, f"{command} did nothing"
        assert done.stderr == ""


def test_the_readme_is_short_and_says_what_the_game_is_in_three_sentences() -> None:
    assert len(README.splitlines()) <= MOST_LINES
    first = README.split("\n\n")[1]
    assert len(re.findall(r"\.(?:\s|$)", first)) == 3


def test_the_readme_counts_the_levels_of_every_world() -> None:
    (total,) = re.findall(r"Each of the (\d+) levels", README)
    rows = re.findall(r"^\| ([\w ]+) \| (\d+) \| .+ \|$", README, re.MULTILINE)
    counted = Counter(level.world for level in course())
    assert int(total) == len(course())
    assert [(name.lower().replace(" ", "-"), int(count)) for name, count in rows] == [
        *counted.items()
    ]


def test_the_course_page_names_every_level_of_the_course() -> None:
    named = re.findall(r"^\| `([a-z-]+)` \|", COURSE, re.MULTILINE)
    assert named == [level.id for level in course()]


@pytest.mark.parametrize(("page", "least"), [(README, 5), (COURSE, 22)])
def test_questions_are_answered_with_levels_that_exist(page: str, least: int) -> None:
    rows = re.findall(r"^\| .+ \| .+ \| (`.+`) \|$", page, re.MULTILINE)
    assert len(rows) >= least
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    assert named <= {level.id for level in course()}


def test_the_readme_says_how_to_play_and_how_to_test() -> None:
    commands = {command for block in shell_blocks("README.md") for command in block}
    assert {"make play", "make test", "pip install .", "make benchmarks"} <= commands


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
        input="35 2\n40 2\n35 2\n40 1\n", capture_output=True, text=True, check=True,
        cwd=tmp_path,
    )  # fmt: skip
    assert "Stars: 3 of 3." in played.stdout
