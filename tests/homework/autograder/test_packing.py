"""What goes into an autograder: levels in folders, their data, the libraries that data need."""

import io
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.autograder.packing import autograder_zip
from descent_game.homework.autograder.runner import HOMEWORK as PACKED
from descent_game.homework.autograder.wheels import PackingError, fetch_wheels
from tests.levels_for_tests import level_text

PYTHON = "3.12"
MEAN = "mean((w1*x + w2 - y)**2)"
HOMEWORK = 'format = 1\nid = "hw"\ntitle = "Homework"\n'


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """Return a folder with wheels that hold a module each."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in ("msgspec", "numpy"):
        with zipfile.ZipFile(folder / f"{name}-1.0-cp312-cp312-linux.whl", "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", f"# {name}")
            wheel.writestr(f"{name}/tests/test_it.py", "")
            wheel.writestr(f"{name}/typed.pyi", "")
    return folder


def write_level(folder: Path, name: str, data: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    more = {} if data is None else {"formula": MEAN, "loss": 'data = "points.csv"'}
    text = level_text(id=name, start="[3.0, 3.0]", **more)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    if data is not None:
        (folder / "points.csv").write_text(data, encoding="utf-8")


def assign(folder: Path, *names: str) -> Assignment:
    levels = "".join(f'[[levels]]\nlevel = "{name}"\npoints = 1\n' for name in names)
    path = folder / "hw.toml"
    path.write_text(HOMEWORK + levels, encoding="utf-8")
    return read_assignment(path)


def packed(assignment: Assignment, wheels: Path) -> dict[str, bytes]:
    content = autograder_zip(assignment, pythons=[PYTHON], wheels=wheels)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_data_go_along_beside_their_level(tmp_path: Path, wheels: Path) -> None:
    home = tmp_path / "home"
    write_level(home, "plain")
    write_level(home / "deep", "line", "x,y\n0,1\n1,3\n2,5\n")
    files = packed(assign(home, "plain", "deep/line.toml"), wheels)
    for name in ("plain.toml", "deep/line.toml", "deep/points.csv"):
        assert files[f"homework/{name}"] == (home / name).read_bytes()
    assert files[f"site/{PYTHON}/numpy/__init__.py"] == b"# numpy"
    assert f"site/{PYTHON}/msgspec/__init__.py" in files
    libraries = [name for name in files if name.startswith("site/")]
    assert not [name for name in libraries if name.endswith(("test_it.py", ".pyi"))]
    unpacked = tmp_path / "unpacked"
    for name, content in files.items():
        (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / name).write_bytes(content)
    again = read_assignment(unpacked / PACKED)
    assert [level.id for level in again.levels] == ["plain", "line"]


def test_levels_without_data_need_no_library_for_them(tmp_path: Path, wheels: Path) -> None:
    write_level(tmp_path / "home", "plain")
    files = packed(assign(tmp_path / "home", "plain"), wheels)
    assert not [name for name in files if "numpy" in name.split("/")]


def test_two_levels_may_share_a_data_file_but_not_its_name(tmp_path: Path, wheels: Path) -> None:
    home = tmp_path / "home"
    write_level(home, "line", "x,y\n0,1\n1,3\n2,5\n")
    write_level(home, "other", "x,y\n0,1\n1,3\n2,5\n")
    assert "homework/points.csv" in packed(assign(home, "line", "other"), wheels)


def test_a_level_of_the_course_takes_its_data_along(tmp_path: Path, wheels: Path) -> None:
    files = packed(assign(tmp_path, "pooling"), wheels)
    assert "homework/pooling.toml" in files
    assert [name for name in files if name.startswith("homework/data/")]


def test_a_library_that_is_not_there_is_told(tmp_path: Path, wheels: Path) -> None:
    write_level(tmp_path / "home", "line", "x,y\n0,1\n1,3\n2,5\n")
    (wheels / "numpy-1.0-cp312-cp312-linux.whl").unlink()
    with pytest.raises(PackingError, match="no wheel of numpy"):
        packed(assign(tmp_path / "home", "line"), wheels)


@pytest.mark.parametrize(
    ("status", "told", "reason"),
    [(0, "", ""), (1, "first\nno such host\n", "no such host"), (2, "", "pip failed")],
)
def test_wheels_are_fetched_with_pip(
    wheels: Path, monkeypatch: pytest.MonkeyPatch, status: int, told: str, reason: str
) -> None:
    def run(command: Sequence[str], **settings: Any) -> subprocess.CompletedProcess[str]:
        assert [str(wheels), PYTHON] == [
            command[command.index(option) + 1] for option in ("--dest", "--python-version")
        ]
        return subprocess.CompletedProcess(command, status, "", told)

    monkeypatch.setattr(subprocess, "run", run)
    if not reason:
        assert [path.name[:5] for path in fetch_wheels(["numpy"], PYTHON, wheels)] == ["numpy"]
        return
    with pytest.raises(PackingError, match=reason):
        fetch_wheels(["numpy"], PYTHON, wheels)
