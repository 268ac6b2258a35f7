"""The play screen: one game, aimed and played with keys or the mouse."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from descent_game.errors import MoveError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.game.replay import played_until
from descent_game.losses.surface import Point
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.player.session import with_hint
from descent_game.tui.host import drop_repeats, settings_of
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import (
    AttemptChosen,
    GameEnded,
    LevelsRequested,
    MoveMade,
    MoveTakenBack,
    NotesChanged,
    PointChosen,
    VariantRequested,
    ZoomRequested,
)
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.entry import move_entry
from descent_game.tui.screens.map_screens import game_help
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.tui.screens.step_views import STEP_VIEW_KEYS, StepViews
from descent_game.tui.widgets.animation import Animation
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line
from descent_game.view.panel import play_panel
from descent_game.view.prompts import foot_lines
from descent_game.view.scene import GLIDE, Scene, gliding, play_scene
from descent_game.view.status import status_line
from descent_game.view.step_views import StepView, Subject, subject_of_aim

RESTARTS = (
    Choice("n", "new map: the next variant of this level, for stars", "new"),
    Choice("s", "same map again: practice, since you have seen it", "again"),
    Choice("x", "give up: lift the fog and see how it is done", "resign"),
)

UNDO = "Take a move back, in practice"
NO_UNDO = "Moves are taken back in practice only: {key:restart} and then s begin it on this map."
ZOOM = 1.5
ZOOMS = (1.0, 64.0)

TURN = Binding.Group("turn", compact=True)
AXIS = Binding.Group("axis", compact=True)
STEP = Binding.Group("step", compact=True)
RUNG = Binding.Group("step", compact=True)
SWING = Binding.Group("axes", compact=True)
KEEP = Binding.Group("inertia", compact=True)

RING = "The ring of the step, with what it would do in every heading where the rose is granted"

COMPUTED: dict[str, Callable[[Game, Aim], Aim]] = {
    "down": aiming.downhill,
    "reverse": lambda game, aim: aiming.opposite(aim),
    "rate": aiming.at_last_rate,
    "repeat": lambda game, aim: aiming.last_aim(game),
}
"""Actions that compute an aim, or refuse with a reason."""


class PlayScreen(StepViews, GameScreen):
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
        Binding("t", "reverse", "Reverse the aim", id="aim.reverse", show=False),
        Binding("l", "rate", "Step of the last learning rate", id="step.rate", show=False),
        Binding("p", "repeat", "The last move again", id="aim.repeat", show=False),
        Binding("g", "refuse('down')", id="aim.down"),
        Binding("t", "refuse('reverse')", id="aim.reverse"),
        Binding("l", "refuse('rate')", id="step.rate"),
        Binding("h", "hint", "Hint", id="hint", tooltip="The next hint; hints cost no star"),
        Binding("left_square_bracket", "keep(-1)", "Less inertia", id="inertia.less", group=KEEP),
        Binding("right_square_bracket", "keep(1)", "More inertia", id="inertia.more", group=KEEP),
        Binding("o", "ring", "Ring", id="rose", show=False, tooltip=RING),
        *STEP_VIEW_KEYS,
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
        Binding("m", "type_move", "Type", id="type", tooltip="Type an exact move"),
        Binding("plus,equals_sign", "stretch(1)", "Longer", id="step.longer", show=False),
        Binding("minus", "stretch(-1)", "Shorter", id="step.shorter", show=False),
        Binding("u", "undo", "Take a move back", id="undo", show=False, tooltip=UNDO),
        Binding("r", "restart", "Start over", id="restart", show=False),
        Binding("w", "why", "The maths of this level", id="why", show=False),
        Binding("escape", "back", "Levels", id="play.back", show=False),
    ]

    aim: reactive[Aim] = reactive(Aim(0.0, 0.0), init=False, repaint=False)
    zoom: reactive[float] = reactive(1.0, init=False, repaint=False)
    ring: reactive[bool] = reactive(True, init=False, repaint=False)

    def __init__(
        self, attempt: Attempt, game: Game | None = None, notes: AttemptNotes = NO_NOTES
    ) -> None:
        super().__init__()
        self.attempt = attempt
        self.level = attempt.level
        self.game = game or Game(attempt.level, attempt.seed)
        self.notes = notes
        self._extra_points: tuple[Point, ...] = ()
        """Points that the lens keeps in view besides the last moves."""
        self._animation = Animation(self)
        self._made: int | None = None
        """The turn that was made last, as long as the aim has not been touched since."""

    @property
    def under_way(self) -> bool:
        return bool(self.game.turns) and self.game.outcome is None

    def body(self) -> ComposeResult:
        yield from self.map_panel_and_views(LineView(self._panel, id="side"))
        yield Page(self._foot, id="foot")

    def on_mount(self) -> None:
        self.set_reactive(PlayScreen.aim, aiming.next_aim(self.game))
        self._show()

    def watch_aim(self) -> None:
        self._made = None
        self._show()

    def watch_zoom(self) -> None:
        self._show()

    watch_ring = watch_zoom

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        rules = self.game.level.rules
        moves = rules.moves
        offered = {
            "turn": moves == "free",
            "swing": rules.turn_axes and self.game.axes == 0.0,
            "axis": moves == "axis",
            "rung": moves == "axis",
            "reach": moves != "axis",
            "down": aiming.offers_compass(self.game.level),
            "reverse": moves != "gradient",
            "rate": aiming.offers_rate(self.game.level),
            "hint": bool(self.game.level.text.hints),
            "keep": rules.inertia == "player",
        }
        if action == "refuse":
            return not offered[str(parameters[0])]
        return offered.get(action, True)

    def action_turn(self, degrees: int) -> None:
        self.aim = aiming.rotated(self.aim, degrees)

    action_swing = action_turn

    def action_axis(self, along1: int, along2: int) -> None:
        cosine, sine = unit(self.game.axes)
        vector = along1 * cosine - along2 * sine, along1 * sine + along2 * cosine
        self.aim = aiming.along(self.aim, vector, self.game.level.rules, self.game.axes)

    def action_stretch(self, rungs: int) -> None:
        self.aim = aiming.with_step(self.aim, rungs, self.game.level.rules)

    action_reach = action_stretch
    action_rung = action_stretch

    def action_down(self) -> None:
        self._compute("down")

    def action_reverse(self) -> None:
        self._compute("reverse")

    def action_rate(self) -> None:
        self._compute("rate")

    def action_repeat(self) -> None:
        self._compute("repeat")

    def action_refuse(self, action: str) -> None:
        self._compute(action)

    def _compute(self, action: str) -> None:
        try:
            self.aim = COMPUTED[action](self.game, self.aim)
        except MoveError as error:
            self.notify(str(error), severity="warning", markup=False)

    def action_zoom(self, steps: int) -> None:
        self.zoom = min(max(self.zoom * ZOOM**steps, ZOOMS[0]), ZOOMS[1])

    def action_hint(self) -> None:
        self.notes = with_hint(self.notes, self.game.level)
        self.post_message(NotesChanged(self.game, self.notes))
        self.query_one("#foot", Page).rewrite()

    def action_keep(self, steps: int) -> None:
        self.aim = aiming.with_inertia(self.aim, steps)

    def action_move(self) -> None:
        if self._animation.running:
            self._animation.finish()
            return
        before = self.query_one(MapView).scene
        try:
            self.game.play(self.aim.move)
        except MoveError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.post_message(MoveMade(self.attempt, self.game, self.notes))
        if self.game.level.rules.turn_axes:  # turned once, they cannot be turned again
            self.refresh_bindings()
        if before is not None and settings_of(self).animate:
            self._animation.run(GLIDE, lambda share: self._glide(before, share), self._arrive)
        else:
            self._arrive()

    def action_type_move(self) -> None:
        entry = move_entry(self.aim, self.game.level.rules, self.game.axes)
        self.app.push_screen(entry, self._set_aim)

    def action_undo(self) -> None:
        game = self.game
        if not self.attempt.practice:
            self.notify(keys_of(self).fill(NO_UNDO), markup=False)
        elif not game.turns:
            self.notify("There is no move to take back.", markup=False)
        else:
            drop_repeats(self)
            self._animation.finish()
            self.game = played_until(game, len(game.turns) - 1)
            self.post_message(MoveTakenBack(self.attempt, self.game, game, self.notes))
            self.refresh_bindings()
            self.set_reactive(PlayScreen.aim, Aim(*game.turns[-1].move))
            self._extra_points, self._made = (), None
            self._show()
            self.rewrite_status()
            self.query_one("#foot", Page).rewrite()

    def action_restart(self) -> None:
        if self.game.turns:
            self.app.push_screen(ChoiceScreen("Start over?", RESTARTS), self._restart)

    def action_ring(self) -> None:
        self.ring = not self.ring

    def action_help(self) -> None:
        self.app.push_screen(game_help(self, self.game))

    def action_why(self) -> None:
        # The derivation would give the lesson away before the end.
        self.notify("The why page opens after the game.", markup=False)

    def action_back(self) -> None:
        self.post_message(LevelsRequested())

    def on_key(self, event: events.Key) -> None:
        self._animation.finish()

    def on_point_chosen(self, message: PointChosen) -> None:
        message.stop()
        if message.at_aim:
            self.action_move()
            return
        here = self.game.position
        vector = (message.w[0] - here[0], message.w[1] - here[1])
        rules, axes = self.game.level.rules, self.game.axes
        self.aim = aiming.towards(self.aim, vector, rules, axes)

    def on_zoom_requested(self, message: ZoomRequested) -> None:
        message.stop()
        self.action_zoom(message.steps)

    def _show(self) -> None:
        """Show the position, and where the aim ends."""
        self._animation.finish()
        view = self.query_one(MapView)
        view.scene = self._scene()
        self._keep_aim_in_view(view)
        self.query_one("#side", LineView).rewrite()
        self.rewrite_views()

    def subject(self, view: StepView) -> Subject:
        move, practice = self.aim.move, self.attempt.practice
        return subject_of_aim(view, self.game, move, self._made, practice=practice)

    def _scene(self) -> Scene:
        move, points = self.aim.move, self._extra_points
        return play_scene(self.game, move, self.zoom, points, ring=self.ring)

    def _glide(self, before: Scene, share: float) -> None:
        self.query_one(MapView).scene = gliding(before, self.game, share)

    def _arrive(self) -> None:
        """Show the position after a move."""
        self._extra_points = ()
        self._made = len(self.game.turns)
        if self.game.outcome is None:
            self.set_reactive(PlayScreen.aim, aiming.after_move(self.game, self.aim))
        self._show()
        self.rewrite_status()
        self.query_one("#foot", Page).rewrite()
        if self.game.outcome is not None:
            self.post_message(GameEnded(self.attempt, self.game, self.notes))

    def _set_aim(self, aim: Aim | None) -> None:
        if aim is not None:
            self.aim = aim

    def _restart(self, answer: str | None) -> None:
        if answer == "again":
            self.post_message(AttemptChosen(self.attempt._replace(practice=True)))
        elif answer == "new":
            self.post_message(VariantRequested(self.attempt.level))
        elif answer == "resign":
            self.game.resign()
            self.post_message(GameEnded(self.attempt, self.game, self.notes))

    def _keep_aim_in_view(self, view: MapView) -> None:
        """Widen the lens to hold the end of the aim, with a quarter of the step to spare."""
        here, update = self.game.position, self.game.preview(self.aim.move).update.displacement
        tip = here[0] + update[0], here[1] + update[1]
        if view.view is None or view.view.cell_of(tip) is not None:
            return
        self._extra_points = ((here[0] + 1.25 * update[0], here[1] + 1.25 * update[1]),)
        view.scene = self._scene()

    def status(self, width: int) -> Line:
        return status_line(self.attempt, self.game, width)

    def _panel(self, width: int, height: int) -> list[Line]:
        return play_panel(self.game, self.aim, width, height, settings_of(self).style)

    def _foot(self, width: int) -> list[Line]:
        return foot_lines(self.game, self.notes.hints, keys_of(self), width)
