"""The play screen: it holds one game, turns keys into aims, and shows what the game says."""

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Footer

from descent_game.errors import MoveError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.game.instruments import rose
from descent_game.game.moves import Move
from descent_game.losses.surface import Point
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.player.session import with_hint
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words, keys_of
from descent_game.tui.messages import (
    AttemptChosen,
    GameEnded,
    LevelsRequested,
    MoveMade,
    NotesChanged,
    PointChosen,
    VariantRequested,
    ZoomRequested,
)
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.map_layout import stage
from descent_game.tui.screens.move_entry import MoveEntryScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen, PageScreen
from descent_game.tui.screens.rose import RoseScreen
from descent_game.tui.widgets.animation import Animation
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.help import help_lines
from descent_game.view.line import Line
from descent_game.view.motion import GLIDE, gliding
from descent_game.view.panel import play_panel
from descent_game.view.prompts import coach_line
from descent_game.view.scene import Scene, play_scene
from descent_game.view.status import status_line

RESTARTS = (
    Choice("n", "new map: the next variant of this level, for stars", "new"),
    Choice("s", "same map again: practice, since you have seen it", "again"),
    Choice("x", "give up: lift the fog and see how it is done", "resign"),
)

ZOOM = 1.5
ZOOMS = (1.0, 64.0)

