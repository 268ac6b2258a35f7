"""A race on the map: bots as ghosts, their settings as sliders, also in mid-run."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Footer

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.racing import MAX_BOTS, Lane, letter_of, run_baselines, run_lane, run_specs
from descent_game.level.schema import Level
from descent_game.level.variant import Variant
from descent_game.rendering.overlay import Overlay
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words
from descent_game.tui.messages import BackRequested
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.map_layout import stage
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.line import Line, Piece, spread
from descent_game.view.race import (
    NAME,
    SLIDER,
    RaceView,
    Rows,
    Slider,
    race_help,
    race_lines,
    sliders_of,
    with_slider,
)
from descent_game.view.race_text import winner_words
from descent_game.view.scene import Scene, data_rows, path_until, terrain_of

TICK = 0.12
"""Seconds from frame to frame of a race; long races take more turns in one."""
FRAMES = 60

CHOOSE = Binding.Group("bot", compact=True)
STEP = Binding.Group("turn", compact=True)
SLIDE = Binding.Group("set", compact=True)


class RaceScreen(GameScreen):
    """Runs ``specs`` and the plain baselines on a level. ``turn`` is how far is shown."""

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
        Binding("question_mark", "help", "Help", id="race.help"),
        Binding("home", "go(0)", "Start", id="race.first", show=False),
        Binding("end", "go(-1)", "End", id="race.last", show=False),
        Binding("escape", "back", "Back", id="race.back", show=False),
    ]

    NAME: ClassVar[str] = "The race"
    """What the help is about."""

    turn: reactive[int] = reactive(0, init=False, repaint=False)
    chosen: reactive[int] = reactive(0, init=False, repaint=False)
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
        self._rows = Rows({}, {})

    @property
    def variant(self) -> Variant:
        """What is raced on."""
        return self.game.variant

    def compose(self) -> ComposeResult:
        """Lay out status, map and panel."""
        yield LineView(self._status, id="status")
        yield from stage(self._panel)
        yield Footer()

    def on_mount(self) -> None:
        """Begin at the start, once there is something to show it on."""
        self.call_after_refresh(self.show)

    def watch_turn(self) -> None:
        """Show another moment."""
        self.show()

    def watch_chosen(self) -> None:
        """Show another bot."""
        self.show()

    def watch_setting(self) -> None:
        """Show which setting is slid."""
        self.show()

    def action_play(self) -> None:
        """Let the bots run, or hold them; at the end, begin again."""
        if self._timer is not None:
            self._hold()
            return
        if self.turn >= self.turns:
            self.turn = 0
        by = max(1, self.turns // FRAMES)
        self._timer = self.set_interval(TICK, lambda: self._pass(by))
        self.query_one("#status", LineView).rewrite()

    def action_step(self, by: int) -> None:
        """Go to the turn before or after."""
        self._hold()
        self.turn = min(max(self.turn + by, 0), self.turns)

    def action_go(self, place: int) -> None:
        """Go to the start (0) or to the end (-1)."""
        self._hold()
        self.turn = 0 if place == 0 else self.turns

    def action_choose(self, by: int) -> None:
        """Choose a bot."""
        if self.lanes:
            self.chosen = (self.chosen + by) % len(self.lanes)
            self.setting = 0

    def action_setting(self, by: int) -> None:
        """Choose a setting of the bot."""
        sliders = self._sliders()
        if sliders:
            self.setting = (self.setting + by) % len(sliders)

    def action_slide(self, steps: int) -> None:
        """Change the setting, from the turn that is shown on."""
        sliders = self._sliders()
        if sliders:
            self._change(with_slider(self._spec(), sliders[self.setting].moved(steps)))

    def action_add(self) -> None:
        """Ask for a bot and let it run."""
        if len(self.lanes) >= MAX_BOTS:
            self.notify(f"{MAX_BOTS} bots are as many as can run.", markup=False)
            return
        ask = "Type a bot: method:setting=value,... such as adam:learning_rate=0.3"
        self.app.push_screen(EntryScreen(ask, self._check_spec), self._take_spec)

    def action_remove(self) -> None:
        """Take the chosen bot out; the plain ones stay."""
        if not self.lanes or self.lanes[self.chosen].baseline:
            self.notify("The plain bots always run.", markup=False)
            return
        del self.lanes[self.chosen]
        self.set_reactive(RaceScreen.chosen, max(self.chosen - 1, 0))
        self.show()

    def action_help(self) -> None:
        """Explain every sign, every bot and every key."""
        lanes, style, keys = list(self.lanes), settings_of(self).style, key_words(self)
        page = PageScreen(self.NAME, lambda width: race_help(lanes, style, keys, width))
        self.app.push_screen(page)

    def action_back(self) -> None:
        """Leave the race."""
        self._hold()
        self.post_message(BackRequested())

    def on_click(self, event: events.Click) -> None:
        """Choose a bot, or put a slider, with the mouse."""
        if event.widget is None or event.widget.id != "side":
            return
        place = event.get_content_offset_capture(event.widget)
        if place.y in self._rows.lanes:
            self.chosen = self._rows.lanes[place.y]
        elif place.y in self._rows.sliders:
            self.setting = self._rows.sliders[place.y]
            slider = self._sliders()[self.setting]
            share = (place.x - NAME) / (SLIDER - 1)
            self._change(with_slider(self._spec(), slider.put(share)))

    def show(self) -> None:
        """Show everything as it is at the turn."""
        if not self.is_mounted:
            return
        self.query_one(MapView).scene = self._scene()
        for view in self.query(LineView):
            view.rewrite()

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
        """Let other settings hold from the turn that is shown on."""
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
            self.lanes.insert(self.chosen + 1, lane)  # the plain ones stay beside it
        self.show()

    def _check_spec(self, text: str) -> None:
        run_lane(((0, text),), self.variant, 1)

    def _take_spec(self, text: str | None) -> None:
        if text is not None:
            try:
                lane = run_lane(((0, text),), self.variant, self.turns)
            except DescentError as error:  # an optimizer of the player's own may fail later on
                self.notify(str(error), severity="warning", markup=False)
                return
            self.lanes.insert(0, lane)
            self.set_reactive(RaceScreen.chosen, 0)
            self.set_reactive(RaceScreen.setting, 0)
            self.show()

    def _hold(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.query_one("#status", LineView).rewrite()

    def _pass(self, turns: int) -> None:
        self.turn = min(self.turn + turns, self.turns)
        if self.turn >= self.turns:
            self._hold()
            self.notify(winner_words(self.lanes), markup=False, timeout=6)

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        state = "running" if self._timer is not None else "held"
        right = (Piece(f"turn {self.turn} of {self.turns}  "), Piece(state, "dim"))
        return [spread(self._title(), right, width)]

    def _title(self) -> Line:
        return (Piece("Race  ", "dim"), Piece(self.level.title, "strong"))

    def _panel(self, width: int, height: int) -> list[Line]:
        style = settings_of(self).style
        view = RaceView(self.lanes, self.chosen, self.setting, self.turn, self.turns, style)
        lines, self._rows = race_lines(view, width, height)
        return lines
