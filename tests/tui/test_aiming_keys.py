"""The keys that compute an aim, those of inertia, and typed moves, on the screen of a game."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.widgets._footer import FooterKey

from descent_game.game.aiming import Aim
from descent_game.player.settings import KEYS_FILE
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.play import PlayScreen
from tests.tui.playing import STILL, at, footer_is_whole, level_with, start, until

COMPASS = 'instruments = ["compass"]'
READOUT = 'instruments = ["readout"]'
GIVEN = 'moves = "gradient"'
INERTIA = 'moves = "gradient"\ninertia = "player"'


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))


async def play(
    pilot: Pilot[None], *keys: str, then: Callable[[PlayScreen], bool] = lambda screen: True
) -> PlayScreen:
    """Go into the game, press keys and wait for a condition."""
    await at(pilot, BriefScreen)
    screen = await start(pilot)
    await pilot.press(*keys)
    await until(pilot, lambda: then(screen))
    return screen


def warning(app: DescentApp) -> str:
    """Return the last message on the screen."""
    return "".join(toast.message for toast in list(app._notifications)[-1:])


@pytest.mark.parametrize(
    ("keys", "aim"),
    [
        (["t"], Aim(218.66, 0.4)),
        (["t", "t"], Aim(38.66, 0.4)),
        (["t", "enter"], Aim(38.66, 0.4)),  # downhill again by itself
        (["left", "up", "enter", "shift+left", "down", "p"], Aim(40.0, 0.5)),
        (["enter", "l"], Aim(38.66, 0.4 * (1 - 0.4 / 41**0.5))),
    ],
)
async def test_keys_compute_an_aim(tmp_path: Path, keys: list[str], aim: Aim) -> None:
    app = DescentApp(level_with(tmp_path, map=COMPASS), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await play(pilot, *keys, then=lambda screen: screen._animation.running is False)
        assert screen.aim == pytest.approx(aim, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "key", "reason"),
    [
        ({"map": READOUT}, "g", "it has no compass"),
        ({"map": READOUT}, "l", "this level shows no slopes"),
        ({"map": COMPASS}, "p", "there has been no move"),
        ({"map": COMPASS, "rules": GIVEN}, "g", "this level sets the heading"),
        ({"map": COMPASS, "rules": GIVEN}, "t", "this level sets the heading"),
    ],
)
async def test_a_key_that_is_refused_says_why(
    tmp_path: Path, changes: dict[str, str], key: str, reason: str
) -> None:
    app = DescentApp(level_with(tmp_path, more="", **changes), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await play(pilot)
        before = screen.aim
        await pilot.press(key)
        await until(pilot, lambda: reason in warning(app))
        assert screen.aim == before


async def test_a_refused_key_can_be_remapped(tmp_path: Path) -> None:
    (tmp_path / KEYS_FILE).write_text('"aim.down" = "k"', encoding="utf-8")
    app = DescentApp(level_with(tmp_path, map=READOUT), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await play(pilot, "g")
        assert warning(app) == ""
        await pilot.press("k")
        await until(pilot, lambda: "it has no compass" in warning(app))


def footer(app: DescentApp) -> str:
    """Return the keys of the footer."""
    return " ".join(
        str(key.key_display) for key in app.screen.query("FooterKey").results(FooterKey)
    )


@pytest.mark.parametrize(("rules", "shown"), [(GIVEN, False), (INERTIA, True)])
async def test_the_keys_of_inertia_stand_in_the_footer(
    tmp_path: Path, rules: str, shown: bool
) -> None:
    app = DescentApp(level_with(tmp_path, map=COMPASS, rules=rules, more=""), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await play(pilot, "right_square_bracket")
        assert ("[" in footer(app)) is shown
        assert screen.aim.inertia == (0.05 if shown else None)
        assert footer_is_whole(app)


@pytest.mark.parametrize(
    ("rules", "prompt", "typed", "aim"),
    [
        ("", "heading step, such as 45 0.5; or the step alone", "30 1.25", Aim(30.0, 1.25)),
        ("", "heading step", "0.6", Aim(38.66, 0.6)),
        (GIVEN, "Type a move: step, such as 0.5", "1.25", Aim(None, 1.25)),
        (INERTIA, "step inertia, such as 0.5 0.9", "1.25 0.7", Aim(None, 1.25, 0.7)),
        (INERTIA, "step inertia", "1.25", Aim(None, 1.25, 0.0)),
    ],
)
async def test_a_move_is_typed_as_the_rules_have_it(
    tmp_path: Path, rules: str, prompt: str, typed: str, aim: Aim
) -> None:
    level = level_with(tmp_path, map=COMPASS, rules=rules, more="")
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await play(pilot, "m")
        await at(pilot, EntryScreen)
        assert prompt in str(app.screen.query(Static).first().render())
        app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.aim == pytest.approx(aim, abs=0.01)
