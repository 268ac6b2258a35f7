"""The app: which screen follows which."""

import gc
import importlib
import signal
from collections.abc import Callable, Iterable
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
from descent_game.level.schema import Level
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.session import Session
from descent_game.player.settings import Settings, with_choice
from descent_game.tui.keys import key_commands, setting_commands
from descent_game.tui.messages import (
    AttemptChosen,
    BasinsRequested,
    GameEnded,
    GameStarted,
    LevelChosen,
    LevelsRequested,
    MoveMade,
    MoveTakenBack,
    NextLevel,
    NotesChanged,
    PlayOnRequested,
    ReplayRequested,
    VariantRequested,
)
from descent_game.tui.screens.base import GameScreen, ScreenContext
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.tui.settings_app import SettingsApp


class DescentApp(SettingsApp):
    """The game on the screen.

    Args:
        level: The level to begin with; None for the list of levels.
        seed: The variant of that level; None for the next one.
        settings: The settings in force; None for those that are kept.
        record: Where games are kept; None for the player's own record.
        first_screen: Makes the first screen, where it is none of these; it is given the app.
    """

    TITLE = "Descent"
    CSS_PATH = "descent.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Quit", id="app.quit", show=False),
        Binding("f1", "tour", "Guided tour", id="app.tour", show=False),
        Binding("f2", "replays", "Replays", id="app.replays", show=False),
        Binding("f3", "settings", "Settings", id="app.settings", show=False),
        Binding("f4", "homework", "Homework", id="app.homework", show=False),
        Binding("f5", "short_course", "The short course", id="app.short_course", show=False),
        Binding("question_mark", "keys", "Keys", id="app.keys", show=False),
    ]

    def __init__(
        self,
        level: Level | None = None,
        seed: int | None = None,
        *,
        settings: Settings | None = None,
        record: Record | None = None,
        first_screen: Callable[["DescentApp"], GameScreen] | None = None,
    ) -> None:
        super().__init__(settings)
        self.record = record or Record()
        self._level = level
        self._seed = seed
        self._make_first_screen = first_screen
        self.session: Session[ScreenContext] = Session(
            self.record, lambda: self._catalogue.levels, lambda: self.settings.all_open
        )

    @property
    def play_context(self) -> ScreenContext | None:
        """What is played instead of the course, such as a homework; None for the course."""
        return self.session.context

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the course, or of the context."""
        return self.session.levels

    @cached_property
    def _catalogue(self) -> Catalogue:
        """The course and the packs, read once; empty if the course is damaged."""
        try:
            return catalogue()
        except DescentError as error:
            self.notify(str(error), severity="error", markup=False)
            return Catalogue()

    def on_mount(self) -> None:
        self.set_class(self.settings.ascii, "-ascii")
        self._open(self._first_screen, self.push_screen)
        self.call_after_refresh(self._load_rest)
        for notice in filter(None, (self.load_keys(), self.settings_problem, self.record.notice)):
            self.warn(notice)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from key_commands(screen)
        yield SystemCommand("Guided tour", "60 seconds: the keys, one by one", self.action_tour)
        words = "one question, five levels, a quarter of an hour"
        yield SystemCommand("Short course", words, self.action_short_course)
        yield SystemCommand("Replays", "finished games, to watch again", self.action_replays)
        yield SystemCommand("Homework", "what is due, and what counts", self.action_homework)
        yield SystemCommand("Settings", "how the game looks and moves", self.action_settings)
        yield SystemCommand("Race", "bots against each other on this level", self.action_race)
        yield SystemCommand("Keys", "what every key does, and how to change it", self.action_keys)
        if hasattr(signal, "SIGTSTP") and not self.is_web:
            words = "back to the shell, whose fg goes on here"
            yield SystemCommand("Suspend", words, self.action_suspend_process)
        yield from setting_commands(self.settings, self.choose)
        replaced = ("Theme", "Keys", "Maximize")  # by commands of the game, or useless in it
        yield from (c for c in super().get_system_commands(screen) if c.title not in replaced)

    def on_level_chosen(self, message: LevelChosen) -> None:
        self._open(partial(self._next_screen, message.level))

    def on_variant_requested(self, message: VariantRequested) -> None:
        self.session.abandon(message.level)
        self._open(partial(self._next_screen, message.level))

    def on_attempt_chosen(self, message: AttemptChosen) -> None:
        level, seed, _ = message.attempt
        self.session.abandon(level)
        self._open(lambda: BriefScreen(self.session.attempt_at(level, seed)))

    def on_game_started(self, message: GameStarted) -> None:
        from descent_game.tui.screens.play import PlayScreen  # noqa: PLC0415

        notes = AttemptNotes(before=message.guesses)
        self.switch_screen(PlayScreen(message.attempt, None, notes))

    def on_move_made(self, message: MoveMade) -> None:
        self.session.save(message.attempt, message.game, message.notes)
        self._show_notice()

    def on_move_taken_back(self, message: MoveTakenBack) -> None:
        self.session.save_taken_back(message.attempt, message.game, message.before, message.notes)
        self._show_notice()

    def on_play_on_requested(self, message: PlayOnRequested) -> None:
        from descent_game.tui.screens.play import PlayScreen  # noqa: PLC0415

        game = message.game
        self._close_upper_screens()
        self.switch_screen(PlayScreen(Attempt(game.level, game.seed, practice=True), game))

    def on_game_ended(self, message: GameEnded) -> None:
        from descent_game.tui.screens.debrief import DebriefScreen  # noqa: PLC0415

        attempt, game = message.attempt, message.game
        if not (isinstance(self.screen, GameScreen) and self.screen.demonstrates):
            self.session.save(attempt, game, message.notes)
            self._show_notice()
        self.switch_screen(DebriefScreen(attempt, game, message.notes))

    def on_notes_changed(self, message: NotesChanged) -> None:
        self.session.save_notes(message.game, message.notes)
        self._show_notice()

    def _show_notice(self) -> None:
        if self.session.notice:
            self.warn(self.session.notice)

    def on_next_level(self, message: NextLevel) -> None:
        stage = self.session.level_after(message.level)
        reason = self.session.locked_reason(stage) if stage else ""
        if stage and not reason:
            self.on_level_chosen(LevelChosen(stage.level))
            return
        self.on_levels_requested()
        if reason:
            self.notify(reason, markup=False)

    def on_levels_requested(self, message: LevelsRequested | None = None) -> None:
        current = self._current()
        self._open(lambda: self.levels_screen(current))

    def action_leave(self) -> None:
        screen = self.screen
        if self.play_context and self.play_context.confirm_leave(self.exit):
            return
        if isinstance(screen, GameScreen) and screen.under_way and not self.session.is_saved:
            self.push_screen(ChoiceScreen(UNFINISHED, LEAVING), self._leave_if)
        else:
            self.exit()

    async def action_quit(self) -> None:
        if not (self.play_context and self.play_context.confirm_leave(self.exit)):
            self.exit()

    def stop(self, status: int) -> None:
        """End at once with an exit status; unsaved text is written to a file of its own."""
        self.exit(return_code=status, message=self._rescued())

    def panic(self, *renderables: RenderableType) -> None:
        super().panic(*renderables, *filter(None, [self._rescued()]))

    def rescue(self) -> str | None:
        """Write unsaved text to a file of its own; return where it is, as a sentence."""
        return self.play_context.rescue() if self.play_context else None

    def _rescued(self) -> Text | None:
        sentence = self.rescue()
        return Text(sentence) if sentence else None

    def on_replay_requested(self, message: ReplayRequested) -> None:
        from descent_game.tui.screens.watch import WatchScreen  # noqa: PLC0415

        self.push_screen(WatchScreen(message.game, self.record))

    def on_basins_requested(self, message: BasinsRequested) -> None:
        from descent_game.tui.screens.basins import BasinsScreen  # noqa: PLC0415

        self.push_screen(BasinsScreen(message.game))

    def on_back_requested(self) -> None:
        if len(self.screen_stack) > FIRST_DEPTH:
            self.pop_screen()
        else:
            self.on_levels_requested()

    def on_tour_ended(self) -> None:
        self.choose(with_choice(self.settings, "tour", "done"))

    def action_tour(self) -> None:
        if self.levels:
            from descent_game.tui.screens.tour import TourScreen  # noqa: PLC0415

            self._close_upper_screens()
            self.switch_screen(TourScreen(self.levels[0]))

    def action_replays(self) -> None:
        from descent_game.tui.screens.replays import ReplaysScreen  # noqa: PLC0415

        if not isinstance(self.screen, ReplaysScreen):
            self.push_screen(ReplaysScreen(self.record, self.levels, self._current()))

    def action_homework(self) -> None:
        from descent_game.tui.screens.assignments import AssignmentsScreen  # noqa: PLC0415

        if not isinstance(self.screen, AssignmentsScreen):
            self.push_screen(AssignmentsScreen(self.record, self.switch_context))

    def action_short_course(self) -> None:
        from descent_game.tui.play_context import ShortCourseContext  # noqa: PLC0415

        self.switch_context(ShortCourseContext())

    def action_course(self) -> None:
        self.switch_context(None)

    def switch_context(self, play_context: ScreenContext | None) -> None:
        """Play something else from now on: a homework, or the course again."""

        def switch() -> None:
            self.session.context = play_context
            self._close_upper_screens()
            self._open(self.levels_screen)

        if not (self.play_context and self.play_context.confirm_leave(switch)):
            switch()

    def _close_upper_screens(self) -> None:
        while len(self.screen_stack) > FIRST_DEPTH:
            self.pop_screen()

    def action_race(self) -> None:
        from descent_game.game.racing import spec_of  # noqa: PLC0415
        from descent_game.tui.screens.race import RaceScreen  # noqa: PLC0415

        shown = self.screen.selected_level if isinstance(self.screen, GameScreen) else None
        level = shown or next(iter(self.levels), None)
        if level is None or isinstance(self.screen, RaceScreen):
            return
        # A race shows the whole map, and stars are for the first sight of it.
        if self.record.best(level) is None:
            words = f"A race shows the whole map: play “{level.title}” to its end first."
            self.notify(words, markup=False)
        else:
            variant = Game(level).variant
            specs = [spec_of(bot) for bot in (variant.bot, *variant.ghosts)]
            self.push_screen(RaceScreen(level, None, specs, level.rules.turns))

    def _first_screen(self) -> GameScreen:
        if self._make_first_screen is not None:
            return self._make_first_screen(self)
        if self._level is None:
            return self.levels_screen(first=True)
        if self._seed is not None:
            return BriefScreen(self.session.attempt_at(self._level, self._seed))
        return self._next_screen(self._level)

    def _next_screen(self, level: Level) -> GameScreen:
        """Return the screen of the unfinished game, or the brief of the next variant."""
        if left := self.session.unfinished(level):
            from descent_game.tui.screens.play import PlayScreen  # noqa: PLC0415

            return PlayScreen(*left)
        return BriefScreen(self.session.next_attempt(level))

    def levels_screen(self, current: str | None = None, *, first: bool = False) -> GameScreen:
        """Return the list of levels; as the ``first`` screen it is filled a little later."""
        if self.play_context:
            return self.play_context.screen(self.record, current)
        from descent_game.tui.screens.levels import LevelsScreen  # noqa: PLC0415

        return LevelsScreen(self.record, None if first else self._catalogue, current)

    def _open(
        self,
        make: Callable[[], GameScreen],
        show: Callable[[GameScreen], object] | None = None,
    ) -> None:
        """Make and show a screen; if its level cannot be drawn, show why and change nothing."""
        try:
            screen = make()
        except DescentError as error:
            if show is not None:  # there is no screen yet for the message
                self.exit(return_code=BAD_LEVEL, message=Text(visible(str(error))))
            else:
                self.notify(str(error), severity="error", markup=False)
        else:
            (show or self.switch_screen)(screen)

    def _leave_if(self, answer: str | None) -> None:
        if answer == "leave":
            self.exit()

    def _current(self) -> str | None:
        """Return the address of the level that the screen is about."""
        level = self.screen.level if isinstance(self.screen, GameScreen) else None
        return level.address if level else None

    def _load_rest(self) -> None:
        """Load what the first screen does not need, while people read it."""
        if self._level is None:
            from descent_game.tui.screens.levels import LevelsScreen  # noqa: PLC0415

            if isinstance(self.screen, LevelsScreen):
                self.screen.fill(self._catalogue)
        # A little later: the footer comes in a frame of its own, and would wait for the thread.
        self.set_timer(LOAD_SECONDS, partial(self.run_worker, self._load_screens, thread=True))

    def _load_screens(self) -> None:
        for name in ("levels", "debrief", "play"):
            importlib.import_module(f"descent_game.tui.screens.{name}")
        self.call_from_thread(_freeze_memory)


def _freeze_memory() -> None:
    """Exempt all that is loaded from garbage collection, whose pauses would be long."""
    gc.collect()
    gc.freeze()
    gc.enable()  # the command that started the app may have disabled it


LOAD_SECONDS = 0.15
"""After the first frame, until screens are loaded that come later."""

FIRST_DEPTH = 2
"""Length of the screen stack while one screen is shown; Textual's own is below it."""

BAD_LEVEL = 2
"""Exit status if the level to play cannot be drawn."""

UNFINISHED = "This game cannot be kept. Leave, and lose it?"
LEAVING = (Choice("y", "leave", "leave"),)
