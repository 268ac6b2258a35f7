"""Packs are worlds of their own; a broken one is told and hurts nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from descent_game.catalogue import installed as packs_module
from descent_game.catalogue import pack as pack_module
from descent_game.catalogue.catalogue import (
    UnknownLevelError,
    catalogue,
    open_level,
    pack_words,
    world_title,
)
from descent_game.catalogue.installed import find_packs
from descent_game.errors import DescentError
from descent_game.level.schema import Level
from descent_game.player.course_progress import trail, worlds
from descent_game.player.record import Record, level_key
from tests.catalogue.packs_for_tests import COURSE, install, make_pack, turn_on
from tests.levels_for_tests import level_text


@pytest.fixture
def packs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Turn packs on beside a course of two levels; return the folder that packs are put into."""
    turn_on(monkeypatch)
    folder = home / "packs"
    folder.mkdir()
    return folder


def found_in(pack: str) -> list[Level]:
    return [level for level in catalogue().levels if level.pack and level.pack.name == pack]


def test_a_folder_of_levels_is_a_world_of_its_own(packs: Path) -> None:
    make_pack(packs / "fire-and-ice", "zenith", "abyss", "ravine")
    levels, broken = catalogue()
    own = found_in("fire-and-ice")
    assert broken == ()
    assert [level.address for level in levels[:-3]] == COURSE
    assert [level.address for level in own] == [
        "fire-and-ice/zenith", "fire-and-ice/abyss", "fire-and-ice/ravine",
    ]  # fmt: skip
    assert {world_title(level) for level in own} == {"Fire and ice"}
    stages = trail(levels, Record())
    assert [len(places) for places in worlds(stages)][-1] == 3


def test_a_level_of_a_pack_is_opened_by_address_and_where_nothing_else_has_it_by_id(
    packs: Path,
) -> None:
    make_pack(packs / "fire", "ravine", "rim", "both")
    make_pack(packs / "ice", "both")
    assert open_level("fire/ravine").pack is not None
    assert open_level("ravine").pack is None
    assert open_level("rim").address == "fire/rim"
    assert open_level(str(packs / "fire" / "rim.toml")).pack is None
    with pytest.raises(UnknownLevelError, match="'both' is in several packs: fire/both, ice/both"):
        open_level("both")
    with pytest.raises(UnknownLevelError, match="'fire/rimm'; did you mean 'fire/rim'"):
        open_level("fire/rimm")


def test_the_record_knows_a_level_by_its_address_wherever_the_pack_lies(packs: Path) -> None:
    make_pack(packs / "fire", "rim")
    assert level_key(open_level("fire/rim")) == "fire/rim"
    assert open_level(level_key(open_level("rim"))).address == "fire/rim"


def test_a_pack_says_its_name_and_its_title(packs: Path) -> None:
    make_pack(packs / "src 2", "rim", says='name = "fire"\ntitle = "Fire & Ice"\nversion = "2.1"\n')
    level = open_level("fire/rim")
    assert world_title(level) == "Fire & Ice"
    assert find_packs().usable[0].file.version == "2.1"


def test_a_level_tells_whose_work_it_is(packs: Path) -> None:
    says = 'name = "fire"\ntitle = "Fire"\nauthor = "Ada"\nlicence = "CC0"\n'
    make_pack(packs / "fire", "rim", says=says)
    make_pack(packs / "ice", "floe")
    by_ada, by_nobody = open_level("rim").pack, open_level("floe").pack
    assert by_ada is not None
    assert by_nobody is not None
    assert pack_words(by_ada) == "pack fire, by Ada, CC0"
    assert pack_words(by_nobody) == "pack ice"


def test_levels_wait_for_their_neighbours_and_for_the_course(packs: Path) -> None:
    folder = make_pack(packs / "fire", "ravine", "rim", "far")
    for name, requires in (("rim", '["ravine"]'), ("far", '["first-light", "nowhere"]')):
        text = (folder / f"{name}.toml").read_text("utf-8")
        text = text.replace("order =", f"requires = {requires}\norder =")
        text = text.replace('title = "A level"', f'title = "{name}"')
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    stages = {stage.level.address: stage for stage in trail(catalogue().levels, Record())}
    assert stages["fire/rim"].required == ("A level",)  # its own ravine, not the course's
    assert stages["fire/far"].required == ("First light",)
    assert stages["fire/ravine"].required == ()


