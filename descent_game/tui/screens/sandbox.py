"""The sandbox: a loss is typed, seen, raced on by bots, and saved as a level file."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from descent_game.authoring.sketch import Sketch, check_formula, saved_text, sketched
from descent_game.errors import DescentError, FormulaError, quoted
from descent_game.game.game import Game
from descent_game.game.racing import Changes, Lane, run_baselines, run_lane
from descent_game.losses.surface import Point
from descent_game.player.files import write_new
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import PointChosen
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.race import RaceScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import Line, Piece, line, wrapped
from descent_game.view.scene import Scene
from descent_game.view.surroundings import weights_words

BOTS = (
    "gd:learning_rate=0.05",
    "momentum:learning_rate=0.05,momentum=0.7",
    "adam:learning_rate=0.3",
)
DATA_ROWS = 50
"""Rows of data that a typed loss counts as: its map is drawn coarsely, then refined in a thread."""

LABEL = "loss = "
"""What stands before the formula."""
FORMULA_KEYS = "{key:sandbox.formula} types the loss, {key:sandbox.save} keeps it as a level file."
START_KEYS = (
    "{key:sandbox.start} types it; {key:sandbox.left sandbox.right sandbox.up sandbox.down},"
    " or the mouse, move it."
)
RACE_ACTIONS = frozenset({"slide", "setting", "move_start", "step", "choose"})
START_STEP, MAX_START = 0.25, 5.0
"""How far a key moves the start, and its largest coordinate."""


class FormulaInput(Input):
    """A line for a formula, which may come from several lines."""

    def on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # the base class, whose handler is next, drops lines


class SandboxScreen(RaceScreen):
    """Races on a typed loss. ``sketch`` is the last valid one."""

    NAME: ClassVar[str] = "The sandbox"
    AUTO_FOCUS = ""  # keys go to the race until the formula is focused
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "formula", "Loss", id="sandbox.formula", tooltip="Type the loss"),
        Binding("w", "start", "Start", id="sandbox.start", tooltip="Type where to start"),
        Binding("s", "save", "Save", id="sandbox.save", tooltip="Save as a level file"),
        Binding("shift+left", "move_start(-1, 0)", "Start left", id="sandbox.left", show=False),
        Binding("shift+right", "move_start(1, 0)", "Start right", id="sandbox.right", show=False),
        Binding("shift+up", "move_start(0, 1)", "Start up", id="sandbox.up", show=False),
        Binding("shift+down", "move_start(0, -1)", "Start down", id="sandbox.down", show=False),
        # The footer has no room for these keys of the race.
        Binding("left", "step(-1)", "Turn back", id="race.back_one", show=False),
        Binding("right", "step(1)", "Turn on", id="race.on_one", show=False),
        Binding("tab", "setting(1)", "Next setting", id="race.setting", show=False),
        Binding("x", "remove", "Take the bot out", id="race.remove", show=False),
    ]

    def __init__(self, sketch: Sketch) -> None:
        specs = BOTS if sketch.bot == Sketch().bot else (sketch.bot, *BOTS[1:])
        self.sketch = Sketch(turns=sketch.turns)
        self._latest = replace(sketch, formula=one_line(sketch.formula))
        self._problem: list[str] = []
        super().__init__(sketched(self.sketch), None, specs, sketch.turns)

    def body(self) -> ComposeResult:
        with Horizontal(id="entry"):
            yield Static(LABEL, markup=False)
            yield FormulaInput(
                self._latest.formula, id="formula", select_on_focus=False, compact=True
            )
        yield LineView(self._hint_lines, id="hints")
        yield from self.map_panel_and_views(self.list_view)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.set_focus(None)
        super().on_mount()
        self.try_out(self._latest)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.try_out(replace(self._latest, formula=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(None)

    def on_point_chosen(self, message: PointChosen) -> None:
        message.stop()
        self._start_at(message.w)

    def on_descendant_focus(self) -> None:
        self.query_one("#hints", LineView).rewrite()

    on_descendant_blur = on_descendant_focus

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        typing = isinstance(self.focused, Input)
        return not (typing and action in RACE_ACTIONS) and super().check_action(action, parameters)

    def action_formula(self) -> None:
        self.query_one(Input).focus()

    def action_start(self) -> None:
        question = "Where to start, from -5 to 5, as w1 w2, such as -4 3:"
        self.app.push_screen(EntryScreen(question, _point), self._start_at)

    def action_move_start(self, w1: int, w2: int) -> None:
        here = self._latest.start
        self._start_at((here[0] + START_STEP * w1, here[1] + START_STEP * w2))

    def action_back(self) -> None:
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            super().action_back()

    def action_save(self) -> None:
        question = "Save as a level file in this folder. Its name, such as my-loss:"
        self.app.push_screen(EntryScreen(question, _level_name), self._save)

    def try_out(self, sketch: Sketch) -> None:
        """Check a sketch at once and race on it in a thread; earlier sketches are cancelled."""
        self._problem = _formula_problem(sketch.formula)
        self.query_one("#hints", LineView).rewrite()
        if not self._problem:
            self._race(sketch, [lane.changes for lane in self.lanes if not lane.baseline])
        self._latest = sketch

    def _start_at(self, w: Point | None) -> None:
        if w is None:
            return
        w1, w2 = (min(max(round(each, 2), -MAX_START), MAX_START) for each in w)
        self.try_out(replace(self._latest, start=(w1, w2)))

    @work(thread=True, exclusive=True, group="sandbox")
    def _race(self, sketch: Sketch, changes: list[Changes]) -> None:
        worker = get_current_worker()
        lanes: list[Lane] = []
        try:
            game = Game(sketched(sketch))
            for change in changes:
                if worker.is_cancelled:
                    return
                lanes.append(run_lane(change, game.variant, sketch.turns))
            lanes += run_baselines(game.variant, sketch.turns)
        except DescentError as error:
            self.app.call_from_thread(self._show_problem, sketch, str(error))
        else:
            self.app.call_from_thread(self._show_race, sketch, game, lanes)

    def _show_race(self, sketch: Sketch, game: Game, lanes: list[Lane]) -> None:
        if sketch != self._latest or not self.is_attached:
            return
        self.sketch, self.game, self.lanes, self.level = sketch, game, lanes, game.level
        self.list_view.begin_at(min(self.chosen, len(lanes) - 1))
        self.rewrite()

    def _show_problem(self, sketch: Sketch, problem: str) -> None:
        if sketch == self._latest and self.is_attached:
            self._problem = [problem]
            self.query_one("#hints", LineView).rewrite()

    def _scene(self) -> Scene:
        return replace(super()._scene(), data_rows=DATA_ROWS)

    def _save(self, name: str | None) -> None:
        if name is None:
            return
        specs = [lane.spec for lane in self.lanes if not lane.baseline]
        sketch = replace(self.sketch, bot=specs[0] if specs else Sketch().bot)
        self.notify("Looking for a play, and checking the level ...", markup=False)
        self._write(sketch, name)

    @work(thread=True, group="saving")
    def _write(self, sketch: Sketch, name: str) -> None:
        path = Path(f"{name}.toml")
        try:
            text = saved_text(sketch, name)
            write_new(path, text)
        except FileExistsError:
            words = f"{path} is there already, and is left as it is."
        except OSError as error:
            words = f"{path} cannot be written: {error.strerror}"
        except DescentError as error:
            words = f"Not saved: {error}"
        else:
            words = f"Written: {path}. Play it: descent play {path}"
        self.app.call_from_thread(self.notify, words, markup=False, timeout=8)

    def _hint_lines(self, width: int, height: int) -> list[Line]:
        if self._problem:
            rows = self._problem if len(self._problem) > 1 else [""]
            caret = f"{' ' * len(LABEL)}{rows[0]}"[:width]
            words = self._problem[-1]
            return [(Piece(caret, "bad"),), *wrapped(words, width, "bad")]
        typing = isinstance(self.focused, Input)
        keys = keys_of(self)
        typed = "A loss of w1 and w2. Enter goes back to the race."
        start = f"Start {weights_words(self._latest.start)}: {keys.fill(START_KEYS)}"
        return [line(typed if typing else keys.fill(FORMULA_KEYS), "dim"), line(start, "dim")]

    def _title(self) -> Line:
        return (Piece("Sandbox  ", "dim"), Piece("a loss of your own", "strong"))


def one_line(text: str) -> str:
    """Return a text with blanks for the breaks between its lines, as formulas are read."""
    return " ".join(text.splitlines())


def _formula_problem(text: str) -> list[str]:
    """Return a caret under the wrong character, and the message; empty for a valid formula."""
    try:
        check_formula(text)
    except FormulaError as error:
        return [" " * (error.column - 1) + "^", error.message]
    return []


def _point(text: str) -> Point:
    """Return a point as it was typed. Raises ``DescentError``."""
    try:
        w1, w2 = map(float, text.replace(",", " ").split())
    except ValueError:
        raise DescentError(f"{quoted(text)} is not two numbers, such as -4 3") from None
    if not max(abs(w1), abs(w2)) <= MAX_START:
        raise DescentError(f"{quoted(text)} is off the map: both from -5 to 5") from None
    return w1, w2


def _level_name(text: str) -> str:
    """Return a level's name. Raises ``DescentError`` for what cannot be one."""
    if not text or not text.replace("-", "a").isalnum() or text != text.lower():
        raise DescentError("a name is lower-case words joined by hyphens, such as my-loss")
    return text
