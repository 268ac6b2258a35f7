"""The debrief: the whole map without fog, both ways, stars with their reasons, every turn."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer
from textual.worker import get_current_worker

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.instruments import rose_of_turn
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.tui.game_sharing import copy_result, export_game
from descent_game.tui.host import drop_repeats, settings_of
from descent_game.tui.keys import key_words, keys_of
from descent_game.tui.messages import (
    AttemptChosen,
    BasinsRequested,
    LevelChosen,
    LevelsRequested,
    NextLevel,
    NotesChanged,
    ReplayRequested,
)
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.screens.rose import RoseScreen
from descent_game.tui.widgets.animation import Animation
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.comparisons import find_insight, has_insight
from descent_game.view.debrief import MORE, DebriefState, debrief_lines, filling, row_of_turn
from descent_game.view.help import help_lines
from descent_game.view.level_texts import filled, filled_question
from descent_game.view.line import Line, wrapped
from descent_game.view.motion import REVEAL, revealing
from descent_game.view.prompts import with_answer
from descent_game.view.scene import Trajectory, debrief_scene
from descent_game.view.status import status_line

INSIGHT = "How it can be done: the level's own way as one more trail"
NEW = "New map: the next variant of this level, for stars"
AGAIN = "The same map again, as practice"
BASINS = "Where the bot would end from every place"
ROSE = "What the step of the turn would have done in every heading"
TURNS = Binding.Group("turns", compact=True)
READ = Binding.Group("read", compact=True)


class DebriefScreen(GameScreen):
    """Shows how a game went."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "Next", id="debrief.next"),
        Binding("r", "retry", "New", id="debrief.retry", tooltip=NEW),
        Binding("s", "again", "Same", id="debrief.again", tooltip=AGAIN),
        Binding("w", "why", "Why", id="debrief.why"),
        Binding("i", "insight", "Insight", id="debrief.insight", tooltip=INSIGHT),
        Binding("left", "select(-1)", "Turns", id="debrief.left", group=TURNS),
        Binding("right", "select(1)", "Turns", id="debrief.right", group=TURNS),
        Binding("up", "scroll(-2)", "Read", id="debrief.up", group=READ),
        Binding("down", "scroll(2)", "Read", id="debrief.down", group=READ),
        Binding("pageup", "scroll(-10)", "Scroll up", id="debrief.page_up", show=False),
        Binding("pagedown", "scroll(10)", "Scroll down", id="debrief.page_down", show=False),
        Binding("home", "scroll(-9999)", "Top", id="debrief.home", show=False),
        Binding("end", "scroll(9999)", "Bottom", id="debrief.end", show=False),
        Binding("b", "basins", "Basins", id="debrief.basins", show=False, tooltip=BASINS),
        Binding("o", "rose", "Rose", id="debrief.rose", show=False, tooltip=ROSE),
        Binding("v", "replay", "Watch it again", id="debrief.replay", show=False),
        Binding("e", "export", "Export as a file", id="debrief.export", show=False),
        Binding("y", "copy", "Copy the result in one line", id="debrief.copy", show=False),
        Binding("question_mark", "help", "Help", id="debrief.help"),
        Binding("escape", "back", "Levels", id="debrief.back", show=False),
    ]

    def __init__(self, attempt: Attempt, game: Game, said: AttemptNotes = NO_NOTES) -> None:
        super().__init__()
        self.attempt = attempt
        self.level = attempt.level
        self.game = game
        self.account = DebriefState(
            attempt,
            game,
            filled(game.level.text.debrief, game),
            questions=tuple(filled_question(q, game) for q in game.level.questions),
            said=said,
        )
        self._insight: Trajectory = ()
        self._has_insight = has_insight(game)
        self._film = Animation(self)

    def compose(self) -> ComposeResult:
        """Lay out the map and the account beside it."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield MapView(id="map")
            with VerticalScroll(id="side", can_focus=False):
                yield Page(self._lines, id="account")
        yield Footer()

    def on_mount(self) -> None:
        """Lift the fog."""
        if settings_of(self).animate and self.game.level.map.sight != "all":
            self._film.run(REVEAL, self._reveal, self._show)
        else:
            self._show()

    def on_key(self, event: events.Key) -> None:
        """End the motion at any key; take a digit as the answer to the next question."""
        self._film.finish()
        said = self.account.said
        after = with_answer(self.game.level, said.after, event.key)
        if after != said.after:
            drop_repeats(self)
            said = said._replace(after=after)
            self._tell(replace(self.account, said=said))
            self.post_message(NotesChanged(self.game, said))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what this level has."""
        del parameters
        offered = {"why": bool(self.game.level.text.why), "insight": self._has_insight}
        return offered.get(action, True)

    def action_select(self, by: int) -> None:
        """Show the map as it was after another turn."""
        last = self.game.player.turns
        here = last if self.account.turn is None else self.account.turn
        turn = here if self.account.turn is None else min(max(here + by, 0), last)
        self._tell(replace(self.account, turn=turn))
        self._show()
        width = self.query_one(Page).content_size.width
        row = row_of_turn(self._filling(width), width)
        side = self.query_one("#side", VerticalScroll)
        side.scroll_to(y=row - side.size.height // 3, animate=False)

    def action_scroll(self, rows: int) -> None:
        """Scroll the account."""
        self.query_one("#side", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_insight(self) -> None:
        """Show or hide the level's own play as a further way."""
        if not self._insight:
            self.run_worker(self._find_insight, thread=True, exclusive=True)
            return
        self._tell(replace(self.account, insight=not self.account.insight))
        self._show()

    def action_why(self) -> None:
        """Show the derivation."""
        text = filled(self.game.level.text.why or "", self.game)
        title = f"Why: {self.game.level.title}"
        self.app.push_screen(PageScreen(title, lambda width: wrapped(text, width)))

    def action_help(self) -> None:
        """Explain every symbol and every key."""
        game, style, keys = self.game, settings_of(self).style, key_words(self)
        self.app.push_screen(PageScreen("Help", lambda width: help_lines(game, style, keys, width)))

    def action_basins(self) -> None:
        """Show where the bot would end from every place."""
        self.post_message(BasinsRequested(self.game))

    def action_rose(self) -> None:
        """Show what a step would have done in every heading, at the turn that is selected."""
        turn = self.account.turn or self.game.player.turns
        if not turn:
            self.notify("There was no move.", markup=False)
            return
        move, longest = self.game.turns[turn - 1], self.game.level.rules.max_step
        step = move.move.step or longest
        source = partial(rose_of_turn, self.game, turn)
        self.app.push_screen(RoseScreen(source, step, longest, move.heading))

    def action_replay(self) -> None:
        """Watch the game again."""
        self.post_message(ReplayRequested(self.game))

    def action_export(self) -> None:
        """Ask how to share the game, and write it."""
        export_game(self, self.game)

    def action_copy(self) -> None:
        """Copy the result in one line."""
        copy_result(self, self.game, practice=self.attempt.practice)

    def action_next(self) -> None:
        """Go on."""
        self.post_message(NextLevel(self.attempt.level))

    def action_retry(self) -> None:
        """Play the next variant."""
        self.post_message(LevelChosen(self.attempt.level))

    def action_again(self) -> None:
        """Play the same map once more: practice."""
        self.post_message(AttemptChosen(self.attempt._replace(practice=True)))

    def action_back(self) -> None:
        """Return to the levels."""
        self.post_message(LevelsRequested())

    def _find_insight(self) -> None:
        worker, way = get_current_worker(), find_insight(self.game)
        if way and not worker.is_cancelled:
            self.app.call_from_thread(self._take_insight, way)

    def _take_insight(self, path: Trajectory) -> None:
        self._insight = path
        if not self.account.insight:
            self.action_insight()

    def _show(self) -> None:
        way = self._insight if self.account.insight else ()
        self.query_one(MapView).scene = debrief_scene(self.game, self.account.turn, way)

    def _reveal(self, share: float) -> None:
        self.query_one(MapView).scene = revealing(self.game, share)

    def _tell(self, account: DebriefState) -> None:
        self.account = account
        self.query_one(Page).rewrite()

    def _lines(self, width: int) -> list[Line]:
        return debrief_lines(self._filling(width), width)

    def _filling(self, width: int) -> DebriefState:
        """Return the account in the style of now, its chart as high as there is room."""
        height = self.query_one("#side", VerticalScroll).size.height
        account = replace(
            self.account, style=settings_of(self).style, more=keys_of(self).fill(MORE)
        )
        return filling(account, width, height)

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        return [status_line(self.attempt, self.game, width)]
