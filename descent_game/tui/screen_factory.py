"""Makes the screens, each loaded when it is first shown.

Arrays and what needs them take longer to load than the first screen to show.
"""

import gc
import importlib
from collections.abc import Sequence
from functools import partial

from textual.binding import BindingType

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.record import AttemptNotes, Record
from descent_game.tui.screens.base import GameScreen


def load_the_usual() -> None:
    """Load the screens that everybody meets."""
    for name in ("levels", "debrief", "play"):
        importlib.import_module(f"descent_game.tui.screens.{name}")


def settle() -> None:
    """Move all that has been loaded out of the way of the garbage collector's long pauses."""
    gc.collect()
    gc.freeze()
    gc.enable()  # a command may have put it off until now


def play_screen(attempt: Attempt, game: Game | None, said: AttemptNotes) -> GameScreen:
    """Return the screen of a game, a new one or one that was left."""
    from descent_game.tui.screens.play import PlayScreen  # noqa: PLC0415

    return PlayScreen(attempt, game, said)


def demo_screen(attempt: Attempt, moves: Sequence[Move]) -> GameScreen:
    """Return the screen that plays ``moves`` by itself."""
    from descent_game.tui.screens.demo import DemoScreen  # noqa: PLC0415

    return DemoScreen(attempt, moves)


def debrief_screen(attempt: Attempt, game: Game, said: AttemptNotes) -> GameScreen:
    """Return the screen of what a game has shown."""
    from descent_game.tui.screens.debrief import DebriefScreen  # noqa: PLC0415

    return DebriefScreen(attempt, game, said)


def watch_screen(game: Game, record: Record) -> GameScreen:
    """Return the screen of a replay, beside those of the same ground."""
    from descent_game.tui.screens.watch import WatchScreen  # noqa: PLC0415
    from descent_game.view.comparisons import comparable_games  # noqa: PLC0415

    return WatchScreen(game, partial(comparable_games, game, record))


def bindings(everywhere: Sequence[BindingType]) -> list[tuple[str, Sequence[BindingType]]]:
    """Return the bindings of every kind of screen, by what people call it."""
    from descent_game.tui.screens.assignments import AssignmentsScreen  # noqa: PLC0415
    from descent_game.tui.screens.basins import BasinsScreen  # noqa: PLC0415
    from descent_game.tui.screens.brief import BriefScreen  # noqa: PLC0415
    from descent_game.tui.screens.debrief import DebriefScreen  # noqa: PLC0415
    from descent_game.tui.screens.demo import DemoScreen  # noqa: PLC0415
    from descent_game.tui.screens.edit import EditScreen  # noqa: PLC0415
    from descent_game.tui.screens.homework import HomeworkScreen  # noqa: PLC0415
    from descent_game.tui.screens.level_watch import LevelWatchScreen  # noqa: PLC0415
    from descent_game.tui.screens.levels import LevelsScreen  # noqa: PLC0415
    from descent_game.tui.screens.play import PlayScreen  # noqa: PLC0415
    from descent_game.tui.screens.race import RaceScreen  # noqa: PLC0415
    from descent_game.tui.screens.replays import ReplaysScreen  # noqa: PLC0415
    from descent_game.tui.screens.sandbox import SandboxScreen  # noqa: PLC0415
    from descent_game.tui.screens.watch import WatchScreen  # noqa: PLC0415
    from descent_game.tui.widgets.list_view import ListView  # noqa: PLC0415

    return [
        ("Everywhere", everywhere),
        ("Lists", ListView.BINDINGS),
        ("The map of the levels", LevelsScreen.BINDINGS),
        ("Before the game", BriefScreen.BINDINGS),
        ("In play", PlayScreen.BINDINGS),
        ("After the game", DebriefScreen.BINDINGS),
        ("Demonstrations", DemoScreen.BINDINGS),
        ("Replays", ReplaysScreen.BINDINGS),
        ("A replay", WatchScreen.BINDINGS),
        ("Basins", BasinsScreen.BINDINGS),
        ("A homework", HomeworkScreen.BINDINGS),
        ("The list of homework", AssignmentsScreen.BINDINGS),
        ("A race", RaceScreen.BINDINGS),
        ("The sandbox", SandboxScreen.BINDINGS),
        ("A level that is written", LevelWatchScreen.BINDINGS),
        ("The editor of levels", EditScreen.BINDINGS),
    ]
