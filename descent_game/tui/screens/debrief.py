"""The debrief: the whole map without fog, all paths, stars with their reasons, every turn."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.worker import get_current_worker

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.instruments import rose_of_turn
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.tui.game_sharing import copy_result, export_game
from descent_game.tui.host import drop_repeats, settings_of
from descent_game.tui.keys import keys_of
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
from descent_game.tui.screens.map_screens import game_help
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.screens.rose import RoseScreen
from descent_game.tui.screens.step_views import STEP_VIEW_KEYS, StepViews
from descent_game.tui.widgets.animation import Animation
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.comparisons import fewest_turns, has_insight, insight_game
from descent_game.view.debrief import (
    MORE,
    DebriefState,
    debrief_lines,
    row_of_turn,
    with_fitting_chart,
)
from descent_game.view.level_texts import filled, filled_question
from descent_game.view.line import Line, wrapped
from descent_game.view.prompts import with_answer
from descent_game.view.scene import REVEAL, Trajectory, debrief_scene, revealing
from descent_game.view.status import status_line
from descent_game.view.step_views import StepView, Subject, subject_of_turn

INSIGHT = "How it can be done: the level's own play as one more trail"
NEW = "New map: the next variant of this level, for stars"
AGAIN = "The same map again, as practice"
BASINS = "Where the bot would end from every place"
ROSE = "What the step of the turn would have done in every heading"
STAR_SECONDS = 0.4
"""From one star to the next in the moment of winning."""
TALL = 34
"""Rows of the account from which questions are shown whole after their answer."""
TURNS = Binding.Group("turns", compact=True)
READ = Binding.Group("read", compact=True)


class DebriefScreen(StepViews, GameScreen):
    """Shows the result of a game."""

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
        *STEP_VIEW_KEYS,
        Binding("a", "basins", "Basins", id="debrief.basins", show=False, tooltip=BASINS),
        Binding("o", "rose", "Rose", id="debrief.rose", show=False, tooltip=ROSE),
        Binding("l", "replay", "Watch it again", id="debrief.replay", show=False),
        Binding("e", "export", "Export as a file", id="debrief.export", show=False),
        Binding("y", "copy", "Copy the result in one line", id="debrief.copy", show=False),
        Binding("question_mark", "help", "Help", id="debrief.help"),
        Binding("escape", "back", "Levels", id="debrief.back", show=False),
    ]

    def __init__(self, attempt: Attempt, game: Game, notes: AttemptNotes = NO_NOTES) -> None:
        super().__init__()
        self.attempt = attempt
        self.level = attempt.level
        self.game = game
        self.state = DebriefState(
            attempt,
            game,
            filled(game.level.text.debrief, game),
            questions=tuple(filled_question(q, game) for q in game.level.questions),
            notes=notes,
        )
        self._insight: Trajectory = ()
        self._has_insight = has_insight(game)
        self._animation = Animation(self)

    def body(self) -> ComposeResult:
        account = Page(self._lines, id="account")
        yield from self.map_panel_and_views(VerticalScroll(account, id="side", can_focus=False))

    def on_mount(self) -> None:
        stars = self.game.stars
        if settings_of(self).animate and (stars or self.game.level.map.sight != "all"):
            self._set_state(replace(self.state, lit=0))
            seconds = max(REVEAL, STAR_SECONDS * (stars + 1))
            self._animation.run(seconds, partial(self._celebrate, stars), self._settle)
        else:
            self._show()
        self._find_fewest()

    def on_key(self, event: events.Key) -> None:
        if self._animation.running:  # the key ends the moment of winning, and answers nothing
            self._animation.finish()
            return
        notes = self.state.notes
        after = with_answer(self.game.level, notes.after, event.key)
        if after != notes.after:
            drop_repeats(self)
            notes = notes._replace(after=after)
            self._set_state(replace(self.state, notes=notes))
            self.post_message(NotesChanged(self.game, notes))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        offered = {"why": bool(self.game.level.text.why), "insight": self._has_insight}
        return offered.get(action, True)

    def action_select(self, by: int) -> None:
        last = self.game.player.turns
        here = last if self.state.turn is None else self.state.turn
        turn = here if self.state.turn is None else min(max(here + by, 0), last)
        self._set_state(replace(self.state, turn=turn))
        self._show()
        width = self.query_one(Page).content_size.width
        row = row_of_turn(self._fitted_state(width), width)
        side = self.query_one("#side", VerticalScroll)
        side.scroll_to(y=row - side.size.height // 3, animate=False)

    def action_insight(self) -> None:
        if not self._insight:
            self._find_insight()
            return
        self._set_state(replace(self.state, insight=not self.state.insight))
        self._show()

    def action_why(self) -> None:
        text = filled(self.game.level.text.why or "", self.game)
        title = f"Why: {self.game.level.title}"
        self.app.push_screen(PageScreen(title, lambda width: wrapped(text, width)))

    def action_help(self) -> None:
        self.app.push_screen(game_help(self, self.game))

    def action_basins(self) -> None:
        self.post_message(BasinsRequested(self.game))

    def action_rose(self) -> None:
        turn = self.state.turn or self.game.player.turns
        if not turn:
            self.notify("There was no move.", markup=False)
            return
        move, longest = self.game.turns[turn - 1], self.game.level.rules.max_step
        step = move.move.step or longest
        source = partial(rose_of_turn, self.game, turn)
        self.app.push_screen(RoseScreen(source, step, longest, move.heading))

    def action_replay(self) -> None:
        self.post_message(ReplayRequested(self.game))

    def action_export(self) -> None:
        export_game(self, self.game)

    def action_copy(self) -> None:
        copy_result(self, self.game, practice=self.attempt.practice)

    def action_next(self) -> None:
        self.post_message(NextLevel(self.attempt.level))

    def action_retry(self) -> None:
        self.post_message(LevelChosen(self.attempt.level))

    def action_again(self) -> None:
        self.post_message(AttemptChosen(self.attempt._replace(practice=True)))

    def action_back(self) -> None:
        self.post_message(LevelsRequested())

    @work(thread=True, exclusive=True)
    def _find_insight(self) -> None:
        played = insight_game(self.game)
        if played is not None and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_insight, played)

    def _show_insight(self, game: Game) -> None:
        self._insight = tuple(game.player.path)
        self._set_state(replace(self.state, insight_game=game))
        if not self.state.insight:
            self.action_insight()

    def _show(self) -> None:
        insight = self._insight if self.state.insight else ()
        self.query_one(MapView).scene = debrief_scene(self.game, self.state.turn, insight)

        self.rewrite_views()

    def subject(self, view: StepView) -> Subject:
        """Return the player's move of the selected turn, or the last one."""
        return subject_of_turn(view, self.game, self.state.turn or self.game.player.turns)

    def _celebrate(self, stars: int, share: float) -> None:
        """Lift the fog, and light one star after the other."""
        self.query_one(MapView).scene = revealing(self.game, share)
        lit = int(share * (stars + 1))
        if lit != self.state.lit:
            self._set_state(replace(self.state, lit=lit))

    def _settle(self) -> None:
        """Show everything, as it stays."""
        self._set_state(replace(self.state, lit=None))
        self._show()

    @work(thread=True)
    def _find_fewest(self) -> None:
        fewest = fewest_turns(self.game.level, self.game.seed)
        if fewest is not None and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_fewest, fewest)

    def _show_fewest(self, fewest: int) -> None:
        if self.is_mounted:
            self._set_state(replace(self.state, fewest=fewest))

    def _set_state(self, state: DebriefState) -> None:
        self.state = state
        self.query_one(Page).rewrite()

    def _lines(self, width: int) -> list[Line]:
        return debrief_lines(self._fitted_state(width), width)

    def _fitted_state(self, width: int) -> DebriefState:
        """Return the state in the style in force, its chart as high as there is room."""
        height = self.query_one("#side", VerticalScroll).size.height
        style, more = settings_of(self).style, keys_of(self).fill(MORE)
        tall = height >= TALL
        state = replace(self.state, style=style, more=more, tall=tall)
        return with_fitting_chart(state, width, height)

    def status(self, width: int) -> Line:
        return status_line(self.attempt, self.game, width)
