"""A seeded monkey at the screen for minutes: ``python -m benchmarks.monkey [SECONDS] [SEED]``.

It goes in by every door of the game in turn: the course with all levels open, a homework, a level
that is watched or edited, a race, the sandbox, and so on. Any exception of the app ends it with its
traceback; memory is told once a minute and has to stay flat; the screens it met are told at the
end, and those that it did not.
"""

import asyncio
import importlib
import os
import pkgutil
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from descent_game import tui
from descent_game.authoring.sketch import Sketch
from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.loading import MAX_BYTES
from descent_game.player.settings import Settings
from descent_game.player.text_file import TextFile
from descent_game.tui import screens
from descent_game.tui.app import DescentApp
from descent_game.tui.play_context import EditContext, HomeworkContext, WatchContext
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.demo import DemoScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import ChoiceScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.screens.race import RaceScreen
from descent_game.tui.screens.sandbox import BOTS, SandboxScreen
from descent_game.tui.screens.watch import WatchScreen
from tests.homework.classes import make_assignment
from tests.levels_for_tests import level_text
from tests.tui.monkey import leave, play_like_a_monkey

ACTS = 50
"""Acts between two looks at the clock, and between two doors."""

BASES = {"GameScreen", "DraftScreen"}
"""What is no screen by itself."""


class LastingApp(DescentApp):
    """The game, which no monkey leaves."""

    CSS_PATH = str(Path(tui.__file__).with_name("descent.tcss"))

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Stay: there would be nothing to play with."""
        del arguments, named


def megabytes() -> float:
    """Return the resident memory of this process, NaN where the system does not tell it."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


def doors(app: DescentApp, folder: Path) -> list[Callable[[], object]]:
    """Return the ways from the list of levels into every part of the game."""
    own = folder / "test-level.toml"
    own.write_text(level_text(), encoding="utf-8")
    homework = HomeworkContext(make_assignment(folder), "ada")
    editing = EditContext(TextFile(own, MAX_BYTES), own)
    level = open_level("steepest")
    demo = [Move(220.0, 0.5), Move(220.0, 0.5)]
    attempt, over = Attempt(level, None), Game(level)
    over.play(demo[0])
    over.resign()
    return [
        lambda: None,
        lambda: app.switch_context(homework),
        lambda: app.switch_context(WatchContext(own)),
        lambda: app.switch_context(editing),
        lambda: app.push_screen(SandboxScreen(Sketch())),
        lambda: app.push_screen(PlayScreen(attempt)),
        lambda: app.push_screen(DebriefScreen(attempt, over)),
        lambda: app.push_screen(WatchScreen(over, app.record)),
        lambda: app.push_screen(DemoScreen(attempt, demo)),
        lambda: app.push_screen(RaceScreen(level, None, BOTS, 20)),
        app.action_replays,
        app.action_homework,
        app.action_tour,
        app.action_settings,
        app.action_keys,
    ]


async def go_home(pilot: Pilot[None], app: DescentApp) -> None:
    """Go back to the course from wherever the monkey is."""
    while app.play_context is not None:
        while isinstance(app.screen, ModalScreen):
            await pilot.press("escape")
            await pilot.pause()
        app.call_later(app.switch_context, None)
        await pilot.pause()
        if isinstance(app.screen, ChoiceScreen):  # an unsaved text, which may be lost
            await pilot.press("l")
            await pilot.pause()
    await leave(pilot)


async def play(seconds: float, seed: int, folder: Path) -> set[str]:
    """Let the monkey play for so long; return the names of the screens that it met."""
    app, seen = LastingApp(settings=Settings(all_open=True)), set[str]()
    began, bouts, told = time.monotonic(), 0, 0.0
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(1.0)
        ways = doors(app, folder)
        while (passed := time.monotonic() - began) < seconds:
            app.call_later(ways[bouts % len(ways)])
            await pilot.pause()
            await play_like_a_monkey(pilot, seed + bouts, ACTS, seen)
            await go_home(pilot, app)
            bouts += 1
            if passed - told >= 60.0:
                told = passed
                print(f"{passed:6.0f} s  {ACTS * bouts:6d} acts  {megabytes():6.0f} MB", flush=True)
        assert isinstance(app.screen, LevelsScreen)
    print(f"{seconds:6.0f} s  {ACTS * bouts:6d} acts  {megabytes():6.0f} MB  no exception")
    return seen


def all_screens() -> set[str]:
    """Return the names of the game's screens."""
    names = set()
    for module in pkgutil.iter_modules(screens.__path__, screens.__name__ + "."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Screen):
                names |= {value.__name__} if value.__module__ == module.name else set()
    return names - BASES


def main() -> None:
    """Play in a record of its own."""
    given = [int(text) for text in sys.argv[1:3]]
    seconds, seed = [*given, *(600, 1)[len(given) :]]
    with tempfile.TemporaryDirectory() as home:
        os.environ["DESCENT_HOME"] = home
        os.chdir(home)  # it saves and exports
        seen = asyncio.run(play(seconds, seed, Path(home)))
    print(f"screens met: {', '.join(sorted(seen))}")
    print(f"not met: {', '.join(sorted(all_screens() - seen)) or 'none'}")


if __name__ == "__main__":
    main()
