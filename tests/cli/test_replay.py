import json
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import record as record_of
from descent_game.game.replay import to_json
from descent_game.player.record import Record
from tests.cli.conftest import Run

WIN = [(35.0, 2.0), (40.0, 2.0), (35.0, 2.0), (40.0, 1.0)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def won() -> Game:
    game = Game(open_level("first-light"))
    for heading, step in WIN:
        game.play(Move(heading, step))
    return game


def test_a_replay_is_printed_and_written(tmp_path: Path, descent: Run) -> None:
    (tmp_path / "game.json").write_text(to_json(record_of(won())), encoding="utf-8")
    status, out, _ = descent("replay", "game.json")
    assert status == 0
    assert "Goal reached after 4 turns" in out
    status, out, _ = descent(
        *("replay", "game.json", "--svg", "a.svg", "--animated", "b.svg", "--html", "c.html"),
        *("--text", "d.txt", "--line"),
    )
    assert status == 0
    assert out.startswith("Descent: First light, 4 turns ★★★")
    files = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.*")}
    assert files["a.svg"].startswith("<svg")
    assert "<animate" not in files["a.svg"]
    assert "<animate" in files["b.svg"]
    assert files["c.html"].startswith("<!doctype html>")
    assert "fell short" in files["d.txt"]


def test_the_best_game_of_a_level_is_found(home: Path, descent: Run) -> None:
    record, level = Record(home), open_level("first-light")
    lost = Game(level, 1)
    lost.play(Move(0.0, 1.0))
    lost.resign()
    record.save(Attempt(level), won())
    record.save(Attempt(level, 1), lost)
    record.close()
    status, out, _ = descent("replay", "first-light", "--line")
    assert status == 0
    assert "4 turns ★★★" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-thing"], "'no-such-thing' is neither a file nor a level"),
        (["first-light"], "no finished game of 'first-light' is kept"),
        (["bad.json"], "bad.json: not a replay"),
        (["game.json", "--svg", "a file/x.svg"], "a file/x.svg: cannot be written"),
        (["strange.json"], "there is no level 'my-own'"),
    ],
)
def test_bad_input_is_said_in_one_line(
    tmp_path: Path, descent: Run, arguments: list[str], words: str
) -> None:
    text = to_json(record_of(won()))
    (tmp_path / "game.json").write_text(text, encoding="utf-8")
    (tmp_path / "strange.json").write_text(text.replace("first-light", "my-own"), encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "a file").write_text("", encoding="utf-8")
    status, out, error = descent("replay", *arguments)
    assert (status, out) == (2, "")
    assert words in error
    assert error.count("\n") == 1


def test_progress_is_told_exported_and_imported(
    tmp_path: Path, home: Path, descent: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record(home)
    record.save(Attempt(open_level("first-light")), won())
    record.close()
    status, out, _ = descent("progress")
    assert status == 0
    assert "First light" in out
    assert "best 4 turns" in out
    status, out, _ = descent("progress", "--json")
    document = json.loads(out)
    assert document["stars"] == 3
    first, second, third = document["levels"][:3]
    assert (first["id"], first["stars"], first["best_turns"]) == ("first-light", 3, 4)
    assert (second["open"], third["open"]) == (True, False)
    assert descent("progress", "export", "mine.json")[0] == 0
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "other"))
    assert descent("progress", "import", "mine.json")[:2] == (
        0,
        "1 game taken, 0 games there already.\n",
    )
    assert descent("progress", "import", "mine.json")[:2] == (
        0,
        "0 games taken, 1 game there already.\n",
    )
    assert descent("progress", "import", "gone.json")[0] == 2
    (tmp_path / "mine.json").write_text(
        (tmp_path / "mine.json").read_text(encoding="utf-8").replace("first-light", "gone"),
        encoding="utf-8",
    )
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "third"))
    status, out, _ = descent("progress", "import", "mine.json")
    assert status == 1
    assert "left out: gone: there is no level" in out
