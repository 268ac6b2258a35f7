"""The short course on the screen: a guess, five levels that are all open, the answer."""

from contextlib import closing
from pathlib import Path

from descent_game.catalogue.short_course import STEPS, short_course
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.short_course import guess_of
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.screens.short_course import ShortCourseScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import plain_text
from tests.tui.playing import STILL, at, until


def shown_on(screen: ShortCourseScreen) -> str:
    return "\n".join(plain_text(each) for each in screen.query_one("#detail", LineView)._shown)


def finish(record: Record, number: int) -> None:
    """Save a finished game of one of its levels."""
    level = short_course()[number]
    game = Game(level)
    game.play(Move(200.0, 0.2))
    game.resign()
    record.save(Attempt(level), game, AttemptNotes())


async def test_the_first_screen_leads_to_a_guess_and_the_first_level(tmp_path: Path) -> None:
    with closing(Record(tmp_path)) as record:
        app = DescentApp(settings=STILL, record=record)
        async with app.run_test(size=(80, 24)) as pilot:
            await at(pilot, LevelsScreen)
            await pilot.press("f5")
            await at(pilot, ShortCourseScreen)
            screen = app.screen
            assert isinstance(screen, ShortCourseScreen)
            assert "Guess with a number" in shown_on(screen)
            await pilot.press("9", "2", "4")
            await until(pilot, lambda: "minus the gradient is always" in shown_on(screen))
            assert guess_of(record) == 4
            await pilot.press("end", "enter")  # the answer is closed
            await pilot.pause()
            assert app.screen is screen
            await pilot.press("home", "enter")
            await at(pilot, BriefScreen)
            assert isinstance(app.screen, BriefScreen)
            assert app.screen.level is not None
            assert app.screen.level.text.brief == STEPS[0].brief
            await pilot.press("escape")
            await at(pilot, ShortCourseScreen)
            await pilot.press("escape")
            await at(pilot, LevelsScreen)


async def test_the_answer_opens_after_the_fifth_level(tmp_path: Path) -> None:
    with closing(Record(tmp_path)) as record:
        for number in range(4):
            finish(record, number)
        app = DescentApp(settings=STILL, record=record)
        async with app.run_test(size=(80, 24)) as pilot:
            await at(pilot, LevelsScreen)
            await pilot.press("f5")
            await at(pilot, ShortCourseScreen)
            await pilot.press("1")
            await until(pilot, lambda: guess_of(record) == 1)
            assert isinstance(app.screen, ShortCourseScreen)
            assert app.screen.list_view.selected == 4
            finish(record, 4)
            await pilot.press("escape")
            await at(pilot, LevelsScreen)
            await pilot.press("f5")
            await at(pilot, ShortCourseScreen)
            await pilot.press("2")  # the guess stands once the answer is open
            await pilot.press("enter")
            await at(pilot, PageScreen)
            screen = app.screen
            assert isinstance(screen, PageScreen)
            text = " ".join(plain_text(each).strip() for each in screen.lines(200))
            assert guess_of(record) == 1
            assert all(step.answer in text for step in STEPS)
            assert "✗ 1" in text
            assert "✓ 3" in text
            assert text.count("In “") == len(STEPS)
