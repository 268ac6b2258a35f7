from pathlib import Path

import pytest

from descent_game.authoring.template import IDEAS
from descent_game.level.loading import read_level
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("idea", IDEAS)
def test_a_new_level_is_whole_and_true(descent: Run, home: Path, idea: str) -> None:
    done = descent("level", "new", "my-own", "--idea", idea)
    assert (done.status, done.err) == (0, "")
    level = read_level(home / "my-own.toml")
    assert (level.id, level.title, level.world, level.requires) == (
        "my-own", "My own", "my-levels", (),
    )  # fmt: skip
    text = (home / "my-own.toml").read_text(encoding="utf-8")
    assert "# What a move may be." in text
    assert "# The words around a game." in text
    checked = descent("level", "check", "my-own.toml", "--seeds", "2", "--jobs", "1")
    assert checked.status == 0, checked.out


@pytest.mark.parametrize("new_id", ["a", "drawn-otherwise", "x-2", "the-last-one"])
def test_noise_holds_whatever_it_draws(descent: Run, new_id: str) -> None:
    assert descent("level", "new", new_id, "--idea", "noise").status == 0
    checked = descent("level", "check", f"{new_id}.toml", "--seeds", "1", "--jobs", "1")
    warnings = [row for row in checked.out.splitlines() if ": warning: " in row]
    assert checked.status == 0
    assert [row for row in warnings if not row.endswith("[unbound]")] == []


def test_a_new_level_may_go_into_a_folder(descent: Run, home: Path) -> None:
    (home / "pack").mkdir()
    done = descent("level", "new", "pack/mine.toml", "--idea", "ravine")
    assert (done.status, done.err) == (0, "")
    assert read_level(home / "pack" / "mine.toml").id == "mine"


def test_nothing_is_written_over(descent: Run, home: Path) -> None:
    (home / "mine.toml").write_text("precious", encoding="utf-8")
    done = descent("level", "new", "mine", "--from", "ravine")
    assert (done.status, (home / "mine.toml").read_text(encoding="utf-8")) == (2, "precious")
    assert "mine.toml: is there already" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["My Level"], "'My Level' is not lower-case words joined by hyphens"),
        (["../My Level"], "'My Level' is not lower-case words"),
        (["nowhere/x"], "nowhere/x.toml: cannot be written: No such file or directory"),
        (["x", "--idea", "nothing"], "'nothing' is not one of"),
        (["x", "--from", "nolevel"], "there is no level 'nolevel'"),
        (["x", "--from", "ravine", "--idea", "ravine"], "either --idea or --from"),
        (["x", "--from", "two-pixels"], "its data lie in a file"),
    ],
)
def test_bad_wishes_are_told(descent: Run, home: Path, arguments: list[str], says: str) -> None:
    done = descent("level", "new", *arguments)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
    assert list(home.glob("*.toml")) == []


def test_a_level_travels_as_a_line(descent: Run, home: Path) -> None:
    assert descent("level", "new", "mine", "--idea", "ravine").status == 0
    line = descent("level", "share", "mine.toml").out.strip()
    assert "\n" not in line
    text = (home / "mine.toml").read_text("utf-8")
    assert text.startswith("#:schema ")  # where the schema lies is nobody else's business
    assert descent("level", "unshare", line).out == text.partition("\n")[2]
    (home / "mine.toml").unlink()
    probed = descent("level", "probe", line, "--at", "3,1")
    assert (probed.status, probed.err) == (0, "")
    assert "value        0" in probed.out
    assert descent("level", "show", line).out.startswith("My") or probed.out
    (kept,) = (home / "home" / "shared").rglob("*.toml")
    assert kept.name == "mine.toml"


@pytest.mark.parametrize(
    ("line", "says"),
    [("descent1:abc", "not whole"), ("descent1:", "not whole")],
)
def test_a_broken_line_is_told(descent: Run, line: str, says: str) -> None:
    done = descent("level", "probe", line, "--at", "0,0")
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_a_line_carries_no_files(descent: Run) -> None:
    done = descent("level", "share", "two-pixels")
    assert done.status == 2
    assert "its data lie in a file, which a line cannot carry" in done.err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("my-ravine.toml", None, "no such file; descent level new my-ravine writes one"),
        ("notes", None, "notes: there is no such file; descent level new my-level writes one"),
        ("x" * 300, None, "there is no such file"),
        (".", None, "is not a file"),
        ("a.toml", b"a = 1\nb = '\xff'\n", "a.toml:2: the file is not UTF-8 text"),
        ("a.toml", b"#" * 300_000, "a.toml: the file is larger than 256 KB"),
        ("a.toml", b"a = 1\n", "descent level edit needs a terminal"),
    ],
)
def test_what_cannot_be_edited_is_told(
    descent: Run, home: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (home / name).write_bytes(content)
    done = descent("level", "edit", name)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert says in done.err
