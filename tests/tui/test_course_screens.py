"""The whole course through its screens at 80x24, as lines: nothing is wider than its place."""

from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import course_files
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import move_from_file
from descent_game.level.loading import read_level
from descent_game.player.record import AttemptNotes
from descent_game.view.debrief import DebriefState, debrief_lines
from descent_game.view.game_export import result_line
from descent_game.view.level_texts import filled, filled_question
from descent_game.view.line import Line, plain_text, seven_bit, width_of
from descent_game.view.panel import play_panel
from descent_game.view.status import status_line
from descent_game.view.watch import replay_lines
from tests.tui.playing import USUAL_KEYS

SIDE, DEBRIEF = 32, 39
"""Columns beside the map at 80x24, in play and after the game."""
ROWS = 18


def fit(lines: list[Line], width: int) -> None:
    for row in lines:
        assert width_of(row) <= width, plain_text(row)
        assert "{" not in plain_text(row)


@pytest.mark.parametrize("path", course_files(), ids=lambda path: path.stem)
def test_the_way_of_the_idea_fits_every_screen(path: Path) -> None:
    level = read_level(path)
    game = Game(level)
    play = next(play for play in level.plays if play.insight and play.moves)
    for number in play.moves or ():
        move = move_from_file(number)
        panel = play_panel(game, Aim(*move), SIDE, ROWS)
        fit(panel, SIDE)
        assert len(panel) <= ROWS
        game.play(move)
        fit([status_line(Attempt(level), game, 78)], 78)
    assert game.stars >= (play.stars or 0)
    for turn in range(game.player.turns + 1):
        fit(replay_lines((game, None), turn, USUAL_KEYS, (SIDE, ROWS + 2))[: ROWS + 2], SIDE)
    questions = tuple(filled_question(question, game) for question in level.questions)
    text = filled(level.text.debrief, game)
    ones = (1,) * len(questions)
    for selected in (None, 0, 1, game.player.turns):
        said = AttemptNotes(ones, () if selected is None else ones)
        account = DebriefState(Attempt(level), game, text, questions, said, selected, insight=True)
        lines = debrief_lines(account, DEBRIEF)
        fit(lines, DEBRIEF)
        assert seven_bit("\n".join(map(plain_text, lines))).isascii()
    assert level.title in result_line(game)
