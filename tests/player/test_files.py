import os
from collections.abc import Callable
from pathlib import Path

import pytest

from descent_game.player.files import write_new, write_whole
from tests.disks import full_disk

TEXT = "a text of more than ten bytes"
WRITERS = [write_whole, write_new]
Write = Callable[[Path, str | bytes], None]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("room", [0, 10])
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, write: Write, room: int) -> None:
    with full_disk(room), pytest.raises(OSError, match="large"):
        write(tmp_path / "new.toml", TEXT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", WRITERS)
def test_a_text_without_an_encoding_leaves_nothing(tmp_path: Path, write: Write) -> None:
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "new.toml", "\udcff")
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_where_there_is_no_room(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("before", encoding="utf-8")
    with full_disk(10), pytest.raises(OSError, match="large"):
        write_whole(path, TEXT)
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("grades.csv", "before")
    ]


def test_a_new_file_takes_no_other_ones_place(tmp_path: Path) -> None:
    path, link = tmp_path / "level.toml", tmp_path / "link.toml"
    write_new(path, TEXT)
    link.symlink_to("nowhere")
    for taken in (path, link):
        with pytest.raises(FileExistsError):
            write_new(taken, "another")
    assert path.read_text(encoding="utf-8") == TEXT
    assert sorted(each.name for each in tmp_path.iterdir()) == ["level.toml", "link.toml"]


def test_files_are_new_without_links_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError("this file system has no links")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_new(tmp_path / "level.toml", TEXT)
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "level.toml", "another")
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == [TEXT]

    def fail(self: Path, target: Path) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="gone"):
        write_new(tmp_path / "other.toml", TEXT)
    assert [each.name for each in tmp_path.iterdir()] == ["level.toml"]


def test_links_stay_links_and_devices_devices(tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.csv", tmp_path / "pipe"
    link.symlink_to("real.csv")
    write_whole(link, TEXT)
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8") == TEXT
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, TEXT)
    assert os.read(reader, 100) == TEXT.encode()
    os.close(reader)
    assert pipe.is_fifo()


def test_a_long_name_is_no_trouble(tmp_path: Path) -> None:
    for write in (write_whole, write_new):
        path = tmp_path / f"{write.__name__}{'x' * 240}"
        write(path, TEXT)
        assert path.read_bytes() == TEXT.encode()
