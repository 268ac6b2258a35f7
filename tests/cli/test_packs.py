"""Packs at the command line: listed, played, handed out as homework, packed."""

import json
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.homework.assignment import read_assignment
from descent_game.player.record import Record
from tests.catalogue.packs_for_tests import make_pack, turn_on
from tests.cli.conftest import Run


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of packs: a good one, and one that is broken."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    turn_on(monkeypatch)
    make_pack(tmp_path / "home" / "packs" / "fire", "rim")
    make_pack(tmp_path / "home" / "packs" / "ice")
    return tmp_path / "home" / "packs"


def test_the_list_has_packs_as_worlds_and_says_what_is_broken(descent: Run, packs: Path) -> None:
    done = descent("level", "list")
    assert (done.status, done.err) == (0, "")
    _, _, told = done.out.partition("\nFire (pack fire)\n")
    assert told.splitlines() == [
        "  fire/rim             A level",
        "    An idea.",
        f"Cannot be used: ice ({packs / 'ice'})",
        "    there is no level file in this folder (their names end in .toml)",
    ]


def test_an_idea_for_finding_is_listed_once_the_level_was_played(descent: Run, packs: Path) -> None:
    path = packs / "fire" / "rim.toml"
    text = path.read_text(encoding="utf-8").replace("[text]", "[text]\nwithhold_idea = true")
    path.write_text(text, encoding="utf-8")
    asked = descent("level", "list"), descent("level", "list", "--json")
    assert all("An idea." not in done.out for done in asked)
    assert "after the game" in asked[0].out
    assert json.loads(asked[1].out)[-1]["idea"] is None
    descent("play", "fire/rim", "--plain", given="40 2\n40 2\n35 2\n45 0.42\nlevels\nquit\n")
    assert "    An idea." in descent("level", "list").out.splitlines()
    assert json.loads(descent("level", "list", "--json").out)[-1]["idea"] == "An idea."


def test_the_lists_for_programs_stay_documents(descent: Run, packs: Path) -> None:
    done = descent("level", "list", "--json")
    *_, last = json.loads(done.out)
    assert (last["id"], last["pack"]) == ("fire/rim", "fire")
    assert done.err.startswith("Cannot be used: ice")
    *_, last = json.loads(descent("progress", "--json").out)["levels"]
    assert (last["id"], last["open"]) == ("fire/rim", True)


def test_a_level_of_a_pack_is_played_and_kept_under_its_address(descent: Run, packs: Path) -> None:
    won = "40 2\n40 2\n35 2\n45 0.42\nlevels\nquit\n"
    done = descent("play", "fire/rim", "--plain", given=won)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("\nFire > A level")
    assert "fire/rim: A level, 3 of 3 stars" in done.out
    assert Record().best(open_level("rim")) == (3, 4, False)


def test_homework_may_take_levels_from_packs(descent: Run, packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "hw1.toml"
    head = 'format = 1\nid = "hw1"\ntitle = "One"\n'
    path.write_text(head + '[[levels]]\nlevel = "fire/rim"\npoints = 1\n', encoding="utf-8")
    assert [level.address for level in read_assignment(path).levels] == ["fire/rim"]
    assert descent("homework", "check", "hw1.toml").status == 0
    path.write_text(head + '[[levels]]\nlevel = "../rim"\npoints = 1\n', encoding="utf-8")
    assert "there is no level '../rim'" in descent("homework", "check", "hw1.toml").err


def test_a_folder_is_packed_once_all_of_it_is_true(descent: Run, packs: Path) -> None:
    Path("mine").mkdir()
    assert "--new mine writes one" in descent("level", "pack", "mine").err
    assert descent("level", "pack", "mine", "--new").status == 0
    assert "is there already" in descent("level", "pack", "mine", "--new").err
    assert descent("level", "new", "rim", "--idea", "ravine").status == 0
    Path("rim.toml").rename("mine/rim.toml")
    done = descent("level", "pack", "mine", "--seeds", "0")
    wheel = "descent_levels_mine-1.0-py3-none-any.whl"
    assert (done.status, done.err) == (0, "")
    missing, made, *_ = done.out.splitlines()
    assert missing.startswith("pack.toml has no about, no author, no licence")
    assert made.startswith(f"{wheel}: 1 level, ")
    assert "descent play mine/rim" in done.out
    Path(wheel).unlink()
    text = Path("mine/rim.toml").read_text("utf-8")
    Path("mine/rim.toml").write_text(text.replace("par = ", "par = 1 #"), encoding="utf-8")
    done = descent("level", "pack", "mine", "--seeds", "0")
    assert (done.status, Path(wheel).exists()) == (1, False)
    assert "mine/rim.toml:" in done.out
