"""The app: which screen follows which, and what the record learns of it."""

import gc
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from descent_game.game.attempts import Attempt, attempt_at, next_attempt
from descent_game.game.moves import Move
from descent_game.level.course import course
from descent_game.level.schema import Level
from descent_game.tui.look import DARK, LIGHT
from descent_game.tui.messages import (
    AttemptChosen,
    FirstMoveMade,
    GameEnded,
    GameStarted,
    LevelChosen,
    LevelsWanted,
    NextLevel,
)
from descent_game.tui.record import Record
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.settings import Settings


class DescentApp(App[None]):
    """The game on the screen: the levels, or one level, or the demonstration of one."""

    TITLE = "Descent"
    CSS_PATH = "descent.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Quit", id="app.quit", show=False),
    ]

    def __init__(
        self,
        level: Level | None = None,
        seed: int | None = None,
        demo: Sequence[Move] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings.from_environment()
        self.record = Record()
        self._first = None if level is None else Attempt(level, seed)
        self._demo = demo
        self._guess: int | None = None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """Show the first screen."""
        if self._first is None:
            self.push_screen(LevelsScreen(self.record))
        else:
            self.push_screen(BriefScreen(self._first))
        self.call_after_refresh(_settle)

    def on_level_chosen(self, message: LevelChosen) -> None:
        """Go on with the game that was left, or brief the next variant."""
        left = self.record.unfinished.get(message.level.id)
        if left is not None:
            self.switch_screen(PlayScreen(left.attempt, left.game))
        else:
            seen = self.record.seen(message.level.id)
            self.switch_screen(BriefScreen(next_attempt(message.level, seen)))

    def on_attempt_chosen(self, message: AttemptChosen) -> None:
        """Brief one variant."""
        level, seed, _ = message.attempt
        self.switch_screen(BriefScreen(attempt_at(level, seed, self.record.seen(level.id))))

    def on_game_started(self, message: GameStarted) -> None:
        """Play."""
        self._guess = message.guess
        self.switch_screen(PlayScreen(message.attempt))

    def on_first_move_made(self, message: FirstMoveMade) -> None:
        """Note that a variant has been seen."""
        self.record.see(message.attempt)

    def on_game_ended(self, message: GameEnded) -> None:
        """Note the result and show it."""
        self.record.finish(message.attempt, message.game)
        self.switch_screen(DebriefScreen(message.attempt, message.game, self._guess))

    def on_next_level(self, message: NextLevel) -> None:
        """Go on to the level after this one; after the last, and after strangers, to the list."""
        levels = course()
        ids = [level.id for level in levels]
        place = ids.index(message.level.id) + 1 if message.level.id in ids else len(ids)
        if place < len(levels):
            self.on_level_chosen(LevelChosen(levels[place]))
        else:
            self.on_levels_wanted()

    def on_levels_wanted(self, message: LevelsWanted | None = None) -> None:
        """Show the levels; a game under way is kept."""
        del message
        current = None
        if isinstance(self.screen, PlayScreen):
            play = self.screen
            current = play.attempt.level.id
            if play.game.turns and play.game.outcome is None:
                self.record.leave(play.attempt, play.game)
        self.switch_screen(LevelsScreen(self.record, current))

    def action_leave(self) -> None:
        """Quit."""
        self.exit()

    def on_resize(self, event: events.Resize) -> None:
        """Nothing yet."""
        del event


def _settle() -> None:
    """Move all that has been loaded out of the way of the garbage collector's long pauses."""
    gc.collect()
    gc.freeze()
