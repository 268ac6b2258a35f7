import os
from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.player.text_file import TextFile

MOST = 1_000


@pytest.mark.parametrize(
    "content",
    [
        b"a = 1\nb = 2\n",
        b"a = 1\r\nb = 2\r\n",
        b"\xef\xbb\xbfa = 1\nb = 2",
        "é = 'ü'\n".encode(),
        b"",
    ],
)
def test_a_file_is_written_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "level.toml"
    path.write_bytes(content)
    file = TextFile(path, MOST)
    assert "\r" not in file.text
    file.save(file.text)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "level.toml", tmp_path / "link.toml"
    path.write_text("a", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    TextFile(link, MOST).save("b")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "b"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (MOST + 1), "is larger than 0 KB"),
        (b"a = 1\nb = '\xff'", "level.toml:2: the file is not UTF-8 text"),
        ("a = 1\n\nb = '\u2028'".encode(), "level.toml:3: there is the character U+2028"),
        (None, "level.toml: there is no such file"),
    ],
)
def test_what_cannot_be_edited_is_refused(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "level.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DescentError, match=words.replace(".", r"\.").replace("+", r"\+")):
        TextFile(path, MOST)


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DescentError, match="is not a file"):
        TextFile(tmp_path / "pipe", MOST)


def test_a_failed_save_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "level.toml"
    path.write_text("before", encoding="utf-8")
    file = TextFile(path, MOST)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DescentError, match="No space left"):
        file.save("after")
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_changes_of_others_are_seen_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "level.toml"
    path.write_text("one", encoding="utf-8")
    file = TextFile(path, MOST)
    assert not file.changed_outside()
    path.write_text("two", encoding="utf-8")
    assert file.changed_outside()
    assert file.keep_other().read_text(encoding="utf-8") == "two"
    assert file.keep_other().name == "level.toml.other-2"


def test_more_than_can_be_edited_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "level.toml"
    path.write_text("one", encoding="utf-8")
    file = TextFile(path, MOST)
    file.save("x" * 2 * MOST)
    assert not file.changed_outside()
    path.write_text("y" * 3 * MOST, encoding="utf-8")
    assert file.changed_outside()
    assert file.keep_other().stat().st_size == 3 * MOST
    file.save("three")
    assert not file.changed_outside()
    path.unlink()
    assert not file.changed_outside()
