"""The moment of winning: stars light one by one, and the key that ends it does nothing else."""

from pathlib import Path

import pytest

from descent_game.game.attempts import Attempt
from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.screens import debrief
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.view.debrief import DebriefState, debrief_lines
from descent_game.view.line import plain_text
from tests.tui.playing import WIN, at, level_with, played, until


async def test_a_digit_that_ends_the_moment_answers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debrief, "STAR_SECONDS", 1000.0)  # it does not end by itself
    level = level_with(tmp_path)
    game = played(level, WIN)
    app = DescentApp(
        settings=Settings(), first_screen=lambda _: DebriefScreen(Attempt(level), game)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, DebriefScreen)
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        assert screen.state.lit == 0
        await pilot.press("2")
        await until(pilot, lambda: screen.state.lit is None)
        assert screen.state.notes.after == ()
        await pilot.press("2")
        await until(pilot, lambda: screen.state.notes.after == (2,))


@pytest.mark.parametrize("lit", [0, 1, 2, 3, None])
def test_a_star_and_its_reason_light_together(tmp_path: Path, lit: int | None) -> None:
    level = level_with(tmp_path)
    state = DebriefState(Attempt(level), played(level, WIN), "Told.", lit=lit)
    rows = [plain_text(row) for row in debrief_lines(state, 50)]
    stars = [row for row in rows if row[:2] in ("★ ", "☆ ")]
    shown = 3 if lit is None else lit
    assert [row[0] for row in stars] == ["★"] * shown + ["☆"] * (3 - shown)
    facts = ("<= 0.02", "4 < 10", "4 <= 4")
    assert [fact in row for fact, row in zip(facts, stars, strict=True)] == [
        number < shown for number in range(3)
    ]
    assert len(rows) == len(debrief_lines(state, 50))
