"""Briefs in the smallest window: nothing to scroll, no answer cut, all of it one key away."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from descent_game.catalogue.catalogue import course_files
from descent_game.level.loading import read_level
from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BRIEF_ROWS, BriefScreen
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import plain_text, wrapped
from tests.tui.playing import STILL, at, until


@pytest.mark.parametrize("path", course_files(), ids=lambda path: path.stem)
async def test_a_brief_fits_a_window_of_80_by_24(path: Path, tmp_path: Path) -> None:
    app = DescentApp(read_level(path), settings=STILL, record=Record(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = app.screen
        assert isinstance(screen, BriefScreen)
        assert screen.query_one(VerticalScroll).max_scroll_y == 0
        rows = [plain_text(row) for row in screen.lines(70, short=True)]
        question = screen.level.questions[0] if screen.level and screen.level.questions else None
        text = " ".join(" ".join(rows).split())
        assert question is None or all(choice in text for choice in question.choices)
        whole = wrapped(screen.brief, 70)
        assert ("m: all of it" in text) == (len(whole) > BRIEF_ROWS)


async def test_the_whole_brief_is_one_key_away(tmp_path: Path) -> None:
    level = next(read_level(path) for path in course_files() if path.stem == "own-rates")
    app = DescentApp(level, settings=STILL, record=Record(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = app.screen
        assert isinstance(screen, BriefScreen)
        page = screen.query_one(Page)
        low = page.size.height
        await pilot.press("m")
        await until(pilot, lambda: page.size.height > low)
        await pilot.press("m")
        await until(pilot, lambda: page.size.height == low)
        assert screen.check_action("more", ())
        await pilot.resize_terminal(80, 40)
        await until(pilot, lambda: page.size.height > low)
        assert not screen.check_action("more", ())  # all of it is there
