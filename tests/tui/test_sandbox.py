import os
from functools import partial
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, Static

from descent_game.authoring.sketch import Sketch, saved_text, sketched
from descent_game.checking.check_files import run_check
from descent_game.checking.rules import Severity
from descent_game.errors import DescentError
from descent_game.game.racing import run_lane
from descent_game.level.loading import read_level
from descent_game.losses.surface import Point
from descent_game.player.settings import Settings
from descent_game.rendering.style import STYLES
from descent_game.tui.app import DescentApp
from descent_game.tui.messages import PointChosen
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.sandbox import LABEL, SandboxScreen
from tests.cli.conftest import Run, descent
from tests.tui.playing import at, footer_is_whole, screen_text, until

__all__ = ["descent"]

HOSTILE = (
    "9**9**9**9*w1",
    "exp(exp(exp(w1*w2)))",
    "__import__('os')",
    "w1.real[0]",
    "((((((((w1",
    "1/(w1-w1)",
    "log(-1)+sqrt(w1)",
    "lambda: 0",
    "\u03c0*w1;\t#",
)


async def opened(pilot: Pilot[None]) -> SandboxScreen:
    await at(pilot, SandboxScreen)
    screen = pilot.app.screen
    assert isinstance(screen, SandboxScreen)
    return screen


def sandbox_app(sketch: Sketch) -> DescentApp:
    return DescentApp(first_screen=lambda _: SandboxScreen(sketch))


async def test_a_loss_is_raced_on_as_it_is_typed() -> None:
    app = sandbox_app(Sketch())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("l", *"+w1*w2")
        wanted = "(w1**2 + 10*w2**2) / 2+w1*w2"
        await until(pilot, lambda: screen.sketch.formula == wanted)
        lane = run_lane(screen.lanes[0].changes, screen.variant, 40)
        assert screen.lanes[0].track == lane.track
        assert screen.variant.surface.value((1.0, 1.0)) == 6.5
        await pilot.press("@")
        assert "@' is not allowed" in screen_text(app)
        row = next(r for r in screen_text(app).splitlines() if r.strip() == "^")
        assert row.index("^") == len(LABEL) + len(wanted)
        assert screen.sketch.formula == wanted
        await pilot.press("enter", "right", "plus")
        assert screen.lanes[0].changes[-1] == (1, "gd:learning_rate=0.0625")


async def test_a_formula_is_pasted_from_several_lines() -> None:
    lines = "(w1 - 1)**2 +\r\n  (w2 + 2)**2\n"
    app = sandbox_app(Sketch())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("l", "ctrl+u")
        screen.query_one(Input).post_message(Paste(lines))
        await until(pilot, lambda: screen.sketch.formula == "(w1 - 1)**2 +   (w2 + 2)**2")


async def test_a_formula_of_several_lines_can_be_given() -> None:
    app = sandbox_app(Sketch("w1**2 +\nw2**2"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: screen.sketch.formula == "w1**2 + w2**2")
        assert screen.query_one(Input).value == "w1**2 + w2**2"


async def test_no_key_in_the_footer_is_cut() -> None:
    app = sandbox_app(Sketch())
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, SandboxScreen)
        for style in STYLES:
            app.settings = Settings(style=style)
            await until(pilot, lambda: bool(app.screen.query("FooterKey")))
            await until(pilot, partial(footer_is_whole, app))


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_formulas_are_taken_key_by_key(text: str) -> None:
    app = sandbox_app(Sketch())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        entry = screen.query_one(Input)
        for end in range(len(text) + 1):
            entry.value = text[:end]
            await pilot.pause()
        entry.value = "w1**2 + w2**2"
        await until(pilot, lambda: screen.sketch.formula == entry.value)
        assert app.is_running


