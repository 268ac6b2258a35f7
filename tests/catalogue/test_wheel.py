"""A packed pack is what installers and the game read; nothing of it is code."""

import base64
import csv
import hashlib
import io
import re
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import UnknownLevelError, open_level
from descent_game.catalogue.wheel import make_wheel, new_pack_file, read_whole_pack, wheel_name
from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from tests.catalogue.packs_for_tests import make_pack
from tests.levels_for_tests import level_text

SAYS = """\
name = "fire-and-ice"
title = "Fire & Ice"
version = "1.2"
author = "Ada Löwe"
licence = "CC-BY-4.0"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a pack with a level that names a place of this machine, and one with data."""
    folder = make_pack(tmp_path / "work", "rim", says=SAYS)
    (folder / "rim.toml").write_text("#:schema /home/ada/x.json\n" + level_text(id="rim"), "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "a,b.csv").write_text("x\n1\n2\n", encoding="utf-8")
    text = level_text("mean((w1 - x)**2) + w2**2", id="rows", loss='data = "./data/a,b.csv"')
    (folder / "rows.toml").write_text("\ufeff" + text, encoding="utf-8")
    (folder / "notes.txt").write_text("not for others", encoding="utf-8")
    return folder


def test_a_wheel_holds_levels_and_data_and_no_code(folder: Path) -> None:
    pack = read_whole_pack(folder)
    assert wheel_name(pack) == "descent_levels_fire_and_ice-1.2-py3-none-any.whl"
    content = make_wheel(pack)
    assert make_wheel(pack) == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        inside, information = "descent_levels_fire_and_ice", "descent_levels_fire_and_ice-1.2"
        assert names == [
            f"{inside}/pack.toml", f"{inside}/rim.toml", f"{inside}/rows.toml",
            f"{inside}/data/a,b.csv", f"{information}.dist-info/METADATA",
            f"{information}.dist-info/WHEEL", f"{information}.dist-info/entry_points.txt",
            f"{information}.dist-info/RECORD",
        ]  # fmt: skip
        assert b"/home/ada" not in b"".join(packed.read(name) for name in names)
        *rows, (last, *nothing) = csv.reader(packed.read(names[-1]).decode().splitlines())
        assert (last, nothing) == (names[-1], ["", ""])
        for name, digest, size in rows:
            written = packed.read(name)
            bare = base64.urlsafe_b64encode(hashlib.sha256(written).digest()).rstrip(b"=")
            assert (digest, size) == (f"sha256={bare.decode()}", str(len(written)))
        assert [name for name, *_ in rows] == names[:-1]


def test_an_installed_wheel_is_found_and_plays(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESCENT_PACKS")
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    with pytest.raises(UnknownLevelError):
        open_level("fire-and-ice/rim")
    with zipfile.ZipFile(io.BytesIO(make_wheel(read_whole_pack(folder)))) as packed:
        packed.extractall(site)
    game = Game(open_level("fire-and-ice/rim"))
    assert game.play(Move(40.0, 2.0)).player.verdict == "fell short"
    rows = open_level("fire-and-ice/rows")
    assert rows.dataset is not None
    assert rows.dataset.count == 2
    (place,) = site.glob("*.dist-info")
    said = PathDistribution(place).metadata
    assert [said[key] for key in ("Name", "Version", "Author", "License")] == [
        "descent-levels-fire-and-ice", "1.2", "Ada Löwe", "CC-BY-4.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "means"),
    [("volcanoes", "volcanoes"), ("My Levels (2)", "my-levels-2"), ("x" * 50, "x" * 30),
     ("Übung", "bung"), ("---", "my-levels")],
)  # fmt: skip
def test_a_new_pack_file_is_a_good_one(tmp_path: Path, name: str, means: str) -> None:
    folder = make_pack(tmp_path / name, "rim")
    (folder / "pack.toml").write_text(new_pack_file(folder), encoding="utf-8")
    assert read_whole_pack(folder).name == means


def test_what_is_no_whole_pack_is_told_with_what_to_do(tmp_path: Path) -> None:
    bare = make_pack(tmp_path / "bare", "rim")
    with pytest.raises(DescentError, match=r"is missing; .* pack --new .*bare writes"):
        read_whole_pack(bare)
    deep = make_pack(tmp_path / "deep", "rim", says=SAYS)
    make_pack(deep / "below", "abyss")
    with pytest.raises(DescentError, match=r"abyss.toml: the levels of a pack lie in its folder"):
        read_whole_pack(deep)
    empty = make_pack(tmp_path / "empty", says=SAYS)
    with pytest.raises(DescentError, match="empty: there is no level file in this folder"):
        read_whole_pack(empty)
    linked = make_pack(tmp_path / "linked", "rim", says=SAYS)
    (linked / "away.toml").symlink_to(bare / "rim.toml")
    with pytest.raises(DescentError, match=r"away.toml: is a link to a file outside"):
        make_wheel(read_whole_pack(linked))


def test_the_example_of_the_guide_is_a_good_one(tmp_path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "packs.md"
    (block,) = re.findall(r"```toml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    pack = read_whole_pack(make_pack(tmp_path / "any", "rim", says=block))
    assert (pack.name, pack.file.licence) == ("volcanoes", "CC-BY-4.0")
    assert wheel_name(pack) in guide.read_text("utf-8")
