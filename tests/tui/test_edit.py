from pathlib import Path

import pytest
from textual.pilot import Pilot

from descent_game.authoring.draft import draft_findings, draft_of
from descent_game.level.loading import MAX_BYTES
from descent_game.player.record import Record
from descent_game.player.settings import Settings
from descent_game.player.text_file import TextFile
from descent_game.tui.app import DescentApp
from descent_game.tui.play_context import EditContext
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.edit import EditScreen
from descent_game.tui.screens.pages import ChoiceScreen, PageScreen
from descent_game.tui.widgets.map_view import MapView
from tests.levels_for_tests import BOWL, level_text
from tests.tui.playing import STILL, at, screen_text, until


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    path = tmp_path / "test-level.toml"
    path.write_text(level_text(), encoding="utf-8")
    return path


def editing(path: Path, settings: Settings = STILL) -> DescentApp:
    app = DescentApp(settings=settings, record=Record())
    app.session.context = EditContext(TextFile(path, MAX_BYTES), path)
    return app


async def begin(pilot: Pilot[None]) -> EditScreen:
    """Wait until the text has been proved, and return the screen."""
    await at(pilot, EditScreen)
    screen = pilot.app.screen
    assert isinstance(screen, EditScreen)
    await until(pilot, lambda: screen.checked)
    return screen


def put(screen: EditScreen, before: str, after: str) -> None:
    """Change a piece of the text, as one edit."""
    assert before in screen.editor.plain_text
    screen.editor.replace_all(screen.editor.plain_text.replace(before, after, 1))


def margin(screen: EditScreen, line: int) -> str:
    """Return what stands in the margin of a line, counted from 1, that is in view."""
    offset = screen.editor.wrapped_document.location_to_offset((line - 1, 0))
    row = offset.y - screen.editor.scroll_offset[1]
    return screen.editor.render_line(row).text[: screen.editor.gutter_width]


@pytest.mark.parametrize(
    ("size", "settings", "sign"),
    [((80, 24), STILL, "✗"), ((120, 40), Settings(style="ascii", animate=False), "x")],
)
async def test_a_mistake_is_marked_at_its_line_and_the_last_map_stays(
    path: Path, size: tuple[int, int], settings: Settings, sign: str
) -> None:
    app = editing(path, settings)
    async with app.run_test(size=size) as pilot:
        screen = await begin(pilot)
        scene = screen.query_one(MapView).scene
        assert scene is not None
        screen.editor.move_cursor((9, len('formula = "')))
        await pilot.press("w", "3", "+")
        await until(pilot, lambda: "unknown name 'w3'" in " ".join(screen_text(app).split()))
        await until(pilot, lambda: margin(screen, 10).split() == [f"10{sign}"])
        assert margin(screen, 9).strip() == "9"
        assert screen.query_one(MapView).scene is scene
        screen.editor.move_cursor((0, 0))
        await pilot.press("f8")
        assert screen.editor.cursor_location[0] == 9
        put(screen, "w3+", "")
        await until(pilot, lambda: screen.checked and margin(screen, 10).strip() == "10")
        assert screen.query_one(MapView).scene is scene  # the level is as it was


