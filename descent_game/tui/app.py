"""The app: which screen follows which."""

import signal
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from descent_game.catalogue.catalogue import Catalogue, catalogue
from descent_game.errors import DescentError, visible
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.session import Session
from descent_game.player.settings import Settings, with_choice
from descent_game.tui import screen_factory as opening
from descent_game.tui.commands import key_commands, look_commands
from descent_game.tui.messages import (
    AttemptChosen,
    BasinsRequested,
    GameEnded,
    GameStarted,
    LevelChosen,
    LevelsRequested,
    MoveMade,
    NextLevel,
    NotesChanged,
    ReplayRequested,
    VariantRequested,
)
from descent_game.tui.screens.base import GameScreen, ScreenContext
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.tui.settings_app import SettingsApp


class DescentApp(SettingsApp):
    """The game on the screen: the levels, or one level, or the demonstration of one."""

    TITLE = "Descent"
    CSS_PATH = "descent.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Quit", id="app.quit", show=False),
        Binding("f1", "tour", "Guided tour", id="app.tour", show=False),
        Binding("f2", "replays", "Replays", id="app.replays", show=False),
        Binding("f3", "settings", "Settings", id="app.settings", show=False),
        Binding("f4", "homework", "Homework", id="app.homework", show=False),
        Binding("question_mark", "keys", "Keys", id="app.keys", show=False),
    ]

    def __init__(
        self,
        level: Level | None = None,
        seed: int | None = None,
        demo: Sequence[Move] | None = None,
        settings: Settings | None = None,
        record: Record | None = None,
    ) -> None:
        super().__init__(settings)
        self.record = record or Record()
        self._level = level
        self._seed = seed
        self._demo = demo
        self.watched: Game | None = None
        """A finished game to begin with, where there is one."""
        self.session: Session[ScreenContext] = Session(
            self.record, lambda: self._catalogue.levels, lambda: self.settings.all_open
        )

    @property
    def play_context(self) -> ScreenContext | None:
        """What is played where it is not the course."""
        return self.session.context

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of what is played."""
        return self.session.levels

    @cached_property
    def _catalogue(self) -> Catalogue:
        """The course and the packs, read once; nothing where the course is damaged."""
        try:
            return catalogue()
        except DescentError as error:
            self.notify(str(error), severity="error", markup=False)
            return Catalogue()

    def on_mount(self) -> None:
        """Show the first screen."""
        self.set_class(self.settings.ascii, "-ascii")
        self._open(self._first_screen, self.push_screen)
        self.call_after_refresh(self._load_the_rest)
        for notice in filter(None, (self.take_keys(), self.trouble, self.record.notice)):
            self.warn(notice)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return everything that can be done, for the command palette."""
        yield from key_commands(screen)
        yield SystemCommand("Guided tour", "60 seconds: the keys, one by one", self.action_tour)
        yield SystemCommand("Replays", "finished games, to watch again", self.action_replays)
        yield SystemCommand("Homework", "what is due, and what counts", self.action_homework)
        yield SystemCommand("Settings", "how the game looks and moves", self.action_settings)
        yield SystemCommand("Race", "bots against each other on this level", self.action_race)
        yield SystemCommand("Keys", "what every key does, and how to change it", self.action_keys)
        if hasattr(signal, "SIGTSTP") and not self.is_web:
            told = "back to the shell, whose fg goes on here"
            yield SystemCommand("Suspend", told, self.action_suspend_process)
        yield from look_commands(self.settings, self.choose)
        own = ("Theme", "Keys", "Maximize")  # the game has its own, or no use for them
        yield from (c for c in super().get_system_commands(screen) if c.title not in own)

    def on_level_chosen(self, message: LevelChosen) -> None:
        """Go on with the game that was left, or brief the next variant."""
        self._open(partial(self._next_screen, message.level))

    def on_variant_requested(self, message: VariantRequested) -> None:
        """Brief the next variant, whatever was left unfinished."""
        self.session.abandon(message.level)
        self._open(partial(self._next_screen, message.level))

    def on_attempt_chosen(self, message: AttemptChosen) -> None:
        """Brief one variant."""
        level, seed, _ = message.attempt
        self.session.abandon(level)
        self._open(lambda: BriefScreen(self.session.attempt_at(level, seed)))

    def on_game_started(self, message: GameStarted) -> None:
        """Play."""
        self.switch_screen(
            opening.play_screen(message.attempt, None, AttemptNotes(before=message.guesses))
        )

    def on_move_made(self, message: MoveMade) -> None:
        """Keep the game as it stands."""
        self.session.save(message.attempt, message.game, message.said)
        self._show_notice()

    def on_game_ended(self, message: GameEnded) -> None:
        """Note the result and show it."""
        attempt, game = message.attempt, message.game
        if not (isinstance(self.screen, GameScreen) and self.screen.demonstrates):
            self.session.save(attempt, game, message.said)
            self._show_notice()
        self.switch_screen(opening.debrief_screen(attempt, game, message.said))

    def on_notes_changed(self, message: NotesChanged) -> None:
        """Keep a hint that was taken, or an answer that was given."""
        self.session.save_notes(message.game, message.said)
        self._show_notice()

    def _show_notice(self) -> None:
        if self.session.notice:
            self.warn(self.session.notice)

    def on_next_level(self, message: NextLevel) -> None:
        """Go on to the level after this one; to the map where there is none, or a locked one."""
        stage = self.session.level_after(message.level)
        reason = self.session.locked_reason(stage) if stage else ""
        if stage and not reason:
            self.on_level_chosen(LevelChosen(stage.level))
            return
        self.on_levels_requested()
        if reason:
            self.notify(reason, markup=False)

    def on_levels_requested(self, message: LevelsRequested | None = None) -> None:
        """Show the levels; a game under way waits in the record."""
        del message
        current = self._current()
        self._open(lambda: self.levels_screen(current))

    def action_leave(self) -> None:
        """Quit; where a game or a text would be lost, ask first."""
        screen = self.screen
        if self.play_context and self.play_context.confirm_leave(self.exit):
            return
        if isinstance(screen, GameScreen) and screen.under_way and not self.session.is_saved:
            self.push_screen(ChoiceScreen(UNFINISHED, LEAVING), self._leave)
        else:
            self.exit()

    async def action_quit(self) -> None:
        """Quit at once, unless a text would be lost."""
        if not (self.play_context and self.play_context.confirm_leave(self.exit)):
            self.exit()

    def stop(self, status: int) -> None:
        """End at once with an exit status; what is not saved is put into a file of its own."""
        self.exit(return_code=status, message=self._rescued())

    def panic(self, *renderables: RenderableType) -> None:
        """End after an error that nobody expected, without losing what is not saved."""
        super().panic(*renderables, *filter(None, [self._rescued()]))

    def rescue(self) -> str | None:
        """Put what is not saved into a file of its own; return where it is, in words."""
        return self.play_context.rescue() if self.play_context else None

    def _rescued(self) -> Text | None:
        words = self.rescue()
        return Text(words) if words else None

    def on_replay_requested(self, message: ReplayRequested) -> None:
        """Show a game again, over the screen that it was asked for on."""
        self.push_screen(opening.watch_screen(message.game, self.record))

    def on_basins_requested(self, message: BasinsRequested) -> None:
        """Show the basins of a game's bots, over the screen that they were asked for on."""
        from descent_game.tui.screens.basins import BasinsScreen  # noqa: PLC0415

        self.push_screen(BasinsScreen(message.game))

    def on_back_requested(self) -> None:
        """Go back to the screen below; where there is none, to the levels."""
        if len(self.screen_stack) > FIRST_DEPTH:
            self.pop_screen()
        else:
            self.on_levels_requested()

    def on_tour_ended(self) -> None:
        """Offer the tour no more."""
        self.choose(with_choice(self.settings, "tour", "done"))

    def action_tour(self) -> None:
        """Begin the guided tour; a game under way waits in the record."""
        if self.levels:
            from descent_game.tui.screens.tour import TourScreen  # noqa: PLC0415

            while len(self.screen_stack) > FIRST_DEPTH:
                self.pop_screen()
            self.switch_screen(TourScreen(self.levels[0]))

    def action_replays(self) -> None:
        """List the finished games."""
        from descent_game.tui.screens.replays import ReplaysScreen  # noqa: PLC0415

        if not isinstance(self.screen, ReplaysScreen):
            self.push_screen(ReplaysScreen(self.record, self.levels, self._current()))

    def action_homework(self) -> None:
        """List the homework that was begun."""
        from descent_game.tui.screens.assignments import AssignmentsScreen  # noqa: PLC0415

        if not isinstance(self.screen, AssignmentsScreen):
            self.push_screen(AssignmentsScreen(self.record, self.switch_context))

    def switch_context(self, play_context: ScreenContext | None) -> None:
        """Play something else from now on: a homework, or the course again."""
        switch = partial(self._switch_context, play_context)
        if not (self.play_context and self.play_context.confirm_leave(switch)):
            switch()

    def _switch_context(self, play_context: ScreenContext | None) -> None:
        self.session.context = play_context
        while len(self.screen_stack) > FIRST_DEPTH:
            self.pop_screen()
        self._open(self.levels_screen)

    def action_race(self) -> None:
        """Race the bots of the level that the screen is about, or of the first one.

        A race shows the whole map, and stars are for first sight: the level is played before.
        """
        from descent_game.game.racing import spec_of  # noqa: PLC0415
        from descent_game.tui.screens.race import RaceScreen  # noqa: PLC0415

        level = self.screen.pointed_at if isinstance(self.screen, GameScreen) else None
        about = level or next(iter(self.levels), None)
        if about is None or isinstance(self.screen, RaceScreen):
            return
        if self.record.best(about) is None:
            told = f"A race shows the whole map: play “{about.title}” to its end first."
            self.notify(told, markup=False)
        else:
            bots = Game(about).variant
            specs = [spec_of(bot) for bot in (bots.bot, *bots.ghosts)]
            self.push_screen(RaceScreen(about, None, specs, about.rules.turns))

    def _first_screen(self) -> GameScreen:
        if self.watched is not None:
            return opening.watch_screen(self.watched, self.record)
        if self._level is None:
            return self.levels_screen(first=True)
        if self._demo is not None:
            return opening.demo_screen(Attempt(self._level, self._seed), self._demo)
        if self._seed is not None:
            return BriefScreen(self.session.attempt_at(self._level, self._seed))
        return self._next_screen(self._level)

    def _next_screen(self, level: Level) -> GameScreen:
        """Return the game that was left, or the brief of the next variant."""
        left = self.session.unfinished(level)
        return opening.play_screen(*left) if left else BriefScreen(self.session.next_attempt(level))

    def levels_screen(self, current: str | None = None, *, first: bool = False) -> GameScreen:
        """Return where levels are chosen; on the first screen they are still to be read."""
        if self.play_context:
            return self.play_context.screen(self.record, current)
        from descent_game.tui.screens.levels import LevelsScreen  # noqa: PLC0415

        return LevelsScreen(self.record, None if first else self._catalogue, current)

    def _open(
        self,
        make: Callable[[], GameScreen],
        show: Callable[[GameScreen], object] | None = None,
    ) -> None:
        """Show a screen; a level that cannot be drawn is said in words, and nothing changes."""
        try:
            screen = make()
        except DescentError as error:
            if show is not None:  # there is no screen yet to say it on
                self.exit(return_code=BAD_LEVEL, message=Text(visible(str(error))))
            else:
                self.notify(str(error), severity="error", markup=False)
        else:
            (show or self.switch_screen)(screen)

    def _leave(self, answer: str | None) -> None:
        if answer == "leave":
            self.exit()

    def _current(self) -> str | None:
        """Return the address of the level that the screen is about."""
        screen = self.screen
        about = screen.level if isinstance(screen, GameScreen) else None
        return about.address if about else None

    def _load_the_rest(self) -> None:
        """Load what the first screen had no use for, while people read it."""
        screen = self.screen
        if self._level is None:
            from descent_game.tui.screens.levels import LevelsScreen  # noqa: PLC0415

            if isinstance(screen, LevelsScreen):
                screen.fill(self._catalogue)
        self.run_worker(self._preload, thread=True)

    def _preload(self) -> None:
        opening.load_the_usual()
        self.call_from_thread(opening.settle)


FIRST_DEPTH = 2
"""Screens in the stack while only one of ours is shown; Textual's own is below it."""

BAD_LEVEL = 2
"""Exit status where the level to play is not one."""

UNFINISHED = "This game cannot be kept. Leave, and lose it?"
LEAVING = (Choice("y", "leave", "leave"),)
