"""The chart of a game: who is in it, and that it tells no more than the player may know."""

import math
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.view.line import plain_text, width_of
from descent_game.view.loss_chart import chart_lines, game_chart
from tests.tui.playing import WIN, level_with, played

GHOST = '[[ghosts]]\noptimizer = "gd"\nlearning_rate = 0.1\n'


def test_every_side_and_the_goal_are_in_it(tmp_path: Path) -> None:
    game = played(level_with(tmp_path, more=GHOST * 2), WIN[:2])
    chart = game_chart(game, 2, (("other", game),))
    assert [run.name for run in chart.runs] == ["you", "gd 0.3", "gd 0.1", "gd 0.1", "other"]
    assert len({run.glyph for run in chart.runs[:4]}) == 4
    assert len({run.role for run in chart.runs[:4]}) == 4
    assert (chart.goal, chart.turns) == (game.goal.loss, game.level.rules.turns)
    text = "\n".join(plain_text(row) for row in chart_lines(game, 2, (60, 16)))
    for words in ("you", "gd 0.1", "goal", "0.02", "turn", "●", "◆", "▲"):
        assert words in text


@pytest.mark.parametrize("turn", [0, 1, 3])
def test_nothing_later_is_told(tmp_path: Path, turn: int) -> None:
    game, longer = (played(level_with(tmp_path), moves) for moves in (WIN[: turn or 1], WIN))
    for chart in (game_chart(game, turn), game_chart(longer, turn)):
        assert all(len(run.losses) == turn + 1 for run in chart.runs)
    assert chart_lines(game, turn, (60, 16)) == chart_lines(longer, turn, (60, 16))


def test_a_hidden_loss_is_drawn_as_it_was_shown() -> None:
    game = Game(open_level("cool-down"))
    game.play(Move(None, 0.1))
    assert game.hides_loss
    chart = game_chart(game, 1)
    assert math.isnan(chart.goal)
    assert chart.title == "NOISY LOSS BY TURN"
    assert chart.runs[0].losses == [game.known_loss(game.player, turn) for turn in (0, 1)]
    assert chart.runs[0].losses != game.player.losses


def test_held_out_losses_have_a_line_of_their_own() -> None:
    game = Game(open_level("three-patches"))
    run = next(run for run in game_chart(game, 0).runs if run.name == "held out")
    assert run.losses == [game.held_out_loss(game.position)]
    assert run.role == "held-out"


@pytest.mark.parametrize("style", ["braille", "blocks", "ascii"])
def test_a_bot_that_diverges_says_so(tmp_path: Path, style: str) -> None:
    bot = 'optimizer = "gd"\nlearning_rate = 1e300'
    game = played(level_with(tmp_path, bot=bot), WIN[:2])
    lines = chart_lines(game, 2, (60, 12), style)
    assert len(lines) == 12
    assert all(width_of(row) <= 60 for row in lines)
    text = "\n".join(map(plain_text, lines))
    assert "diverged" in text
    assert style != "ascii" or text.isascii()


def test_too_small_a_place_has_no_chart(tmp_path: Path) -> None:
    game = played(level_with(tmp_path), WIN[:1])
    assert chart_lines(game, 1, (10, 10)) == chart_lines(game, 1, (40, 3)) == []
