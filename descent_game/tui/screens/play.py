"""The play screen: it holds one game, turns keys into aims, and shows what the game says."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Footer

from descent_game.errors import MoveError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.losses.surface import Point
from descent_game.tui.coach import coach_line
from descent_game.tui.lines import Line
from descent_game.tui.messages import (
    FirstMoveMade,
    GameEnded,
    LevelsWanted,
    PointChosen,
    ZoomWanted,
)
from descent_game.tui.panel import play_panel
from descent_game.tui.scene import play_scene
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.status import status_line
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page import Page

ZOOM = 1.5
ZOOMS = (1.0, 64.0)

TURN = Binding.Group("turn", compact=True)
AXIS = Binding.Group("weight", compact=True)
STEP = Binding.Group("step", compact=True)
RUNG = Binding.Group("step", compact=True)


class PlayScreen(GameScreen):
    """Plays one attempt. ``aim`` is the move that Enter would make."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(5)", "Turn left", id="aim.left", group=TURN),
        Binding("right", "turn(-5)", "Turn right", id="aim.right", group=TURN),
        Binding("left", "axis(-1, 0)", "Lower w1", id="axis.left", group=AXIS),
        Binding("right", "axis(1, 0)", "Raise w1", id="axis.right", group=AXIS),
        Binding("up", "axis(0, 1)", "Raise w2", id="axis.up", group=AXIS),
        Binding("down", "axis(0, -1)", "Lower w2", id="axis.down", group=AXIS),
        Binding("up", "reach(1)", "Longer step", id="step.up", group=STEP),
        Binding("down", "reach(-1)", "Shorter step", id="step.down", group=STEP),
        Binding("plus,equals_sign", "rung(1)", "Longer", id="step.plus", group=RUNG),
        Binding("minus", "rung(-1)", "Shorter", id="step.minus", group=RUNG),
        Binding("enter", "move", "Move", id="move", key_display="⏎"),
        Binding("g", "down", "Downhill", id="aim.down"),
        Binding("h", "hint", "Hint", id="hint"),
        Binding("question_mark", "help", "Help", id="help"),
        Binding("shift+left", "turn(45)", "Turn left 45°", id="aim.far_left", show=False),
        Binding("shift+right", "turn(-45)", "Turn right 45°", id="aim.far_right", show=False),
        Binding("shift+up,pageup", "stretch(5)", "3 times longer", id="step.leap", show=False),
        Binding(
            "shift+down,pagedown", "stretch(-5)", "3 times shorter", id="step.trip", show=False
        ),
        Binding("comma", "turn(1)", "Turn left 1°", id="aim.fine_left", show=False),
        Binding("full_stop", "turn(-1)", "Turn right 1°", id="aim.fine_right", show=False),
        Binding("z", "zoom(1)", "Closer", id="zoom.in", show=False),
        Binding("Z", "zoom(-1)", "Further", id="zoom.out", show=False),
        Binding("escape", "back", "Levels", id="play.back", show=False),
    ]

    aim: reactive[Aim] = reactive(Aim(0.0, 0.0), init=False)
    zoom: reactive[float] = reactive(1.0, init=False)

    def __init__(self, attempt: Attempt, game: Game | None = None) -> None:
        super().__init__()
        self.attempt = attempt
        self.game = game or Game(attempt.level, attempt.seed)
        self.hints = 0
        self._kept: tuple[Point, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out status, map, panel, coach and keys."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield MapView(id="map")
            yield LineView(self._panel, id="side")
        yield Page(self._coach, id="coach")
        yield Footer()

    def on_mount(self) -> None:
        """Aim for the first time."""
        sight = self.game.level.map.sight
        reach = float("inf") if sight == "all" else float(sight)
        self.set_reactive(PlayScreen.aim, aiming.first_aim(self.game.level.rules, reach))
        self._show()

    def watch_aim(self) -> None:
        """Show where the aim ends and what is promised."""
        self._show()

    def watch_zoom(self) -> None:
        """Show the map closer or further away."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys that the rules of the level have a use for."""
        del parameters
        moves = self.game.level.rules.moves
        offered = {
            "turn": moves == "free",
            "axis": moves == "axis",
            "rung": moves == "axis",
            "reach": moves != "axis",
            "down": moves != "gradient" and "compass" in self.game.level.map.instruments,
            "hint": bool(self.game.level.text.hints),
        }
        return offered.get(action, True)

    def action_turn(self, degrees: int) -> None:
        """Turn the aim counter-clockwise."""
        self.aim = aiming.turned(self.aim, degrees)

    def action_axis(self, along1: int, along2: int) -> None:
        """Aim along a weight."""
        self.aim = aiming.along(self.aim, (along1, along2), self.game.level.rules)

    def action_stretch(self, rungs: int) -> None:
        """Make the step longer or shorter."""
        self.aim = aiming.stretched(self.aim, rungs, self.game.level.rules)

    action_reach = action_stretch
    action_rung = action_stretch

    def action_down(self) -> None:
        """Aim down the gradient, as the compass shows it."""
        slope = self.game.gradient
        self.aim = aiming.along(self.aim, (-slope[0], -slope[1]), self.game.level.rules)

    def action_zoom(self, steps: int) -> None:
        """Bring the map closer, or further away."""
        self.zoom = min(max(self.zoom * ZOOM**steps, ZOOMS[0]), ZOOMS[1])

    def action_hint(self) -> None:
        """Show the next hint."""
        self.hints = min(self.hints + 1, len(self.game.level.text.hints))
        self.query_one("#coach", Page).rewrite()

    def action_move(self) -> None:
        """Make the move."""
        try:
            turn = self.game.play(self.aim.move)
        except MoveError as error:
            self.notify(str(error), severity="warning")
            return
        if turn.number == 1:
            self.post_message(FirstMoveMade(self.attempt))
        self._kept = ()
        self._show()
        self.query_one("#coach", Page).rewrite()
        if self.game.outcome is not None:
            self.post_message(GameEnded(self.attempt, self.game))

    def action_back(self) -> None:
        """Leave the game as it is."""
        self.post_message(LevelsWanted())

    def on_point_chosen(self, message: PointChosen) -> None:
        """Aim at the place that was pointed at, or go there."""
        message.stop()
        if message.again:
            self.action_move()
            return
        here = self.game.position
        vector = (message.w[0] - here[0], message.w[1] - here[1])
        self.aim = aiming.towards(self.aim, vector, self.game.level.rules)

    def on_zoom_wanted(self, message: ZoomWanted) -> None:
        """Zoom as the wheel says."""
        message.stop()
        self.action_zoom(message.steps)

    def _show(self) -> None:
        update = self.game.preview(self.aim.move).update.displacement
        view = self.query_one(MapView)
        view.scene = play_scene(self.game, update, self.zoom, self._kept)
        self._keep_tip_in_view(view, update)
        for lines in self.query(LineView):
            lines.update()

    def _keep_tip_in_view(self, view: MapView, update: Point) -> None:
        """Widen the lens, with some room to spare, when the aim points out of it."""
        here = self.game.position
        tip = here[0] + update[0], here[1] + update[1]
        if view.view is None or view.view.cell_of(tip) is not None:
            return
        self._kept = ((here[0] + 1.25 * update[0], here[1] + 1.25 * update[1]),)
        view.scene = play_scene(self.game, update, self.zoom, self._kept)

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        return [status_line(self.attempt, self.game, width)]

    def _panel(self, width: int, height: int) -> list[Line]:
        return play_panel(self.game, self.aim, width, height)

    def _coach(self, width: int) -> list[Line]:
        return coach_line(self.game, self.hints, width)
