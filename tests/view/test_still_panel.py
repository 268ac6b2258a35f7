"""No row of the panel changes its place in a whole game, at any size."""

import re

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.moves import Move, move_from_file
from descent_game.view.line import Line, plain_text
from descent_game.view.panel import play_panel

SIZES = [(32, 18), (34, 24), (40, 35), (56, 55)]
"""Columns and rows of the panel at 80x24, 100x30, 120x40 and 200x60."""
LEVELS = [
    "first-light",  # free moves
    "one-at-a-time",  # along the axes
    "turn-the-axes",  # whose axes the player turns
    "steepest",  # rose without a compass
    "zoom",  # promises to keep
    "banana",  # curvature, several bots
    "no-hidden-valley",  # half planes
    "momentum",  # inertia, a loss to hold
    "pick-the-rate",  # a heading that is set
    "cool-down",  # noise
    "three-patches",  # held-out rows
    "crease-stuck",  # a bot that is stuck
]
LABELS = re.compile(
    r"goal  |held|counted|YOUR AIM|inertia|rate  |moves   w1|step |promised|promise +[-+0]"
    r"|compass  "
    r"|slopes  w1|flattest|steepest|along aim|lowest at|falls in|not excluded|w1 alone|w2 alone"
    r"|interaction|together|(?:NOISY )?LOSS BY|ON THE MAP| [●◆▲■] "
)
"""What the rows begin with whose beginning never changes."""
HEADS = re.compile(r"(MOVE \d+|LAST MOVE)\b")


def labels(panel: list[Line]) -> list[str]:
    """Return what each row begins with, ``""`` where that changes from turn to turn."""
    found = []
    for row in map(plain_text, panel):
        label = LABELS.match(row)
        words = label[0].removeprefix("NOISY ").split() if label else [""]
        found.append("MOVE" if HEADS.match(row) else words[0])
    return found


def assert_still(panel: list[Line], places: list[str]) -> None:
    """Check that each row that was there at the start is where it was; others are sentences."""
    found = labels(panel)
    assert len(found) == len(places)
    assert [now for now, then in zip(found, places, strict=True) if then] == [*filter(None, places)]


def moves_of(level_id: str) -> list[Move]:
    level = open_level(level_id)
    play = next(play for play in level.plays if play.insight and play.moves)
    return [move_from_file(move) for move in play.moves or ()]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("level_id", LEVELS)
def test_every_row_stays_in_its_place(level_id: str, width: int, height: int) -> None:
    game = Game(open_level(level_id))
    first = aiming.first_aim(game)
    places = labels(play_panel(game, first, width, height))
    assert {"YOUR", "step", "promise", "MOVE", "together", "promised", "●", "◆"} <= {*places}
    for move in moves_of(level_id):
        for aim in (Aim(*move), aiming.next_aim(game)):
            assert_still(play_panel(game, aim, width, height), places)
        if game.outcome is None:
            game.play(move)
    assert_still(play_panel(game, Aim(*game.turns[-1].move), width, height), places)


def test_the_smallest_panel_has_what_the_level_needs() -> None:
    game = Game(open_level("banana"))
    for move in moves_of("banana")[:3]:
        text = "\n".join(map(plain_text, play_panel(game, Aim(*move), *SIZES[0])))
        for words in ("flattest", "steepest", "along aim", "compass", "interaction", "promised"):
            assert words in text
        game.play(move)
