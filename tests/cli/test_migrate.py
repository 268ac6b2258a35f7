"""``descent level migrate``; there is no older format but the one that is made up here."""

from pathlib import Path

import pytest

from descent_game.level import formats
from descent_game.level.loading import read_level
from tests.cli.conftest import Run
from tests.levels_for_tests import level_text

OLD = level_text().replace("format = 1", "format = 0  # the first").replace("max_step", "longest")


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(formats.STEPS, 0, lambda text: text.replace("longest", "max_step"))


def test_the_command_writes_in_place_and_keeps_the_ends_of_lines(
    descent: Run, older: None, tmp_path: Path
) -> None:
    path, link = tmp_path / "test-level.toml", tmp_path / "links" / "test-level.toml"
    link.parent.mkdir()
    before = OLD.replace("\n", "\r\n").encode()
    path.write_bytes(before)
    link.symlink_to(path)
    assert descent("level", "migrate", str(path), "--check").status == 1
    printed = descent("level", "migrate", str(path), "-o", "-").out
    assert (path.read_bytes(), printed.count("format = 1")) == (before, 1)
    assert descent("level", "migrate", str(link)).out == f"{link}: now in format 1\n"
    assert link.is_symlink()
    assert path.read_bytes().count(b"\r\n") == OLD.count("\n")
    assert read_level(path).rules.max_step == 2.0
    after = path.read_bytes()
    assert "already, nothing to do" in descent("level", "migrate", str(path)).out
    assert descent("level", "migrate", str(path), "--check").status == 0
    assert path.read_bytes() == after


def test_a_file_that_cannot_be_migrated_stays_as_it_is(
    descent: Run, older: None, tmp_path: Path
) -> None:
    path = tmp_path / "test-level.toml"
    before = OLD.replace("par = 4", "par = 'x'")
    path.write_text(before, encoding="utf-8")
    done = descent("level", "migrate", str(path))
    assert (done.status, done.out, path.read_text("utf-8")) == (2, "", before)
    assert "stars.par" in done.err
    assert list(tmp_path.iterdir()) == [path]
