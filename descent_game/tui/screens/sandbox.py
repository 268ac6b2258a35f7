"""The sandbox: type a loss, see it, race bots on it, keep it as a level file."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Footer, Input, Static
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
from descent_game.tui.screens.map_layout import stage
from descent_game.tui.screens.race import RaceScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import Line, Piece, wrapped
from descent_game.view.scene import Scene
from descent_game.view.surroundings import weights_words

BOTS = (
    "gd:learning_rate=0.05",
    "momentum:learning_rate=0.05,momentum=0.7",
    "adam:learning_rate=0.3",
)
COST = 50
"""As how many rows of data a loss counts: maps are drawn coarse first, then in a thread."""

LABEL = "loss = "
"""What stands before the formula."""
HOW = "{key:sandbox.formula} types the loss, {key:sandbox.save} keeps it as a level file."
HOW_TO_START = (
    "{key:sandbox.start} types it; {key:sandbox.left sandbox.right sandbox.up sandbox.down},"
    " or the mouse, move it."
)
RACING = frozenset({"slide", "setting", "move_start", "step", "choose"})
NUDGE, EDGE = 0.25, 5.0
"""How far a key moves the start, and how far out it may be."""


class FormulaInput(Input):
    """A line for a formula, which may come from several lines."""

    def _on_paste(self, event: events.Paste) -> None:
        super()._on_paste(events.Paste(one_line(event.text)))
        event.stop()
        event.prevent_default()


class Tried(NamedTuple):
    """What came of a sketch in its thread."""

    sketch: Sketch
    game: Game
    lanes: list[Lane]


class SandboxScreen(RaceScreen):
    """Races on a loss that is typed. ``sketch`` is the last one that could be raced on."""

    NAME: ClassVar[str] = "The sandbox"
    AUTO_FOCUS = ""  # keys go to the race until f is pressed
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "formula", "Loss", id="sandbox.formula", tooltip="Type the loss"),
        Binding("w", "start", "Start", id="sandbox.start", tooltip="Type where to start"),
        Binding("s", "save", "Save", id="sandbox.save", tooltip="Save as a level file"),
        Binding("shift+left", "move_start(-1, 0)", "Start left", id="sandbox.left", show=False),
        Binding("shift+right", "move_start(1, 0)", "Start right", id="sandbox.right", show=False),
        Binding("shift+up", "move_start(0, 1)", "Start up", id="sandbox.up", show=False),
        Binding("shift+down", "move_start(0, -1)", "Start down", id="sandbox.down", show=False),
        # What the race shows of its keys gives way to the sandbox's own.
        Binding("left", "step(-1)", "Turn back", id="race.back_one", show=False),
        Binding("right", "step(1)", "Turn on", id="race.on_one", show=False),
        Binding("tab", "setting(1)", "Next setting", id="race.setting", show=False),
        Binding("x", "remove", "Take the bot out", id="race.remove", show=False),
    ]

    def __init__(self, sketch: Sketch, specs: Sequence[str] = BOTS) -> None:
        self.sketch = Sketch(turns=sketch.turns)
        self._wanted = replace(sketch, formula=one_line(sketch.formula))
        self._trouble: list[str] = []
        super().__init__(sketched(self.sketch), None, specs, sketch.turns)

    def compose(self) -> ComposeResult:
        """Lay out the formula, what is wrong with it, map and panel."""
        yield LineView(self._status, id="status")
        with Horizontal(id="entry"):
            yield Static(LABEL, markup=False)
            yield FormulaInput(
                self._wanted.formula, id="formula", select_on_focus=False, compact=True
            )
        yield LineView(self._wrong, id="wrong")
        yield from stage(self._panel)
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the formula that was given; keys go to the race until f is pressed."""
        self.query_one(Input).cursor_blink = False
        self.set_focus(None)
        super().on_mount()
        self.try_out(self._wanted)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Try what has been typed so far."""
        event.stop()
        self.try_out(replace(self._wanted, formula=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the race."""
        event.stop()
        self.set_focus(None)

    def on_point_chosen(self, message: PointChosen) -> None:
        """Start where the map was pointed at, also while it is dragged."""
        message.stop()
        self._start_at(message.w)

    def on_descendant_focus(self) -> None:
        """Say how to come back from the formula."""
        self.query_one("#wrong", LineView).rewrite()

    def on_descendant_blur(self) -> None:
        """Say how to come to the formula."""
        self.query_one("#wrong", LineView).rewrite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no keys of the race while the formula is typed."""
        typing = isinstance(self.focused, Input)
        return not (typing and action in RACING) and super().check_action(action, parameters)

    def action_formula(self) -> None:
        """Type in the formula."""
        self.query_one(Input).focus()

    def action_start(self) -> None:
        """Ask where to start."""
        ask = "Where to start, from -5 to 5, as w1 w2, such as -4 3:"
        self.app.push_screen(EntryScreen(ask, _check_point), self._take_start)

    def action_move_start(self, w1: int, w2: int) -> None:
        """Move the start a little."""
        here = self._wanted.start
        self._start_at((here[0] + NUDGE * w1, here[1] + NUDGE * w2))

    def action_back(self) -> None:
        """Leave the formula; from outside it, leave the sandbox."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            super().action_back()

    def action_save(self) -> None:
        """Ask for a name and write the level file."""
        ask = "Save as a level file in this folder. Its name, such as my-loss:"
        self.app.push_screen(EntryScreen(ask, _check_name), self._save)

    def try_out(self, sketch: Sketch) -> None:
        """Take a sketch: what is wrong at once, the race in a thread; older ones are dropped."""
        self._trouble = _formula_trouble(sketch.formula)
        self.query_one("#wrong", LineView).rewrite()
        if not self._trouble:
            changes = [lane.changes for lane in self.lanes if not lane.baseline]
            work = partial(self._try, sketch, changes)
            self.run_worker(work, thread=True, exclusive=True, group="sandbox")
        self._wanted = sketch

    def _take_start(self, text: str | None) -> None:
        if text is not None:
            self._start_at(_point(text))

    def _start_at(self, w: Point) -> None:
        w1, w2 = (min(max(round(each, 2), -EDGE), EDGE) for each in w)
        self.try_out(replace(self._wanted, start=(w1, w2)))

    def _try(self, sketch: Sketch, changes: list[Changes]) -> None:
        """Race on a sketch, in a thread of its own; stop where another one is wanted."""
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
            self.app.call_from_thread(self._take_trouble, sketch, str(error))
        else:
            self.app.call_from_thread(self._take, Tried(sketch, game, lanes))

    def _take(self, tried: Tried) -> None:
        """Show what has been tried, unless something else is wanted by now."""
        if tried.sketch != self._wanted or not self.is_attached:
            return
        self.sketch, self.game, self.lanes = tried
        self.level = self.game.level
        self.set_reactive(RaceScreen.chosen, min(self.chosen, len(self.lanes) - 1))
        self.show()

    def _take_trouble(self, sketch: Sketch, trouble: str) -> None:
        if sketch == self._wanted and self.is_attached:
            self._trouble = [trouble]
            self.query_one("#wrong", LineView).rewrite()

    def _scene(self) -> Scene:
        return replace(super()._scene(), data_rows=COST)

    def _save(self, name: str | None) -> None:
        if name is None:
            return
        specs = [lane.spec for lane in self.lanes if not lane.baseline]
        sketch = replace(self.sketch, bot=specs[0] if specs else Sketch().bot)
        self.notify("Looking for a play, and checking the level ...", markup=False)
        self.run_worker(partial(self._write, sketch, name), thread=True, group="saving")

    def _write(self, sketch: Sketch, name: str) -> None:
        """Write the file, in a thread of its own; one that is there already stays."""
        path = Path(f"{name}.toml")
        try:
            text = saved_text(sketch, name)
            write_new(path, text)
        except FileExistsError:
            told = f"{path} is there already, and is left as it is."
        except OSError as error:
            told = f"{path} cannot be written: {error.strerror}"
        except DescentError as error:
            told = f"Not saved: {error}"
        else:
            told = f"Written: {path}. Play it: descent play {path}"
        self.app.call_from_thread(self.notify, told, markup=False, timeout=8)

    def _wrong(self, width: int, height: int) -> list[Line]:
        del height
        if self._trouble:
            rows = self._trouble if len(self._trouble) > 1 else [""]
            caret = f"{' ' * len(LABEL)}{rows[0]}"[:width]
            words = self._trouble[-1]
            return [(Piece(caret, "bad"),), *wrapped(words, width, "bad")]
        typing = isinstance(self.focused, Input)
        told = (
            "A loss of w1 and w2. Enter goes back to the race."
            if typing
            else keys_of(self).fill(HOW)
        )
        start = f"Start {weights_words(self._wanted.start)}: {keys_of(self).fill(HOW_TO_START)}"
        return [(Piece(told, "dim"),), (Piece(start, "dim"),)]

    def _title(self) -> Line:
        return (Piece("Sandbox  ", "dim"), Piece("a loss of your own", "strong"))


def one_line(text: str) -> str:
    """Return a text with blanks for the breaks between its lines, as formulas are read."""
    return " ".join(text.splitlines())


def _formula_trouble(text: str) -> list[str]:
    """Return a caret under the character at fault and what is wrong; nothing where all is well."""
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
    if not max(abs(w1), abs(w2)) <= EDGE:
        raise DescentError(f"{quoted(text)} is off the map: both from -5 to 5") from None
    return w1, w2


def _check_point(text: str) -> None:
    _point(text)


def _check_name(text: str) -> None:
    """Raise ``DescentError`` where a text cannot be a level's name."""
    if not text or not text.replace("-", "a").isalnum() or text != text.lower():
        raise DescentError("a name is lower-case words joined by hyphens, such as my-loss")
