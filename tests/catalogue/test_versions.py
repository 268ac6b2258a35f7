"""Levels of earlier releases: games that were played on them stay."""

import json
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import course, open_level
from descent_game.catalogue.versions import version_with, versions
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import record, replay
from descent_game.level.digests import section_digests
from descent_game.player.course_progress import trail
from descent_game.player.record import Best, Record
from descent_game.player.transfer import import_record
from tests.levels_for_tests import make_level

HERE = Path(__file__).parent
PUBLISHED: dict[str, dict[str, dict[str, str]]] = json.loads(
    (HERE / "published_digests.json").read_text("utf-8")
)
"""The digests of the course's levels in each release."""
RECORD_010 = HERE / "record-0.1.0.json"
"""A record that release 0.1.0 exported: games of five levels, one of them unfinished."""
BEST_010 = {
    "one-at-a-time": Best(3, 4, earlier=True),
    "zoom": Best(3, 12, earlier=True),
    "pick-the-rate": Best(3, 4, earlier=True),
    "own-rates": Best(3, 3, earlier=True),
}
FORMULAS = {"more": "[loss.parameters]\na = 3.0", "bot": 'optimizer = "gd"\nlearning_rate = "1/a"'}


@pytest.mark.parametrize(
    ("release", "level"), [(name, id_) for name, ids in PUBLISHED.items() for id_ in ids]
)
def test_levels_of_every_release_can_still_be_played(release: str, level: str) -> None:
    digests = PUBLISHED[release][level]
    version = version_with(digests, open_level(level))
    assert version is not None
    assert section_digests(version) == digests
    assert Game(version).player.turns == 0


def test_the_present_version_comes_first() -> None:
    for level in course():
        assert versions(level)[0] is level


def test_a_rate_by_formula_is_rounded_as_it_is_shown(tmp_path: Path) -> None:
    present, exact = versions(make_level(tmp_path, **FORMULAS))
    assert [dict(Game(each).variant.bot.settings) for each in (present, exact)] == [
        {"learning_rate": 0.333}, {"learning_rate": 1.0 / 3.0},
    ]  # fmt: skip


def test_a_game_of_an_unrounded_level_is_played_again_on_it(tmp_path: Path) -> None:
    present, exact = versions(make_level(tmp_path, **FORMULAS))
    game = Game(exact)
    game.play(Move(40.0, 1.0))
    again = replay(record(game), present)
    assert again.bot.path == game.bot.path != Game(present).bot.path
    assert record(again) == record(game)


def test_a_record_of_an_earlier_release_is_imported_whole(tmp_path: Path) -> None:
    mine = Record(tmp_path)
    text = RECORD_010.read_text("utf-8")
    found = import_record(text, mine, open_level)
    assert (found.taken, found.left) == (len(json.loads(text)["games"]), ())
    stages = {stage.level.id: stage for stage in trail(course(), mine)}
    assert {name: stages[name].best for name in BEST_010} == BEST_010
    assert stages["saddle"].unfinished_turns == 1
    assert mine.unfinished(open_level("saddle")) is not None
