"""The workflows for GitHub are valid, and run what README and pyproject.toml say."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.versions import PYTHONS, ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
TESTS = (WORKFLOWS / "tests.yml").read_text(encoding="utf-8")
RELEASE = (WORKFLOWS / "release.yml").read_text(encoding="utf-8")
VALIDATE = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]


def validated(path: Path) -> subprocess.CompletedProcess[str]:
    """Compare a workflow with the schema that the checker brings along: no network is needed."""
    return subprocess.run([*VALIDATE, str(path)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", sorted(WORKFLOWS.iterdir()), ids=lambda path: path.name)
def test_a_workflow_is_valid(path: Path) -> None:
    done = validated(path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_unknown_key_is_found(tmp_path: Path) -> None:
    path = tmp_path / "broken.yml"
    path.write_text(TESTS.replace("runs-on", "run-on"), encoding="utf-8")
    assert validated(path).returncode == 1


@pytest.mark.parametrize("file", [".github/workflows/tests.yml", ".ci/run"])
def test_the_readmes_test_command_is_run(file: str) -> None:
    command = re.compile(r"^ *(run: )?make test$", re.MULTILINE)
    assert re.search(r"^make test ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(command.findall((ROOT / file).read_text("utf-8"))) == 1


def test_every_python_is_tested_with_both_ends_of_the_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = re.findall(r"^ +python: \[(.+)\]$", TESTS, re.MULTILINE)
    assert [tuple(re.findall(r"[\d.]+", pythons)) for pythons in listed] == [PYTHONS, PYTHONS]
    assert PYTHONS[0] == project["requires-python"].removeprefix(">=")
    assert "python -m tests.versions --python ${{ matrix.python }} --range lowest" in TESTS


def test_actions_are_named_with_a_major_version() -> None:
    for used in re.findall(r"uses: (\S+)", TESTS + RELEASE):
        assert re.search(r"@(release/)?v\d+$|^\./", used), used


def test_only_the_step_that_publishes_may_ask_for_a_token() -> None:
    before, _, publish = RELEASE.partition("  publish:")
    assert "id-token" not in before
    assert "id-token: write" in publish
    assert "pypa/gh-action-pypi-publish@" in publish
    assert "secrets." not in RELEASE + TESTS
