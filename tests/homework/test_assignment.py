"""An assignment file is held to the rules of levels: every problem at once, at its line."""

from pathlib import Path

import pytest

from descent_game.catalogue.short_course import STEPS
from descent_game.errors import LevelError
from descent_game.homework.assignment import read_assignment
from descent_game.homework.assignment_template import template
from tests.homework.classes import make_assignment
from tests.levels_for_tests import level_text

HEAD = 'format = 1\nid = "hw1"\ntitle = "One"\n'


def with_levels(folder: Path, *names: str) -> Path:
    """Write an assignment of such levels; the first one's name stands on line 5."""
    path = folder / "hw1.toml"
    tables = (f"[[levels]]\nlevel = {name!r}\npoints = 1\n" for name in names)
    path.write_text(HEAD + "".join(tables), encoding="utf-8")
    return path


def problems_of(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(LevelError) as caught:
        read_assignment(path)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_every_bad_level_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "torn.toml").write_text("id = 3\n", encoding="utf-8")
    path = with_levels(tmp_path, "first-lite", "torn", "ravine", "ravine", "free-bowl")
    found = problems_of(path)
    assert [line for line, _ in found] == [5, 8, 14]
    told = ("did you mean 'first-light'", "torn.toml:1", "'ravine' is there twice")
    assert all(words in message for words, (_, message) in zip(told, found, strict=True))


def test_a_key_that_stands_below_a_level_is_not_lost_in_silence(tmp_path: Path) -> None:
    path = with_levels(tmp_path, "ravine")
    path.write_text(path.read_text() + "due = 2026-12-08T23:59:00+01:00\n", encoding="utf-8")
    ((line, message),) = problems_of(path)
    assert (line, message.partition("; ")[2]) == (
        7, "it belongs at the top, above the first table or in [[students]]",
    )  # fmt: skip
    path.write_text(HEAD + '[[levels]]\nlevel = "ravine"\npoint = 3\n', encoding="utf-8")
    assert problems_of(path) == [
        (6, "unknown key 'point'; did you mean 'points'? It is a number above 0")
    ]


@pytest.mark.parametrize("name", ["../out", "../out.toml", "{outside}", "link", "a\\\\b.toml"])
def test_no_level_comes_from_outside_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    outside = tmp_path / "out.toml"
    outside.write_text(level_text("w1**2+w2**2", id="out"), encoding="utf-8")
    (folder / "link.toml").symlink_to(outside)
    ((_, message),) = problems_of(with_levels(folder, name.format(outside=outside)))
    assert "no file in the assignment's folder" in message or "there is no level" in message


def test_a_level_may_lie_below_the_assignment(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    text = level_text("w1**2+w2**2", id="own")
    (tmp_path / "mine" / "own.toml").write_text(text, encoding="utf-8")
    opened = read_assignment(with_levels(tmp_path, "mine/own.toml", "first-light"))
    assert [level.id for level in opened.levels] == ["own", "first-light"]


def test_the_template_is_valid_as_it_is_and_with_every_comment_taken(tmp_path: Path) -> None:
    path = tmp_path / "hw1.toml"
    text = template("hw1")
    path.write_text(text, encoding="utf-8")
    assert read_assignment(path).max_points == 15.0
    keys = (
        "due",
        "attempts",
        "[late]",
        "grace",
        "per_day",
        "most",
        "scoring",
        "[[",
        "id",
        "reroll",
    )
    rows = [
        row.removeprefix("# ") if row.removeprefix("# ").startswith(keys) else row
        for row in text.splitlines()
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    opened = read_assignment(path)
    assert (opened.file.attempts, opened.file.late.most) == (3, 0.5)
    assert opened.file.students[0].reroll == 1
    assert opened.file.levels[1].scoring is not None


def test_seeds_are_a_persons_own_and_the_same_for_ever(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, personal=True)
    bowl, valley = assignment.levels
    seeds = [
        assignment.seed(student, level, number)
        for student in ("ada", "bob")
        for level in (bowl, valley)
        for number in (1, 2, 3)
    ]
    assert len(set(seeds)) == len(seeds)
    assert assignment.seed(" Ada ", bowl, 1) == assignment.seed("ada", bowl, 1) == seeds[0]
    assert all(seed is not None and 0 <= seed < 2**53 for seed in seeds)
    assert seeds[0] == SEED, "seeds may never change: homework is graded by them"


SEED = 7726689394672060


def test_only_old_versions_of_its_own_levels_are_kept(tmp_path: Path) -> None:
    assignment, former = make_assignment(tmp_path), tmp_path / "former"
    (former / "deep").mkdir(parents=True)
    old = (tmp_path / "bowl.toml").read_text("utf-8").replace("turns = 14", "turns = 13")
    (former / "deep" / "bowl.toml").write_text(old, encoding="utf-8")
    (former / "other.toml").write_text("not a level", encoding="utf-8")
    again = read_assignment(assignment.path, former)
    assert [(level.id, level.rules.turns) for level in again.former] == [("bowl", 13)]
    assert [level.rules.turns for level, _ in again.versions["bowl"]] == [14, 13]
    assert len(again.versions["valley"]) == 1


def test_the_short_course_is_assigned_by_one_name(tmp_path: Path) -> None:
    path = with_levels(tmp_path, "ravine", "short-course")
    assignment = read_assignment(path)
    ids = ["ravine", *(step.level for step in STEPS)]
    assert [level.id for level in assignment.levels] == ids
    assert [each.level for each in assignment.file.levels] == ids
    assert [each.points for each in assignment.file.levels] == [1.0, *[0.2] * 5]
    assert assignment.max_points == pytest.approx(2.0)


def test_a_level_of_the_short_course_that_is_there_twice_is_told_once(tmp_path: Path) -> None:
    path = with_levels(tmp_path, "zoom", "short-course", "zoom")
    assert problems_of(path) == [(8, "'zoom' is there twice"), (11, "'zoom' is there twice")]