TURN = Binding.Group("turn", compact=True)
AXIS = Binding.Group("axis", compact=True)
STEP = Binding.Group("step", compact=True)
RUNG = Binding.Group("step", compact=True)
SWING = Binding.Group("axes", compact=True)


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
        Binding("a", "swing(5)", "Turn axes left", id="axes.left", group=SWING),
        Binding("d", "swing(-5)", "Turn axes right", id="axes.right", group=SWING),
        Binding("enter", "move", "Move", id="move", key_display="⏎"),
        Binding("g", "down", "Downhill", id="aim.down"),
        Binding("h", "hint", "Hint", id="hint", tooltip="The next hint; hints cost no star"),
        Binding("o", "rose", "What a step would do in every heading", id="rose", show=False),
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
        Binding("left_square_bracket", "keep(-1)", "Less inertia", id="inertia.less", show=False),
        Binding("right_square_bracket", "keep(1)", "More inertia", id="inertia.more", show=False),
        Binding("m", "type_move", "Type", id="type", tooltip="Type an exact move"),
        Binding("plus,equals_sign", "stretch(1)", "Longer", id="step.longer", show=False),
        Binding("minus", "stretch(-1)", "Shorter", id="step.shorter", show=False),
        Binding("r", "restart", "Start over", id="restart", show=False),
        Binding("w", "why", "The maths of this level", id="why", show=False),
        Binding("escape", "back", "Levels", id="play.back", show=False),
    ]

    aim: reactive[Aim] = reactive(Aim(0.0, 0.0), init=False, repaint=False)
    zoom: reactive[float] = reactive(1.0, init=False, repaint=False)

    def __init__(
        self, attempt: Attempt, game: Game | None = None, said: AttemptNotes = NO_NOTES
    ) -> None:
        super().__init__()
        self.attempt = attempt
        self.level = attempt.level
        self.game = game or Game(attempt.level, attempt.seed)
        self.said = said
        self._kept: tuple[Point, ...] = ()
        self._film = Animation(self)

    @property
    def under_way(self) -> bool:
        """Whether the game has begun and not ended."""
        return bool(self.game.turns) and self.game.outcome is None

    def compose(self) -> ComposeResult:
        """Lay out status, map, panel, coach and keys."""
        yield LineView(self._status, id="status")
        yield from stage(self._panel)
        yield Page(self._coach, id="coach")
        yield Footer()

    def on_mount(self) -> None:
        """Aim for the first time."""
        sight = self.game.level.map.sight
        reach = float("inf") if sight == "all" else float(sight)
        aim = aiming.first_aim(self.game.level.rules, reach)
        if self.game.turns:  # a game that was left goes on with its last aim
            aim = Aim(*self.game.turns[-1].move)
        self.set_reactive(PlayScreen.aim, aim)
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
        rules = self.game.level.rules
        moves = rules.moves
        offered = {
            "turn": moves == "free",
            "swing": rules.turn_axes and self.game.axes == 0.0,
            "axis": moves == "axis",
            "rung": moves == "axis",
            "reach": moves != "axis",
            "down": aiming.offers_compass(self.game.level),
            "rose": "rose" in self.game.level.map.instruments,
            "hint": bool(self.game.level.text.hints),
            "keep": rules.inertia == "player",
        }
        return offered.get(action, True)

    def action_turn(self, degrees: int) -> None:
        """Turn the aim counter-clockwise."""
        self.aim = aiming.rotated(self.aim, degrees)

    action_swing = action_turn

    def action_axis(self, along1: int, along2: int) -> None:
        """Aim along a weight, or along an axis as the player has turned it."""
        cosine, sine = unit(self.game.axes)
        vector = along1 * cosine - along2 * sine, along1 * sine + along2 * cosine
        self.aim = aiming.along(self.aim, vector, self.game.level.rules, self.game.axes)

    def action_stretch(self, rungs: int) -> None:
        """Make the step longer or shorter."""
        self.aim = aiming.with_step(self.aim, rungs, self.game.level.rules)

    action_reach = action_stretch
    action_rung = action_stretch

    def action_down(self) -> None:
        """Aim down the gradient, as the compass shows it."""
        rules, axes = self.game.level.rules, self.game.axes
        self.aim = aiming.along(self.aim, self.game.compass, rules, axes)

    def action_zoom(self, steps: int) -> None:
        """Bring the map closer, or further away."""
        self.zoom = min(max(self.zoom * ZOOM**steps, ZOOMS[0]), ZOOMS[1])

    def action_hint(self) -> None:
        """Show the next hint."""
        self.said = with_hint(self.said, self.game.level)
        self.post_message(NotesChanged(self.game, self.said))
        self.query_one("#coach", Page).rewrite()

    def action_keep(self, steps: int) -> None:
        """Keep more or less of the last update."""
        self.aim = aiming.with_inertia(self.aim, steps)

    def action_move(self) -> None:
        """Make the move."""
        if self._film.running:
            self._film.finish()
            return
        before = self.query_one(MapView).scene
        try:
            self.game.play(self.aim.move)
        except MoveError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.post_message(MoveMade(self.attempt, self.game, self.said))
        self.refresh_bindings()  # axes that have been turned cannot be turned again
        if before is not None and settings_of(self).animate:
            self._film.run(GLIDE, lambda share: self._glide(before, share), self._arrive)
        else:
            self._arrive()

    def action_type_move(self) -> None:
        """Take an exact move from the keyboard as the aim."""
        entry = MoveEntryScreen(self.game.level.rules, self.game.axes)
        self.app.push_screen(entry, self._take_typed)

    def action_restart(self) -> None:
        """Ask how to start over."""
        if self.game.turns:
            self.app.push_screen(ChoiceScreen("Start over?", RESTARTS), self._restart)

    def action_rose(self) -> None:
        """Show what a step would do in every heading."""
        game, longest = self.game, self.game.level.rules.max_step
        heading = game.preview(self.aim.move).heading
        self.app.push_screen(RoseScreen(partial(rose, game), self.aim.step, longest, heading))

    def action_help(self) -> None:
        """Explain every symbol and every key."""
        game, style = self.game, settings_of(self).style
        keys = key_words(self)
        self.app.push_screen(PageScreen("Help", lambda width: help_lines(game, style, keys, width)))

    def action_why(self) -> None:
        """Show the derivation, which would give the lesson away before the end."""
        self.notify("The why page opens after the game.", markup=False)

    def action_back(self) -> None:
        """Leave the game as it is."""
        self.post_message(LevelsRequested())

    def on_key(self, event: events.Key) -> None:
        """End a motion at the press of any key."""
        del event
        self._film.finish()

    def on_point_chosen(self, message: PointChosen) -> None:
        """Aim at the place that was pointed at, or go there."""
        message.stop()
        if message.again:
            self.action_move()
            return
        here = self.game.position
        vector = (message.w[0] - here[0], message.w[1] - here[1])
        rules, axes = self.game.level.rules, self.game.axes
        self.aim = aiming.towards(self.aim, vector, rules, axes)

    def on_zoom_requested(self, message: ZoomRequested) -> None:
        """Zoom as the wheel says."""
        message.stop()
        self.action_zoom(message.steps)

    def _show(self) -> None:
        """Show where the game stands and where the aim ends."""
        self._film.finish()
        update = self.game.preview(self.aim.move).update.displacement
        view = self.query_one(MapView)
        view.scene = play_scene(self.game, update, self.zoom, self._kept)
        self._keep_tip_in_view(view, update)
        self.query_one("#side", LineView).rewrite()

    def _glide(self, before: Scene, share: float) -> None:
        self.query_one(MapView).scene = gliding(before, self.game, share)

    def _arrive(self) -> None:
        """Show what the move has come to."""
        self._kept = ()
        self._show()
        self.query_one("#status", LineView).rewrite()
        self.query_one("#coach", Page).rewrite()
        if self.game.outcome is not None:
            self.post_message(GameEnded(self.attempt, self.game, self.said))

    def _take_typed(self, move: Move | None) -> None:
        if move is not None:
            self.aim = Aim(*move)

    def _restart(self, answer: str | None) -> None:
        if answer == "again":
            self.post_message(AttemptChosen(self.attempt._replace(practice=True)))
        elif answer == "new":
            self.post_message(VariantRequested(self.attempt.level))
        elif answer == "resign":
            self.game.resign()
            self.post_message(GameEnded(self.attempt, self.game, self.said))

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
        return play_panel(self.game, self.aim, width, height, settings_of(self).style)

    def _coach(self, width: int) -> list[Line]:
        return coach_line(self.game, self.said.hints, keys_of(self), width)
