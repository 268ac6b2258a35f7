"""What lies at the top of the repository: nothing that a program or a test left behind."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    ".ci", ".github", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
    "README.md", "benchmarks", "descent_game", "docs", "levels", "pyproject.toml", "tests",
}  # fmt: skip
"""Whoever adds a name here says what it is for in the commit."""


def committed() -> set[str]:
    """Return the names at the top of the repository that are under version control."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no git checkout, or there is no git")
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return {name.partition("/")[0] for name in listed.split("\0") if name}


def test_the_root_holds_only_what_belongs_there() -> None:
    assert committed() - ALLOWED == set()