def test_folders_are_named_by_the_variable_and_off_turns_all_off(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_pack(packs / "fire", "rim")
    named = [str(make_pack(tmp_path / name, "floe")) for name in ("ice", "snow")]
    monkeypatch.setenv("DESCENT_PACKS", os.pathsep.join([*named, str(tmp_path / "gone")]))
    found = find_packs()
    assert [pack.name for pack in found.usable] == ["fire", "ice", "snow"]
    assert "gone: cannot be read: No such file" in found.broken[0].reasons[0]
    monkeypatch.setenv("DESCENT_PACKS", "off")
    assert find_packs() == ((), ())
    assert [level.address for level in catalogue().levels] == COURSE


@pytest.mark.parametrize("value", ["fire_levels", "fire_levels.inner.deep"])
def test_installed_packages_are_found_and_never_imported(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    install(tmp_path / "site", "fire", value, "rim")
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert [level.address for level in found_in("fire")] == ["fire/rim"]
    assert open_level("fire/rim").id == "rim"


def test_of_two_packs_with_one_name_the_first_is_used(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", "fire", "fire_levels", "installed")
    monkeypatch.syspath_prepend(tmp_path / "site")
    make_pack(packs / "fire", "own")
    found = find_packs()
    assert [path.stem for pack in found.usable for path in pack.levels] == ["own"]
    ((name, place, (why,), _),) = found.broken
    assert (name, place) == ("fire", "the package fire")
    assert why == f"the pack in {packs / 'fire'} is called 'fire', too"


def _nothing(folder: Path) -> None:
    make_pack(folder)


def _no_toml(folder: Path) -> None:
    make_pack(folder, "rim", says="name = fire\n")


def _no_title(folder: Path) -> None:
    make_pack(folder, "rim", says='name = "fire"\n')


def _bad_name(folder: Path) -> None:
    make_pack(folder, "rim", says='name = "Fire!"\ntitle = "Fire"\n')


def _long_title(folder: Path) -> None:
    make_pack(folder, "rim", says=f'name = "fire"\ntitle = "{"x" * 31}"\n')


def _escape(folder: Path) -> None:
    make_pack(folder, "rim", says='name = "fire"\ntitle = "\\u001b[31mFire"\n')


def _bad_version(folder: Path) -> None:
    make_pack(folder, "rim", says='name = "fire"\ntitle = "Fire"\nversion = "1.0-beta"\n')


def _unknown_key(folder: Path) -> None:
    make_pack(folder, "rim", says='name = "fire"\ntitle = "Fire"\nauthors = "A"\n')


def _linked_file(folder: Path) -> None:
    outside = folder.parent.parent / "outside.toml"
    outside.write_text('name = "fire"\ntitle = "Fire"\n', encoding="utf-8")
    make_pack(folder, "rim")
    (folder / "pack.toml").symlink_to(outside)


def _too_many_files(folder: Path) -> None:
    make_pack(folder, "rim", "abyss", "floe")
    (folder / "more").mkdir()
    for number in range(3):
        (folder / "more" / f"{number}.csv").touch()


def _too_many_levels(folder: Path) -> None:
    make_pack(folder, "a", "b", "c", "d")


def _too_large(folder: Path) -> None:
    make_pack(folder, "rim")
    (folder / "big.csv").write_bytes(b"x" * 20_000)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_nothing, "there is no level file in this folder"),
        (_no_toml, "pack.toml:1:8: not valid TOML: "),
        (_no_title, "pack.toml:1:1: 'title' is missing; it is a text of 1 to 30 characters"),
        (_bad_name, "pack.toml:1:8: name: 'Fire!' is not a name: at most 30 characters"),
        (_long_title, "is not a text of 1 to 30 characters"),
        (_escape, "title: the character U+001B is a command"),
        (_bad_version, "version: '1.0-beta' is not whole numbers with dots"),
        (_unknown_key, "unknown key 'authors'; did you mean 'author'?"),
        (_linked_file, "pack.toml: is a link to a file outside the pack's folder"),
        (_too_many_files, "more than 5 files; a pack has fewer"),
        (_too_many_levels, "4 levels; a pack has at most 3"),
        (_too_large, "larger than 0 MB"),
    ],
)
def test_a_broken_pack_is_told_and_hurts_nothing_else(
    packs: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None], why: str
) -> None:
    monkeypatch.setattr(pack_module, "MAX_FILES", 5)
    monkeypatch.setattr(pack_module, "MAX_LEVELS", 3)
    monkeypatch.setattr(pack_module, "MAX_BYTES", 15_000)
    spoil(packs / "broken")
    make_pack(packs / "whole", "rim")
    levels, (broken,) = catalogue()
    assert [level.address for level in levels] == [*COURSE, "whole/rim"]
    assert (broken.name, broken.place, broken.in_part) == ("broken", str(packs / "broken"), False)
    assert why in broken.reasons[0]
    assert "\n" not in broken.reasons[0]
    with pytest.raises(DescentError, match="pack 'broken' cannot be used: "):
        open_level("broken/rim")


