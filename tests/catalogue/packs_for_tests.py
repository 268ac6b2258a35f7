"""Packs for tests: folders of small levels, and packages that offer them."""

from pathlib import Path

import pytest

from descent_game.catalogue import catalogue as course
from tests.levels_for_tests import level_text

COURSE = ["first-light", "ravine"]
BRICK = 'raise SystemExit("a package of levels was imported")\n'


def turn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn packs on, beside a course of two levels, which is read in no time."""
    monkeypatch.delenv("DESCENT_PACKS")
    few = tuple(path for path in course.course_files() if path.stem in COURSE)
    monkeypatch.setattr(course, "course_files", lambda: few)


def make_pack(folder: Path, *ids: str, says: str = "") -> Path:
    """Write a folder of levels in their order; ``says`` is the text of its ``pack.toml``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(ids, start=1):
        text = level_text(id=name).replace("order = 1", f"order = {number}")
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    if says:
        (folder / "pack.toml").write_text(says, encoding="utf-8")
    return folder


def install(site: Path, name: str, value: str, *ids: str) -> Path:
    """Write a package of levels as an installer does; to import it ends the program."""
    information = site / f"{name}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    points = f"[descent_game.levels]\n{name} = {value}\n"
    (information / "entry_points.txt").write_text(points, encoding="utf-8")
    folder = site.joinpath(*value.split("."))
    make_pack(folder, *ids)
    for place in (folder, *folder.parents):
        if place == site:
            break
        (place / "__init__.py").write_text(BRICK, encoding="utf-8")
    return folder
