"""Findings that are kept: what counts as the same file, and that nothing goes wrong with them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import LevelSource, course_folder
from descent_game.checking import cache as module
from descent_game.checking import check_files, text_rules
from descent_game.checking.cache import FindingsCache
from descent_game.checking.check_files import Report, run_check
from descent_game.checking.level_check import Inspection, inspect

COURSE = course_folder()
PICTURES = COURSE / "5-pictures"


@pytest.fixture
def levels(tmp_path: Path) -> Path:
    """A folder with a level of a formula, one with data, and one that cannot be read."""
    folder = tmp_path / "levels"
    (folder / "data").mkdir(parents=True)
    shutil.copy(COURSE / "1-one-weight-at-a-time" / "first-light.toml", folder)
    shutil.copy(PICTURES / "two-pixels.toml", folder)
    shutil.copy(PICTURES / "data" / "camera-64.csv", folder / "data")
    (folder / "broken.toml").write_text("format = ", encoding="utf-8")
    return folder


@pytest.fixture
def check(
    levels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Report, list[str]]]:
    """Check the folder with kept findings; return the report and the files that were inspected."""
    inspected: list[str] = []

    def noted(path: Path, name: str, seeds: int) -> object:
        inspected.append(path.name)
        return inspect(path, name, seeds)

    monkeypatch.setattr(check_files, "inspect", noted)

    def run(seeds: int = 0, folder: Path = tmp_path / "kept") -> tuple[Report, list[str]]:
        inspected.clear()
        report = run_check([levels], seeds, cache=FindingsCache(folder, seeds))
        return report, list(inspected)

    return run


def add_line(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def without_seconds(report: Report) -> object:
    return [level._replace(seconds=0.0) for level in report.levels], report.findings


def test_unchanged_files_are_not_checked_again(
    check: Callable[..., tuple[Report, list[str]]], levels: Path
) -> None:
    first, inspected = check()
    assert len(inspected) == 3
    second, inspected = check()
    assert inspected == ["broken.toml"]  # reading it costs nothing
    assert without_seconds(second) == without_seconds(first)
    assert without_seconds(run_check([levels], 0)) == without_seconds(first)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda folder: add_line(folder / "first-light.toml"), "first-light.toml"),
        (
            lambda folder: add_line(folder / "data" / "camera-64.csv"),
            "two-pixels.toml",
        ),
        (
            lambda folder: (folder / "first-light.toml").rename(folder / "second.toml"),
            "second.toml",
        ),
    ],
)
def test_a_change_of_level_data_or_name_is_checked(
    check: Callable[..., tuple[Report, list[str]]],
    levels: Path,
    change: Callable[[Path], object],
    again: str,
) -> None:
    check()
    change(levels)
    assert check()[1] == ["broken.toml", again]


def test_other_variants_and_another_program_are_checked(
    check: Callable[..., tuple[Report, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    check()
    assert len(check(seeds=1)[1]) == 3
    monkeypatch.setattr(module, "program_digest", lambda: b"another")
    assert len(check()[1]) == 3


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"id": 1}', b"[" * 100_000])
def test_damaged_entries_are_ignored(
    check: Callable[..., tuple[Report, list[str]]], tmp_path: Path, content: bytes
) -> None:
    first, _ = check()
    for entry in (tmp_path / "kept").iterdir():
        entry.write_bytes(content)
    second, inspected = check()
    assert len(inspected) == 3
    assert without_seconds(second) == without_seconds(first)
    assert check()[1] == ["broken.toml"]


def test_what_cannot_be_kept_is_not(
    check: Callable[..., tuple[Report, list[str]]], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    for _ in range(2):
        assert len(check(folder=file / "below")[1]) == 3


def test_the_oldest_entries_go(
    check: Callable[..., tuple[Report, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    for number in range(5):
        old = folder / f"{number}.json"
        old.touch()
        os.utime(old, (number, number))
    monkeypatch.setattr(module, "MAX_ENTRIES", 4)
    check()
    assert {entry.name for entry in folder.iterdir()} >= {"3.json", "4.json"}
    assert len(list(folder.iterdir())) == 4
    monkeypatch.setattr(module, "MAX_BYTES", 0)
    check(seeds=1)
    assert list(folder.iterdir()) == []


def test_data_that_change_during_the_check_are_checked_again(
    check: Callable[..., tuple[Report, list[str]]], levels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = FindingsCache.save

    def change_and_save(cache: FindingsCache, inspection: Inspection) -> None:
        (levels / "data" / "camera-64.csv").write_text("nonsense\n", encoding="utf-8")
        save(cache, inspection)

    monkeypatch.setattr(FindingsCache, "save", change_and_save)
    check()
    second, inspected = check()
    assert "two-pixels.toml" in inspected
    assert without_seconds(second) == without_seconds(run_check([levels], 0))


def test_a_file_that_is_nested_too_deeply_is_a_finding(
    check: Callable[..., tuple[Report, list[str]]], levels: Path
) -> None:
    (levels / "deep.toml").write_text(f"a = {'[' * 5000}{']' * 5000}\n", encoding="utf-8")
    for _ in range(2):
        report, inspected = check()
        assert "deep.toml" in inspected
        assert "nested too deeply" in "".join(finding.message for finding in report.findings)


def test_a_change_of_the_level_that_it_was_made_from_is_checked(
    check: Callable[..., tuple[Report, list[str]]],
    levels: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Path(shutil.copy(levels / "first-light.toml", tmp_path / "source.toml"))
    monkeypatch.setattr(text_rules, "find_known_level", lambda _: LevelSource(source))
    copy = levels / "first-light.toml"
    copy.write_text(f"# x: made from 'source'\n{copy.read_text(encoding='utf-8')}", "utf-8")
    check()
    assert check()[1] == ["broken.toml"]
    add_line(source)
    assert check()[1] == ["broken.toml", "first-light.toml"]
