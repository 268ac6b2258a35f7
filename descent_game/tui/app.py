"""The app: which screen follows which, and what the record learns of it."""

import gc
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from descent_game.game.attempts import Attempt, attempt_at, next_attempt
from descent_game.game.moves import Move
from descent_game.level.course import course
from descent_game.level.schema import Level
from descent_game.tui.commands import key_commands, look_commands
from descent_game.tui.host import HostApp
from descent_game.tui.lines import seven_bit
from descent_game.tui.look import DARK, LIGHT
from descent_game.tui.messages import (
    AttemptChosen,
    FirstMoveMade,
    GameEnded,
    GameStarted,
    LevelChosen,
    LevelsWanted,
    NextLevel,
    VariantWanted,
)
from descent_game.tui.record import Record
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.demo import DemoScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen, TooSmallScreen, fits
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.settings import Settings
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page import Page


class DescentApp(HostApp):
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
        self.set_reactive(HostApp.settings, settings or Settings.from_environment())
        self.record = Record()
        self._first = None if level is None else Attempt(level, seed)
        self._demo = demo
        self._guesses: dict[str, int | None] = {}
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """Show the first screen."""
        if self._first is None:
            self.push_screen(LevelsScreen(self.record))
        elif self._demo is not None:
            self.push_screen(DemoScreen(self._first, self._demo))
        else:
            self.push_screen(BriefScreen(self._first))
        self.call_after_refresh(_settle)

    def watch_settings(self) -> None:
        """Bring everything that is shown to its new looks."""
        for screen in self.screen_stack:
            for view in screen.query("LineView, MapView, Page").results():
                if isinstance(view, LineView | MapView | Page):
                    view.restyle()
        self.screen.refresh_bindings()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return everything that can be done, for the command palette."""
        yield from key_commands(screen)
        yield from look_commands(self.settings, self._choose)
        yield from super().get_system_commands(screen)

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written, in 7-bit characters where the screen keeps to them."""
        words = super().get_key_display(binding)
        return seven_bit(words) if self.settings.ascii else words

    def on_level_chosen(self, message: LevelChosen) -> None:
        """Go on with the game that was left, or brief the next variant."""
        left = self.record.unfinished.get(message.level.id)
        if left is not None:
            self.switch_screen(PlayScreen(left.attempt, left.game))
        else:
            self._brief_next(message.level)

    def on_variant_wanted(self, message: VariantWanted) -> None:
        """Brief the next variant, whatever was left unfinished."""
        self.record.forget(message.level.id)
        self._brief_next(message.level)

    def on_attempt_chosen(self, message: AttemptChosen) -> None:
        """Brief one variant."""
        level, seed, _ = message.attempt
        self.record.forget(level.id)
        self.switch_screen(BriefScreen(attempt_at(level, seed, self.record.seen(level.id))))

    def on_game_started(self, message: GameStarted) -> None:
        """Play."""
        self._guesses[message.attempt.level.id] = message.guess
        self.switch_screen(PlayScreen(message.attempt))

    def on_first_move_made(self, message: FirstMoveMade) -> None:
        """Note that a variant has been seen."""
        self.record.see(message.attempt)

    def on_game_ended(self, message: GameEnded) -> None:
        """Note the result and show it."""
        attempt, game = message.attempt, message.game
        if not isinstance(self.screen, DemoScreen):
            self.record.finish(attempt, game)
        guess = self._guesses.get(attempt.level.id)
        self.switch_screen(DebriefScreen(attempt, game, guess))

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
        self._keep_game()
        self.switch_screen(LevelsScreen(self.record, self._current()))

    def action_leave(self) -> None:
        """Quit; where a game would be lost, ask first."""
        self._keep_game()
        if self.record.unfinished:
            self.push_screen(ChoiceScreen(UNFINISHED, LEAVING), self._leave)
        else:
            self.exit()

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen while it is too small to be read."""
        covered = isinstance(self.screen, TooSmallScreen)
        if not fits(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif fits(event.size) and covered:
            self.pop_screen()

    def _brief_next(self, level: Level) -> None:
        self.switch_screen(BriefScreen(next_attempt(level, self.record.seen(level.id))))

    def _choose(self, settings: Settings) -> None:
        self.settings = settings

    def _leave(self, answer: str | None) -> None:
        if answer == "leave":
            self.exit()

    def _current(self) -> str | None:
        """Return the id of the level that the screen is about."""
        screen = self.screen
        if isinstance(screen, BriefScreen | PlayScreen | DebriefScreen):
            return screen.attempt.level.id
        return None

    def _keep_game(self) -> None:
        """Keep the game on the screen, if one is under way."""
        screen = self.screen
        if not isinstance(screen, PlayScreen) or isinstance(screen, DemoScreen):
            return
        if screen.game.turns and screen.game.outcome is None:
            self.record.leave(screen.attempt, screen.game)


UNFINISHED = "A game is unfinished. Leave, and lose it?"
LEAVING = (Choice("y", "leave", "leave"),)


def _settle() -> None:
    """Move all that has been loaded out of the way of the garbage collector's long pauses."""
    gc.collect()
    gc.freeze()