async def test_names_are_completed_and_listed(path: Path) -> None:
    app = editing(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        row = screen.editor.lines.index("w2 = [-5.0, 5.0]")
        screen.editor.move_cursor((row, len("w2 = [-5.0, 5.0]")))
        await pilot.press("enter", *"isov", "tab")
        assert screen.editor.lines[row + 1] == "isovalues = "
        await pilot.press("tab", "down", "enter")
        assert screen.editor.lines[row + 1] == 'isovalues = "log"'
        await pilot.press("enter", "tab", "escape", *"si", "tab")
        assert screen.editor.lines[row + 2] == "sight = "
        await pilot.press("f2")
        assert screen.options.option.text == '"all"'


async def test_what_the_chosen_name_is_stands_below_the_text(path: Path) -> None:
    app = editing(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        screen.editor.move_cursor((len(screen.editor.lines), 0))
        await pilot.press("enter", *"[[claims]]", "enter", *'measure = "mi', "tab")
        await until(pilot, lambda: "minima: how many minima are inside" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "minima: how many" not in screen_text(app))


async def test_what_is_measured_becomes_a_claim_that_holds(path: Path) -> None:
    path.write_text(level_text(BOWL.replace("(w2-1)**2", "40*(w2-1)**2")), encoding="utf-8")
    app = editing(path)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await begin(pilot)
        screen.editor.move_cursor((9, 0))
        await until(
            pilot, lambda: "condition number at the minimum is 40; F9 makes" in screen_text(app)
        )
        await pilot.press("f9")
        await at(pilot, ChoiceScreen)
        await pilot.press("1")
        await until(pilot, lambda: "[[claims]]" in screen.editor.plain_text)
        await until(pilot, lambda: screen.checked and "✓ condition-number" in screen_text(app))
        *_, proof = draft_findings(draft_of(screen.editor.plain_text, path))
        assert proof.findings is not None
        assert not [found for found in proof.findings if found.rule in ("claim", "margin")]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "[[claims]]" not in screen.editor.plain_text)


async def test_it_is_played_as_it_stands_and_the_editor_comes_back(path: Path) -> None:
    app = editing(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        put(screen, 'title = "A level"', 'title = "Unsaved"')
        await pilot.press("f5")
        await at(pilot, BriefScreen)
        assert "Unsaved" in screen_text(app)
        await pilot.press("q")
        await at(pilot, ChoiceScreen)
        await pilot.press("escape", "escape")
        await at(pilot, EditScreen)
        assert app.screen is screen
        assert screen.document.unsaved
        put(screen, 'title = "Unsaved"', "title =")
        await pilot.press("f5")
        await pilot.pause()
        assert app.screen is screen


async def test_it_quits_at_once_only_when_all_is_saved(path: Path) -> None:
    app = editing(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        screen.editor.move_cursor((0, 0))
        await pilot.press("#", "ctrl+q")
        await at(pilot, ChoiceScreen)
        await pilot.press("escape")
        await at(pilot, EditScreen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text(encoding="utf-8").startswith("#"))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)


async def test_a_change_by_something_else_is_never_lost(path: Path) -> None:
    app = editing(path)
    theirs = level_text().replace("An idea.", "Their idea.")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        put(screen, "An idea.", "My idea.")
        path.write_text(theirs, encoding="utf-8")
        await pilot.press("ctrl+s")
        await at(pilot, ChoiceScreen)
        await pilot.press("m")
        await until(pilot, lambda: "My idea." in path.read_text(encoding="utf-8"))
        kept = path.with_name("test-level.toml.other-1")
        assert kept.read_text(encoding="utf-8") == theirs
        put(screen, "My idea.", "My next idea.")
        path.write_text(theirs, encoding="utf-8")
        await pilot.press("ctrl+s")
        await at(pilot, ChoiceScreen)
        await pilot.press("o")
        await until(pilot, lambda: "Their idea." in screen.editor.plain_text)
        await pilot.press("ctrl+z")
        assert "My next idea." in screen.editor.plain_text
        await pilot.press("ctrl+y")
        path.write_text(theirs.replace("Their", "Their other"), encoding="utf-8")
        screen.document.poll()
        assert "Their other idea." in screen.editor.plain_text  # nothing unsaved: it is read again


async def test_a_file_that_may_not_be_written_is_shown_with_help(path: Path) -> None:
    path.chmod(0o444)
    app = editing(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        await pilot.press("x", "ctrl+s", "f9", "tab")
        assert "read-only" in screen_text(app)
        assert not screen.document.unsaved
        await pilot.press("f1")
        await at(pilot, PageScreen)
        assert "Go to the next finding" in screen_text(app)


async def test_what_is_pasted_commands_no_terminal(path: Path) -> None:
    async with editing(path).run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        screen.editor.insert("# a\x1b]0;b\x07\u202e\r\n# c\r", (0, 0))
        assert screen.editor.plain_text.startswith("# a]0;b\n# c\n")
        await pilot.press("ctrl+z")
        assert screen.editor.plain_text == path.read_text(encoding="utf-8")