async def test_the_start_is_dragged() -> None:
    app = sandbox_app(Sketch())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for w in ((1.0, 1.0), (2.0, 2.0), (2.5, -9.0)):
            screen.post_message(PointChosen(w, at_aim=False))
        await until(pilot, lambda: screen.variant.start == (2.5, -5.0))
        starts: set[Point] = {lane.track.path[0] for lane in screen.lanes}
        assert starts == {(2.5, -5.0)}


async def test_the_start_is_moved_and_typed() -> None:
    app = sandbox_app(Sketch())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("shift+right", "shift+up", "shift+up")
        await until(pilot, lambda: screen.variant.start == (-3.75, 3.5))
        assert "Start (-3.75, +3.50)" in screen_text(app)
        await pilot.press("w", *"9 1", "enter")
        assert isinstance(app.screen, EntryScreen)
        assert "off the map" in str(app.screen.query_one("#problem", Static).content)
        await pilot.press(*["backspace"] * 3, *"2, -1.5", "enter")
        await until(pilot, lambda: screen.variant.start == (2.0, -1.5))


async def test_it_is_saved_as_a_level_that_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = sandbox_app(Sketch(formula="w1**2 + w1*w2 + w2**2"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: screen.sketch.formula.startswith("w1**2 +"))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await pilot.press(*"my-loss", "enter")
        await until(pilot, (tmp_path / "my-loss.toml").is_file)
    findings = run_check([tmp_path / "my-loss.toml"]).findings
    assert [str(f) for f in findings if f.severity is Severity.ERROR] == []
    assert os.listdir(tmp_path) == ["my-loss.toml"]


@pytest.mark.parametrize(
    "formula",
    ["w1**4 - 3*w1**2 + w2**2", "abs(w1) + abs(w2 - 1)", "exp(w1*w2)", "w1", "1/w1",
     "sin(w1)*cos(w2) + 0.1*(w1**2 + w2**2)", "(1 - w1)**2 + 100*(w2 - w1**2)**2"],
)  # fmt: skip
def test_saved_levels_pass_the_check(formula: str, tmp_path: Path) -> None:
    path = tmp_path / "my-loss.toml"
    path.write_text(saved_text(Sketch(formula), "my-loss"), encoding="utf-8")
    assert read_level(path).loss.formula == formula
    findings = run_check([path]).findings
    assert [str(f) for f in findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("formula", ["1", "log(w1)", "w1 +", "x"])
def test_what_cannot_be_descended_is_told(formula: str) -> None:
    with pytest.raises(DescentError):
        sketched(Sketch(formula))


def test_the_command_saves_without_a_screen(descent: Run, tmp_path: Path) -> None:
    path = tmp_path / "bowl.toml"
    done = descent("sandbox", "w1**2 + w2**2", "--save", str(path))
    assert (done.status, done.err) == (0, "")
    assert descent("level", "check", str(path)).status == 0
    assert descent("sandbox", "w1 +").status == 2
    assert descent("sandbox", "w1").err.startswith("descent: the sandbox needs a terminal")


@pytest.mark.parametrize("formula", ["-cos(w1)*cos(w2)", "-w1", "--w1*w2", "-pi*w1 +\nw2**2"])
def test_a_formula_may_begin_with_a_minus(descent: Run, formula: str) -> None:
    done = descent("sandbox", formula, "--start", "-4", "-1e-3")
    assert done.err.startswith("descent: the sandbox needs a terminal")


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("--formula", "No such option '--formula'"),
        ("-x", "No such option '-x'"),
        ("-w3*2", "unknown name 'w3'"),
    ],
)
def test_what_is_no_formula_is_an_option(descent: Run, argument: str, told: str) -> None:
    done = descent("sandbox", argument)
    assert (done.status, told in done.err) == (2, True), done.err


def test_a_file_that_is_there_stays(
    descent: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my-loss.toml").write_text("mine", encoding="utf-8")
    done = descent("sandbox", "w1**2 + w2**2", "--save", "my-loss.toml")
    assert done.status == 2
    assert "my-loss.toml is there already" in done.err
    assert Path("my-loss.toml").read_text(encoding="utf-8") == "mine"
