"""What the tests of the screen share: small games and a way to wait."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.host import HostApp
from descent_game.tui.keys import default_keys, written_key
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.screens.watch import WatchScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.keys import Keys
from tests.levels_for_tests import make_level

SECONDS = 30.0
"""How long a test waits for what has to come."""
CHARACTERS = {"enter": "\r", "tab": "\t", "space": " "}
STILL = Settings(animate=False)
USUAL_KEYS = Keys(
    lambda action: written_key(
        default_keys(DescentApp, PlayScreen, WatchScreen)[action].split(",")[0]
    )
)
"""The keys of the play screen and of replays, as they are unless remapped."""
WIN = [(40.0, 2.0), (40.0, 2.0), (35.0, 2.0), (45.0, 0.4)]
FIRST_LIGHT_WIN = [(35.0, 2.0), (40.0, 2.0), (35.0, 2.0), (40.0, 1.0)]
"""Moves that win the first level of the course."""
QUESTION = """
[[questions]]
ask = "What is the answer?"
choices = ["one", "two", "three"]
answer = 2
because = "It has to be."
"""
INSIGHT = """
[[plays]]
name = "the way"
moves = [[40, 2.0], [40, 2.0], [35, 2.0], [45, 0.4]]
insight = true
"""


def level_with(folder: Path, **changes: str) -> Level:
    """Return a round bowl with a question, an insight play and variants by mirror images."""
    more = changes.pop("more", "[variants]\nmirrors = true\n" + QUESTION + INSIGHT)
    return make_level(folder, more=more, **changes)


def played(level: Level, moves: list[tuple[float, float]]) -> Game:
    """Return a game after some moves."""
    game = Game(level)
    for heading, step in moves:
        game.play(Move(heading, step))
    return game


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app work until a condition holds. Fails when it does not in time."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "the app did not get there in time"
        await pilot.pause(0.01)


async def press_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys that arrive together, before the app has handled the first of them.

    A key is a character or a key's name. Waits until the app has handled all of them.
    """
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else CHARACTERS.get(key)
        pilot.app.post_message(events.Key(name, character))
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, HostApp)
    await until(pilot, lambda: not app.is_running or app.input_queue.idle)


async def at(pilot: Pilot[None], screen: type) -> None:
    """Wait for a screen that has been laid out."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, screen) and app.screen.is_mounted)
    await pilot.pause()


async def start(pilot: Pilot[None]) -> PlayScreen:
    """Go from the brief into the game and return its screen."""
    await pilot.press("enter")
    await at(pilot, PlayScreen)
    screen = pilot.app.screen
    assert isinstance(screen, PlayScreen)
    return screen


async def play_out(
    pilot: Pilot[None], screen: PlayScreen, moves: Sequence[tuple[float, float]] = WIN
) -> None:
    """Win the published level of the bowl."""
    for heading, step in moves:
        screen.aim = Aim(heading, step)
        await pilot.press("enter")


def screen_text(app: DescentApp) -> str:
    """Return what stands in all lines and pages of the screen on top."""
    texts = []
    for view in app.screen.query("LineView, Page").results():
        if isinstance(view, LineView):
            texts += [view.render_line(y).text for y in range(view.size.height)]
        elif isinstance(view, Static):
            texts.append(str(view.render()))
    return "\n".join(texts)


def footer_is_whole(app: DescentApp) -> bool:
    """Tell whether the screen on top shows every key of its footer, none cut by the last one."""
    palette = app.screen.query_one("FooterKey.-command-palette").region
    keys = [key.region for key in app.screen.query("FooterKey")]
    return max(key.right for key in keys if key != palette) < palette.x