def test_a_broken_level_is_told_and_the_rest_of_its_pack_plays(packs: Path) -> None:
    folder = make_pack(packs / "fire", "rim", "torn", "away")
    (folder / "torn.toml").write_text('id = "torn"\nformat = 2\n', encoding="utf-8")
    outside = packs.parent / "away.toml"
    (folder / "away.toml").rename(outside)
    (folder / "away.toml").symlink_to(outside)
    assert [level.id for level in found_in("fire")] == ["rim"]
    (broken,) = catalogue().broken
    assert broken.in_part
    away, torn = broken.reasons
    assert away == "away.toml: is a link to a file outside the pack's folder"
    assert torn.startswith("torn.toml:2:10: format: format 2 is newer than this program")
    with pytest.raises(DescentError, match="outside the pack's folder"):
        open_level("fire/away")


def test_a_pack_may_be_a_link_and_its_data_stay_below_it(packs: Path, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "work", "rim")
    (folder / "data").mkdir()
    (folder / "data" / "rows.csv").write_text("x\n1\n2\n", encoding="utf-8")
    (tmp_path / "secret.csv").write_text("x\n1\n", encoding="utf-8")
    for name, data in (("rows", "data/rows.csv"), ("out", "../secret.csv")):
        text = level_text("mean((w1 - x)**2) + w2**2", id=name, loss=f'data = "{data}"')
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (packs / "fire").symlink_to(folder)
    assert [level.id for level in found_in("fire")] == ["rim", "rows"]
    assert "'../secret.csv' is not in the level's folder" in catalogue().broken[0].reasons[0]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("no_such_package", "names no_such_package, and there is no such folder"),
        ("fire_levels.below", "names fire_levels.below, and there is no such folder"),
        ("fire_levels:LEVELS", "'fire_levels:LEVELS', which is not a package's name"),
        ("../fire", "which is not a package's name"),
        ("os", "names os, and there is no such folder"),
    ],
)
def test_a_package_without_its_folder_is_told(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, why: str
) -> None:
    site = tmp_path / "site"
    install(site, "fire", "fire_levels", "rim")
    (site / "fire-1.0.dist-info" / "entry_points.txt").write_text(
        f"[descent_game.levels]\nfire = {value}\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(site)
    (broken,) = find_packs().broken
    assert why in broken.reasons[0]


def test_metadata_that_are_none_hurt_nothing(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    install(site, "fire", "fire_levels", "rim")
    for name, content in (
        ("torn", b"[descent_game.levels]\nno value\n"),
        ("bytes", b"\xff\xfe"),
        ("nameless", b"[descent_game.levels]\nother = fire_levels\n"),
    ):
        (site / f"{name}-1.0.dist-info").mkdir()
        (site / f"{name}-1.0.dist-info" / "entry_points.txt").write_bytes(content)
    monkeypatch.syspath_prepend(site)
    assert [pack.name for pack in find_packs().usable] == ["fire"]


def test_there_is_an_end_to_packs(packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs_module, "MAX_PACKS", 2)
    for name in ("a", "b", "c"):
        make_pack(packs / name, "rim")
    found = find_packs()
    assert [pack.name for pack in found.usable] == ["a", "b"]
    assert found.broken[0].reasons == ("2 packs are read, and no more; take some away",)
