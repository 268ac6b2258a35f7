"""The line of turns: every label is there, in its place as far as there is room."""

from pathlib import Path

import pytest

from descent_game.view.golf import golf_lines
from descent_game.view.line import plain_text, width_of
from tests.tui.playing import WIN, level_with, played


@pytest.mark.parametrize("width", [36, 40, 54, 80])
@pytest.mark.parametrize("fewest", [None, 2, 4])
@pytest.mark.parametrize("moves", [WIN, WIN[:1]])
def test_labels_stand_at_their_marks(
    tmp_path: Path, width: int, fewest: int | None, moves: list[tuple[float, float]]
) -> None:
    game = played(level_with(tmp_path), moves)
    game.resign()
    above, axis, below = golf_lines(game, fewest, width)
    assert all(width_of(row) <= width for row in (above, axis, below))
    assert width_of(axis) == width
    assert plain_text(above).startswith("TURNS ") or plain_text(above) == "TURNS"
    words = plain_text(below)
    assert f"par {game.variant.par}" in words
    assert f"bot {game.bot.goal_turn}" in words
    assert ("fewest" in words) == (fewest is not None)
    assert ("you 4" in plain_text(above)) == (moves is WIN)
    line = plain_text(axis)
    assert ("●" in line) == (moves is WIN)
    assert line.index("◆") > max(line.rfind("●"), line.rfind("━"))
