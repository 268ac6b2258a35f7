"""The loss on rows that are held out, wherever losses are told."""

from pathlib import Path

import pytest

from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.summary import text_fields
from descent_game.level.schema import Level
from descent_game.view.debrief import DebriefState, debrief_lines
from descent_game.view.help import help_lines
from descent_game.view.json_documents import game_document
from descent_game.view.line import plain_text, width_of
from descent_game.view.panel import play_panel
from descent_game.view.plain_text import turn_lines
from tests.levels_for_tests import make_level

ROWS = "columns = { x = [1.0, 2.0, 3.0, 4.0], y = [0.0, 1.0, 5.0, 6.0] }\nrows = [0, 1]\n"
LINE = "mean((w1*x + w2 - y)**2)"


def played(level: Level) -> Game:
    """Play from (-3, -3) up to (-3, -1): the held out residuals are then -15 and -19."""
    game = Game(level)
    game.play(Move(90.0, 2.0))
    return game


@pytest.fixture
def game(tmp_path: Path) -> Game:
    return played(make_level(tmp_path, LINE, loss=f"{ROWS}held_out = [2, 3]"))


@pytest.mark.parametrize(("width", "height"), [(32, 18), (40, 40), (56, 55)])
def test_the_panel_tells_it_and_fits(game: Game, width: int, height: int) -> None:
    lines = play_panel(game, Aim(0.0, 1.0), width, height)
    assert len(lines) <= height
    assert max(map(width_of, lines)) <= width
    row = next(text for text in map(plain_text, lines) if "held out" in text)
    assert row.split() == ["held", "out", "293"]


def test_the_debrief_the_text_and_the_document_tell_it(game: Game) -> None:
    told = [
        plain_text(row) for row in debrief_lines(DebriefState(Attempt(game.level), game, ""), 40)
    ]
    assert "  held out 293" in told
    assert turn_lines(game.turns[0])[-2].endswith("held out 293")
    assert text_fields(game)["held_out"] == "293"
    document = game_document(game)
    assert document["player"]["held_out_losses"] == pytest.approx([365.0, 293.0])
    assert len(document["bot"]["held_out_losses"]) == len(document["bot"]["losses"])


def test_the_help_explains_it(game: Game) -> None:
    rows = [plain_text(row) for row in help_lines(game, "braille", (), 70)]
    assert any(row.startswith("held out") for row in rows)


def test_where_nothing_is_held_out_nothing_is_told(tmp_path: Path) -> None:
    game = played(make_level(tmp_path, LINE, loss=ROWS))
    lines = play_panel(game, Aim(0.0, 1.0), 40, 40)
    assert "held out" not in " ".join(map(plain_text, lines))
    assert text_fields(game)["held_out"] == ""
    assert "held_out_losses" not in game_document(game)["player"]
