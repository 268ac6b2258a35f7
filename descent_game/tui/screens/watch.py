"""A replay: a finished game at any speed, turn by turn, or beside another game."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer

from descent_game.errors import DescentError
from descent_game.game.attempts import variant_words
from descent_game.game.game import Game
from descent_game.game.replay import played_until
from descent_game.game.wording import plain
from descent_game.player.record import Record
from descent_game.tui.game_sharing import copy_result, export_game
from descent_game.tui.host import settings_of
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import BasinsRequested, PlayOnRequested
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.map_screens import game_help
from descent_game.tui.screens.step_views import STEP_VIEW_KEYS, StepViews
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.comparisons import comparable_games
from descent_game.view.line import Line, Piece, spread, width_of
from descent_game.view.scene import FRAME, replay_scene
from descent_game.view.step_views import StepView, Subject, subject_of_turn
from descent_game.view.watch import replay_lines

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Turns a second."""

COMPARE = "Show another game on this map beside it"
PLAY_ON = "Play on from this turn, as practice"
BASINS = "Where the bot would end from every place"

STEP = Binding.Group("step", compact=True)
SPEED = Binding.Group("speed", compact=True)


class WatchScreen(StepViews, GameScreen):
    """Shows a game again. ``time`` is in turns, with the fraction of the current one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "play", "Play", id="watch.play", key_display="⏎"),
        Binding("left", "step(-1)", "Turn back", id="watch.back_one", group=STEP),
        Binding("right", "step(1)", "Turn on", id="watch.on_one", group=STEP),
        Binding("down,minus", "speed(-1)", "Slower", id="watch.slower", group=SPEED),
        Binding("up,plus,equals_sign", "speed(1)", "Faster", id="watch.faster", group=SPEED),
        Binding("d", "compare", "Compare", id="watch.compare", tooltip=COMPARE),
        Binding("a", "basins", "Basins", id="watch.basins", tooltip=BASINS),
        Binding("e", "export", "Share", id="watch.export", tooltip="Share as a file"),
        Binding("p", "play_on", "Play on", id="watch.play_on", tooltip=PLAY_ON),
        *STEP_VIEW_KEYS,
        Binding("question_mark", "help", "Help", id="watch.help"),
        Binding("y", "copy", "Copy the result in one line", id="watch.copy", show=False),
        Binding("home", "go(0)", "First turn", id="watch.first", show=False),
        Binding("end", "go(-1)", "Last turn", id="watch.last", show=False),
        Binding("escape", "back", "Back", id="watch.back", show=False),
    ]

    time: reactive[float] = reactive(0.0, init=False, repaint=False)
    speed: reactive[int] = reactive(2, init=False, repaint=False)

    def __init__(self, game: Game, record: Record) -> None:
        super().__init__()
        self.game = game
        self.level = game.level
        self.other: Game | None = None
        self._record = record
        self._timer: Timer | None = None

    @property
    def turn(self) -> int:
        """The last complete turn."""
        return int(self.time + 1e-9)

    @property
    def playing(self) -> bool:
        """Whether the replay is running."""
        return self._timer is not None

    @property
    def last(self) -> int:
        """The last turn of both games."""
        return max(self.game.player.turns, self.other.player.turns if self.other else 0)

    def body(self) -> ComposeResult:
        yield from self.map_panel_and_views(LineView(self._panel, id="side"))

    def on_mount(self) -> None:
        self._show()

    def watch_time(self) -> None:
        self._show()

    def watch_speed(self) -> None:
        if self.playing:
            self._stop()
            self._start()
        self.rewrite_status()

    def action_play(self) -> None:
        if self.playing:
            self._stop()
        else:
            if self.time >= self.last:
                self.time = 0.0
            self._start()
        self.rewrite_status()

    def action_step(self, by: int) -> None:
        self._stop()
        here = self.turn + (1 if by < 0 and self.time > self.turn else 0)
        self.time = float(min(max(here + by, 0), self.last))

    def action_go(self, place: int) -> None:
        self._stop()
        self.time = 0.0 if place == 0 else float(self.last)

    def action_speed(self, by: int) -> None:
        self.speed = min(max(self.speed + by, 0), len(SPEEDS) - 1)

    def action_compare(self) -> None:
        try:
            games = [None, *comparable_games(self.game, self._record)]
        except DescentError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if len(games) == 1:
            self.notify("No other game on this map is kept.", markup=False)
            return
        paths = [game.player.path if game else None for game in games]
        here = paths.index(self.other.player.path if self.other else None)
        self.other = games[(here + 1) % len(games)]
        self.time = min(self.time, float(self.last))
        self._show()

    def action_basins(self) -> None:
        self._stop()
        self.post_message(BasinsRequested(self.game))

    def action_play_on(self) -> None:
        self._stop()
        turn = min(self.turn, self.game.player.turns - 1)  # the last one ended the game
        self.post_message(PlayOnRequested(played_until(self.game, max(turn, 0))))

    def action_export(self) -> None:
        export_game(self, self.game)

    def action_copy(self) -> None:
        copy_result(self, self.game)

    def action_help(self) -> None:
        self.app.push_screen(game_help(self, self.game))

    def _start(self) -> None:
        """Run the replay: smoothly, or turn by turn without animation or at high speed."""
        smooth = settings_of(self).animate and SPEEDS[self.speed] <= 8.0
        tick = FRAME if smooth else 1.0 / SPEEDS[self.speed]
        self._timer = self.set_interval(tick, lambda: self._pass(tick * SPEEDS[self.speed]))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.rewrite_status()

    def _pass(self, turns: float) -> None:
        if self.time + turns >= self.last:
            self.time = float(self.last)
            self._stop()
        else:
            self.time += turns

    def subject(self, view: StepView) -> Subject:
        """Return the player's move of the turn, before the first turn the first one."""
        return subject_of_turn(view, self.game, min(max(self.turn, 1), self.game.player.turns))

    def _show(self) -> None:
        self.query_one(MapView).scene = replay_scene(self.game, self.time, self.other)
        self.rewrite()

    def status(self, width: int) -> Line:
        variant = "" if self.game.seed is None else f", {variant_words(self.game.seed)}"
        title: Line = (
            Piece("Replay  ", "dim"),
            Piece(f"{self.game.level.title}{variant}", "strong"),
        )
        state, pace = "playing" if self.playing else "held", SPEEDS[self.speed]
        pace_words = "1 turn a second" if pace == 1.0 else f"{plain(pace)} turns a second"
        right: Line = (
            Piece(f"turn {self.turn} of {self.last}   "),
            Piece(f"{state}, {pace_words}", "dim"),
        )
        if width_of(title) + width_of(right) + 2 > width:
            right = right[:1]
        return spread(title, right, width)

    def _panel(self, width: int, height: int) -> list[Line]:
        turn = min(self.turn, self.game.player.turns)
        style = settings_of(self).style
        games = self.game, self.other
        return replay_lines(games, turn, keys_of(self), (width, height), style)
