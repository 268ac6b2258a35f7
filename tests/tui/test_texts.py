"""Every text that a screen shows has its fields filled in, on every level of the course."""

from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import course_files
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.level.loading import read_level
from descent_game.player.record import AttemptNotes
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.view.debrief import debrief_lines
from descent_game.view.level_texts import filled
from descent_game.view.line import Line
from descent_game.view.prompts import foot_lines
from tests.tui.playing import USUAL_KEYS

WIDTH = 76


def text_of(lines: list[Line]) -> str:
    return " ".join("".join(piece.text for piece in row) for row in lines)


@pytest.mark.parametrize("path", course_files(), ids=lambda path: path.stem)
def test_no_screen_shows_an_unfilled_field(path: Path) -> None:
    level = read_level(path)
    game = Game(level)
    game.resign()
    answered = AttemptNotes(after=tuple(question.answer for question in level.questions))
    account = DebriefScreen(Attempt(level), game, answered).state
    texts = [
        text_of(BriefScreen(Attempt(level)).lines(WIDTH)),
        text_of(debrief_lines(account, WIDTH)),
        filled(level.text.why or "", game),
        *(
            text_of(foot_lines(game, hints, USUAL_KEYS, WIDTH))
            for hints in range(len(level.text.hints) + 1)
        ),
    ]
    assert [text for text in texts if "{" in text] == []
    assert text_of(debrief_lines(account, WIDTH)).count("✓") == len(level.questions)


@pytest.mark.parametrize("answered", [False, True])
def test_the_lesson_waits_for_the_answers(answered: bool) -> None:
    level = read_level(course_files()[0])
    game = Game(level)
    game.resign()
    said = AttemptNotes(
        after=tuple(question.answer for question in level.questions) if answered else ()
    )
    account = DebriefScreen(Attempt(level), game, said).state
    told = text_of(debrief_lines(account, 200))
    assert (level.idea in told) is answered


@pytest.mark.parametrize("path", course_files()[:1], ids=lambda path: path.stem)
def test_a_loss_is_not_told_as_a_win(path: Path) -> None:
    level = read_level(path)
    game = Game(level)
    game.resign()
    ones = AttemptNotes(after=(1,) * len(level.questions))
    told = text_of(debrief_lines(DebriefScreen(Attempt(level), game, ones).state, WIDTH))
    assert "You needed more than 0 turns" in told
