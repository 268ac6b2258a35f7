"""Signs that terminals obey are visible on the screens too, wherever they come from."""

import re
from pathlib import Path

import pytest
from rich.text import Text

from descent_game.catalogue.catalogue import open_level
from descent_game.errors import DescentError
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.record import Record
from descent_game.player.settings import Settings
from descent_game.player.storage import FILE
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.replays import ReplaysScreen
from descent_game.view.line import Piece, seen
from tests.tui.playing import at, screen_text, until

ESCAPE = "\x1b[2J\x9b1m\u202e"
STILL = Settings(animate=False)
ASCII = Settings(animate=False, style="ascii")


def drawn(app: DescentApp) -> str:
    """Return all that the screen on top is drawn of, as it goes to the terminal."""
    strips = app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip if not segment.control)


def test_lines_are_seen_in_visible_signs() -> None:
    plain = (Piece("★ 40°"), Piece("a b", "dim"))
    assert seen(plain) is plain
    assert seen((Piece(f"x{ESCAPE}", "bad"),)) == (Piece("x\\u001b[2J\\u009b1m\\u202e", "bad"),)


@pytest.mark.parametrize("settings", [STILL, ASCII])
async def test_a_screen_shows_no_commands_of_a_record_or_of_files(
    home: Path, settings: Settings
) -> None:
    (home / "settings.toml").write_text(
        f'"\\u001b[2J" = "x"\nstyle = "{chr(27)}"', encoding="utf-8"
    )
    (home / "keys.toml").write_text('"app.tour" = "\\u001b[2J"\n', encoding="utf-8")
    level, record = open_level("first-light"), Record()
    game = Game(level)
    game.play(Move(0.0, 0.1))
    game.resign()
    record.save(Attempt(level), game)
    record.connection.execute("UPDATE games SET level = ?, termination = ?", (ESCAPE, ESCAPE))
    app = DescentApp(settings=settings, record=record)
    async with app.run_test(size=(120, 40)) as pilot:
        app.warn(f"{home / FILE}: {ESCAPE}")
        await pilot.press("f2")
        await at(pilot, ReplaysScreen)
        await until(pilot, lambda: "u001b[2J" in screen_text(app))
        await pilot.press("enter")
        await pilot.pause()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", drawn(app))
        notes = "".join(str(note.message) for note in app._notifications)
        assert "\\u001b[2J" in notes
        assert "\x1b" not in notes


async def test_what_ends_the_app_is_told_in_visible_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: DescentApp) -> None:
        raise DescentError(f"[/b]{ESCAPE}\udcff")

    told: list[object] = []
    monkeypatch.setattr(DescentApp, "_first_screen", fail)
    monkeypatch.setattr(DescentApp, "exit", lambda self, **given: told.append(given["message"]))
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(told))
    assert str(told[0]) == "[/b]\\u001b[2J\\u009b1m\\u202e\\udcff"
    assert isinstance(told[0], Text)  # no markup
