"""A race on the map: bots as ghosts, with sliders for their settings at any turn."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.racing import MAX_BOTS, Lane, letter_of, run_baselines, run_lane, run_specs
from descent_game.level.schema import Level
from descent_game.level.variant import Variant
from descent_game.rendering.overlay import Overlay
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.screens.step_views import STEP_VIEW_KEYS, StepViews
from descent_game.tui.widgets.list_view import ListView
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.line import Line, Piece, spread
from descent_game.view.listing import Listing
from descent_game.view.race import (
    NAME,
    SLIDER,
    RacePanel,
    RaceView,
    Slider,
    race_help,
    race_panel,
    sliders_of,
    with_slider,
)
from descent_game.view.race_text import winner_words
from descent_game.view.scene import Scene, data_rows, path_until, terrain_of
from descent_game.view.step_views import StepView, Subject, subject_of_iteration

FRAME_SECONDS = 0.12
MAX_FRAMES = 60
"""Frames of a whole race; a long one makes several turns per frame."""

CHOOSE = Binding.Group("bot", compact=True)
STEP = Binding.Group("turn", compact=True)
SLIDE = Binding.Group("set", compact=True)


class RaceScreen(StepViews, GameScreen):
    """Races ``specs`` and the baselines on a level, up to ``turn``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "play", "Run", id="race.play", key_display="⏎"),
        Binding("left", "step(-1)", "Turn back", id="race.back_one", group=STEP),
        Binding("right", "step(1)", "Turn on", id="race.on_one", group=STEP),
        Binding("up", "choose(-1)", "Bot before", id="race.up", group=CHOOSE),
        Binding("down", "choose(1)", "Next bot", id="race.down", group=CHOOSE),
        Binding("tab", "setting(1)", "pick", id="race.setting", tooltip="Next setting"),
        Binding("minus", "slide(-1)", "Less", id="race.less", group=SLIDE),
        Binding("plus,equals_sign", "slide(1)", "More", id="race.more", group=SLIDE),
        Binding("a", "add", "Add", id="race.add", tooltip="Add a bot"),
        Binding("x", "remove", "Drop", id="race.remove", tooltip="Take the bot out"),
        *STEP_VIEW_KEYS,
        Binding("question_mark", "help", "Help", id="race.help"),
        Binding("home", "go(0)", "Start", id="race.first", show=False),
        Binding("end", "go(-1)", "End", id="race.last", show=False),
        Binding("escape", "back", "Back", id="race.back", show=False),
    ]

    NAME: ClassVar[str] = "The race"
    """Title of the help page."""

    turn: reactive[int] = reactive(0, init=False, repaint=False)
    setting: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self, level: Level, seed: int | None, specs: Sequence[str], turns: int) -> None:
        super().__init__()
        self.level: Level = level
        self.turns = turns
        self.game = Game(level, seed)
        self.lanes: list[Lane] = [
            *run_specs(specs, self.variant, turns),
            *run_baselines(self.variant, turns),
        ]
        self._timer: Timer | None = None
        self._panel = RacePanel(Listing(()))
        self.list_view = ListView(self._listing, lambda: range(len(self.lanes)), id="side")
        self.list_view.can_focus = False  # the keys are the screen's

    @property
    def chosen(self) -> int:
        """The chosen lane."""
        return self.list_view.selected

    @property
    def variant(self) -> Variant:
        """The level's variant."""
        return self.game.variant

    def body(self) -> ComposeResult:
        yield from self.map_panel_and_views(self.list_view)

    def on_mount(self) -> None:
        self.call_after_refresh(self.rewrite)  # the map has its size then

    def watch_turn(self) -> None:
        self.rewrite()

    watch_setting = watch_turn

    def on_list_view_changed(self) -> None:
        self.setting = 0
        self.rewrite()

    def action_play(self) -> None:
        if self._timer is not None:
            self._pause()
            return
        if self.turn >= self.turns:
            self.turn = 0
        by = max(1, self.turns // MAX_FRAMES)
        self._timer = self.set_interval(FRAME_SECONDS, lambda: self._advance(by))
        self.rewrite_status()

    def action_step(self, by: int) -> None:
        self._pause()
        self.turn = min(max(self.turn + by, 0), self.turns)

    def action_go(self, place: int) -> None:
        self._pause()
        self.turn = 0 if place == 0 else self.turns

    def action_choose(self, by: int) -> None:
        if self.lanes:
            self.list_view.selected = (self.chosen + by) % len(self.lanes)

    def action_setting(self, by: int) -> None:
        sliders = self._sliders()
        if sliders:
            self.setting = (self.setting + by) % len(sliders)

    def action_slide(self, steps: int) -> None:
        sliders = self._sliders()
        if sliders:
            self._change(with_slider(self._spec(), sliders[self.setting].moved(steps)))

    def action_add(self) -> None:
        if len(self.lanes) >= MAX_BOTS:
            self.notify(f"{MAX_BOTS} bots are as many as can run.", markup=False)
            return
        question = "Type a bot: method:setting=value,... such as adam:learning_rate=0.3"
        self.app.push_screen(EntryScreen(question, self._checked_spec), self._add_bot)

    def action_remove(self) -> None:
        if not self.lanes or self.lanes[self.chosen].baseline:
            self.notify("The plain bots always run.", markup=False)
            return
        del self.lanes[self.chosen]
        self.list_view.begin_at(max(self.chosen - 1, 0))
        self.rewrite()

    def action_help(self) -> None:
        lanes, style, keys = list(self.lanes), settings_of(self).style, key_words(self)
        page = PageScreen(self.NAME, lambda width: race_help(lanes, style, keys, width))
        self.app.push_screen(page)

    def action_back(self) -> None:
        self._pause()
        super().action_back()

    def on_click(self, event: events.Click) -> None:
        if event.widget is not self.list_view:
            return
        x, y = event.get_content_offset_capture(self.list_view)
        foot = len(self.list_view.rows) - len(self._panel.listing.foot)
        sliders, number = self._sliders(), y - foot - self._panel.first_slider
        if 0 <= number < len(sliders):
            self.setting = number
            self._change(with_slider(self._spec(), sliders[number].at((x - NAME) / (SLIDER - 1))))

    def rewrite(self) -> None:
        """Show the map and write all lines as they are at the turn."""
        if self.is_mounted:
            self.query_one(MapView).scene = self._scene()
            super().rewrite()

    def subject(self, view: StepView) -> Subject:
        """Return the chosen bot's iteration of the turn, before the first turn the first one."""
        if not self.lanes:
            return Subject("There is no bot.", self.NAME)
        lane = self.lanes[self.chosen]
        turn = min(max(self.turn, 1), lane.track.turns)
        if not turn:
            return Subject("This bot makes no step.", self.NAME)
        start, end = lane.track.path[turn - 1 : turn + 1]
        name = lane.spec_at(turn).partition(":")[0]
        return subject_of_iteration(view, self.game, (start, end), f"{name}, turn {turn}")

    def _scene(self) -> Scene:
        paths = [
            path_until(lane.track.path, min(self.turn, lane.track.turns)) for lane in self.lanes
        ]
        chosen = paths.pop(self.chosen) if paths else ()
        signs = "".join(letter_of(n) for n in range(len(self.lanes)) if n != self.chosen)
        overlay = Overlay(player=chosen, bots=tuple(paths), start=self.variant.start, signs=signs)
        terrain, aspect = terrain_of(self.game), self.level.map.aspect
        return Scene(terrain, overlay, aspect=aspect, data_rows=data_rows(self.game))

    def _spec(self) -> str:
        return self.lanes[self.chosen].spec_at(self.turn)

    def _sliders(self) -> list[Slider]:
        return sliders_of(self._spec()) if self.lanes else []

    def _change(self, spec: str) -> None:
        """Change the chosen bot's settings from the shown turn on."""
        lane = self.lanes[self.chosen]
        earlier = tuple(change for change in lane.changes if change[0] < self.turn)
        changes = (*earlier, (self.turn if earlier else 0, spec))
        try:
            changed = run_lane(changes, self.variant, self.turns)
        except DescentError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.lanes[self.chosen] = replace(changed, baseline=False)
        if lane.baseline:
            self.lanes.insert(self.chosen + 1, lane)  # the baselines stay beside it
        self.rewrite()

    def _checked_spec(self, text: str) -> str:
        run_lane(((0, text),), self.variant, 1)
        return text

    def _add_bot(self, spec: str | None) -> None:
        if spec is None:
            return
        try:
            lane = run_lane(((0, spec),), self.variant, self.turns)
        except DescentError as error:  # an optimizer of the player's own may fail later on
            self.notify(str(error), severity="warning", markup=False)
            return
        self.lanes.insert(0, lane)
        self.list_view.begin_at(0)
        self.set_reactive(RaceScreen.setting, 0)
        self.rewrite()

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.rewrite_status()

    def _advance(self, turns: int) -> None:
        self.turn = min(self.turn + turns, self.turns)
        if self.turn >= self.turns:
            self._pause()
            self.notify(winner_words(self.lanes), markup=False, timeout=6)

    def status(self, width: int) -> Line:
        state = "running" if self._timer is not None else "held"
        right = (Piece(f"turn {self.turn} of {self.turns}  "), Piece(state, "dim"))
        return spread(self._title(), right, width)

    def _title(self) -> Line:
        return (Piece("Race  ", "dim"), Piece(self.level.title, "strong"))

    def _listing(self, width: int, height: int) -> Listing:
        style = settings_of(self).style
        view = RaceView(self.lanes, self.chosen, self.setting, self.turn, self.turns, style)
        self._panel = race_panel(view, width, height)
        return self._panel.listing
