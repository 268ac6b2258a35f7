import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from descent_game.catalogue.catalogue import course_files
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.moves import Move
from descent_game.level.loading import read_level
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.settings import Settings
from descent_game.tui.app import DescentApp
from descent_game.tui.screens import demo
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.demo import DemoScreen
from descent_game.tui.screens.entry import EntryScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.tui.screens.pages import ChoiceScreen, PageScreen, TooSmallScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from tests.tui.playing import (
    INSIGHT,
    QUESTION,
    STILL,
    WIN,
    at,
    level_with,
    play_out,
    screen_text,
    start,
    until,
)

SECOND_QUESTION = """
[[questions]]
ask = "And the second?"
choices = ["yes", "no"]
answer = 2
because = "Because of the second."
"""
SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give every test a record of its own, and thaw what its app froze for the collector."""
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    yield
    gc.unfreeze()


@pytest.mark.parametrize("size", SIZES)
async def test_brief_play_debrief(tmp_path: Path, size: tuple[int, int]) -> None:
    level = level_with(tmp_path)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=size) as pilot:
        await at(pilot, BriefScreen)
        assert "A brief." in screen_text(app)
        assert "a loss of at most 0.02, within 14 turns" in screen_text(app)
        screen = await start(pilot)
        await play_out(pilot, screen)
        await at(pilot, DebriefScreen)
        text = screen_text(app)
        assert "Goal reached after 4 turns" in text
        assert "before the bot, which took 10" in text
        assert "A debrief." not in text  # after the answer
        assert app.record.best(level) == (3, 4, False)


async def test_keys_aim_and_the_promise_follows(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        assert screen.aim == pytest.approx(Aim(38.66, 0.4), abs=0.01)
        await pilot.press("left", "left", "up", "shift+left", "comma")
        assert screen.aim == Aim(91.0, 0.5)
        await pilot.press("g", "shift+up")
        assert screen.aim == pytest.approx(Aim(38.66, 1.6), abs=0.01)
        await until(pilot, lambda: "promise -10.2" in screen_text(app))


async def test_an_exact_move_is_typed(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("m")
        await at(pilot, EntryScreen)
        entry = app.screen
        await pilot.press(*"40 9", "enter")
        await until(pilot, lambda: "step 9 is not from 0 to 2" in trouble(entry))
        await pilot.press("backspace", *"1.25", "enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.aim == Aim(40.0, 1.25)


async def test_the_axes_are_turned_once_and_arrows_follow(tmp_path: Path) -> None:
    level = level_with(tmp_path, rules='moves = "axis"\nturn_axes = true')
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await until(pilot, lambda: "you may turn the axes, once" in screen_text(app))
        screen = await start(pilot)
        await pilot.press(*"aaaaaaa")
        assert screen.aim.heading == 35.0
        await pilot.press("enter")
        await until(pilot, lambda: screen.game.axes == 35.0)
        for key, heading in [("up", 125.0), ("left", 215.0), ("down", 305.0), ("right", 35.0)]:
            await pilot.press(key)
            assert screen.aim.heading == heading
        await pilot.press("a", "d")
        assert screen.aim.heading == 35.0  # they can be turned no more
        await pilot.press("m")
        await at(pilot, EntryScreen)
        entry = app.screen
        await pilot.press(*"90 1", "enter")
        await until(pilot, lambda: "heading 90 is not one of 35, 125" in trouble(entry))


@pytest.mark.parametrize(("rules", "kept"), [("", True), ("turn_axes = true", False)])
async def test_a_move_keeps_the_footer_unless_its_keys_change(
    tmp_path: Path, rules: str, kept: bool
) -> None:
    level = level_with(tmp_path, rules='moves = "axis"\n' + rules)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await until(pilot, lambda: bool(screen.query("FooterKey")))
        keys = list(screen.query("FooterKey"))
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.game.turns))
        if kept:
            await pilot.press("left")  # whose effect comes after all that the move has caused
            await until(pilot, lambda: screen.aim.heading == 180.0)
            assert list(screen.query("FooterKey")) == keys
        else:
            await until(pilot, lambda: list(screen.query("FooterKey")) != keys)


async def test_a_compass_rescaled_per_weight_is_what_the_screen_shows(tmp_path: Path) -> None:
    rules = 'moves = "gradient"\ncompass = "per-weight"'
    level = level_with(tmp_path, formula="((w1-2)**2 + 100*(w2-2)**2)/2", rules=rules)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        text = screen_text(app)
        assert "compass   45°" in text
        assert "45°" in text
        overlay = screen.query_one(MapView).scene
        assert overlay is not None
        assert overlay.overlay.compass == pytest.approx((5.0, 5.0))


def trouble(entry: Screen[Any]) -> str:
    return str(entry.query_one("#problem", Static).render())


async def test_a_move_is_read_out_on_the_screen(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("g", "enter")
        await until(pilot, lambda: len(screen.game.turns) == 1)
        await pilot.pause()
        text = screen_text(app)
        for words in (
            "w1 alone",
            "w2 alone",
            "interaction",
            "together",
            "promised",
            "turn 2 of 14",
        ):
            assert words in text
        assert screen.game.turns[0].player.verdict in text


async def test_a_move_in_motion_ends_where_a_still_one_does(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=Settings(animate=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("g", "enter")
        view = screen.query_one(MapView)
        way = tuple(screen.game.player.path)
        await until(pilot, lambda: view.scene is not None and view.scene.overlay.player == way)
        assert view.scene is not None
        assert view.scene.overlay.aim is not None


async def test_any_key_skips_the_motion(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=Settings(animate=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("enter", "left")
        view = screen.query_one(MapView)
        assert view.scene is not None
        assert view.scene.overlay.player == tuple(screen.game.player.path)
        assert len(screen.game.turns) == 1


def is_covered(app: DescentApp, expected: bool) -> bool:
    return isinstance(app.screen, TooSmallScreen) == expected


async def test_resizing_in_mid_game_keeps_everything(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path, map="sight = 0.5"), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("g", "enter", "left", "up", "z")
        before = (screen.aim, screen.zoom, list(screen.game.turns))
        for size in [(80, 24), (60, 20), (200, 60), (10, 5), (81, 25)]:
            await pilot.resize_terminal(*size)
            fits = size[0] >= 80 and size[1] >= 24
            await until(pilot, partial(is_covered, app, not fits))
        assert app.screen is screen
        assert (screen.aim, screen.zoom, screen.game.turns) == before
        view = screen.query_one(MapView)
        await until(pilot, lambda: view.view is not None and view.view.columns == view.size.width)
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.game.turns) == 2)


async def test_retry_draws_new_ground_and_the_same_map_is_practice(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await play_out(pilot, await start(pilot))
        await at(pilot, DebriefScreen)
        await pilot.press("r")
        await at(pilot, BriefScreen)
        assert isinstance(app.screen, BriefScreen)
        assert app.screen.attempt.seed == 1
        assert not app.screen.attempt.practice
        screen = await start(pilot)
        await pilot.press("g", "enter", "r")
        await at(pilot, ChoiceScreen)
        await pilot.press("s")
        await at(pilot, BriefScreen)
        assert isinstance(app.screen, BriefScreen)
        assert app.screen.attempt == screen.attempt._replace(practice=True)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlayScreen) and app.screen is not screen)
        await pilot.pause()
        assert "practice" in screen_text(app)


async def test_giving_up_lifts_the_fog(tmp_path: Path) -> None:
    level = level_with(tmp_path, map="sight = 0.5")
    app = DescentApp(level, settings=Settings(animate=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await start(pilot)
        await pilot.press("enter", "left", "r")
        await at(pilot, ChoiceScreen)
        await pilot.press("x")
        await at(pilot, DebriefScreen)
        view = app.screen.query_one(MapView)
        await until(pilot, lambda: view.scene is not None and view.scene.fog is None)
        assert "Given up after 1 turn" in screen_text(app)
        assert app.record.best(level) == (0, None, False)


async def test_a_game_that_is_left_is_gone_on_with(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("g", "enter", "escape")
        await at(pilot, LevelsScreen)
        await pilot.press("q")
    assert app.return_code == 0
    path = screen.game.player.path
    again = DescentApp(level, settings=STILL)
    async with again.run_test(size=(80, 24)) as pilot:
        await at(pilot, PlayScreen)
        assert isinstance(again.screen, PlayScreen)
        assert again.screen.game.player.path == path


async def test_quitting_asks_only_when_something_would_be_lost(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        app.record.close()  # from here on nothing can be kept
        await pilot.press("g", "enter", "q")
        await at(pilot, ChoiceScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("q")
        await at(pilot, ChoiceScreen)
        await pilot.press("y")
    assert app.return_code == 0


async def test_quitting_asks_where_the_record_is_in_memory_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "file" / "home"))
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not app.record.notice)  # the move itself was kept, for now
        await pilot.press("q")
        await at(pilot, ChoiceScreen)
        await pilot.press("y")
        await until(pilot, lambda: not app.is_running)


async def test_the_question_is_asked_before_and_answered_after(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        await pilot.press("3", "9")
        assert "▸ 3 three" in screen_text(app)
        assert "It has to be." not in screen_text(app)
        await play_out(pilot, await start(pilot))
        await at(pilot, DebriefScreen)
        assert "▸ 3 three" in screen_text(app)
        await pilot.press("2")
        await until(pilot, lambda: "It has to be." in screen_text(app))
        assert "✓ 2 two" in screen_text(app)


async def test_several_questions_are_asked_one_by_one_and_the_guesses_survive(
    tmp_path: Path,
) -> None:
    level, record = level_with(tmp_path, more=QUESTION + SECOND_QUESTION), Record()
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        assert "And the second?" not in screen_text(app)
        await pilot.press("3")
        await until(pilot, lambda: "And the second?" in screen_text(app))
        await pilot.press("2", "1")
        assert "▸ 1 yes" in screen_text(app)
        screen = await start(pilot)
        screen.aim = Aim(*WIN[0])
        await pilot.press("enter")
        await until(pilot, lambda: record.unfinished_turns(level) == 1)
    again = DescentApp(level, settings=STILL)
    async with again.run_test(size=(120, 40)) as pilot:
        await at(pilot, PlayScreen)
        resumed = again.screen
        assert isinstance(resumed, PlayScreen)
        assert resumed.notes == AttemptNotes(before=(3, 1))
        await play_out(pilot, resumed, WIN[1:])
        await at(pilot, DebriefScreen)
        assert "▸ 3 three" in screen_text(again)
        await pilot.press("2")
        await until(pilot, lambda: "▸ 1 yes" in screen_text(again))
        await pilot.press("2", "1")
        await until(pilot, lambda: "Because of the second." in screen_text(again))
        said = AttemptNotes(before=(3, 1), after=(2, 2))
        await until(pilot, lambda: record.finished(level)[0].notes == said)


async def test_the_insight_is_shown_on_a_variant_too(tmp_path: Path) -> None:
    more = """
[variants]
mirrors = true
[[plays]]
name = "down the slope"
policy = { follow = "gradient", rate = 1.0 }
stars = 3
variants = true
"""
    app = DescentApp(level_with(tmp_path, more=more), seed=3, settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await pilot.press("g", "enter")
        await until(pilot, lambda: len(screen.game.turns) == 1)
        await pilot.press("r", "x")
        await at(pilot, DebriefScreen)
        await pilot.press("i")
        view = app.screen.query_one(MapView)
        await until(pilot, lambda: view.scene is not None and len(view.scene.overlay.bots) == 2)
        assert view.scene is not None
        shown = view.scene.overlay.bots[1]
        assert shown[0] == screen.game.variant.start
        assert screen.game.variant.surface.value(shown[-1]) <= 0.02


async def test_a_turn_of_the_debrief_shows_on_the_map(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await play_out(pilot, screen)
        await at(pilot, DebriefScreen)
        await pilot.press("left", "left", "i")
        view = app.screen.query_one(MapView)
        await until(pilot, lambda: view.scene is not None and len(view.scene.overlay.bots) == 2)
        assert view.scene is not None
        assert view.scene.overlay.player == tuple(screen.game.player.path[:4])
        assert "heading 35" in screen_text(app)


async def test_hints_come_in_tiers_and_help_explains(tmp_path: Path) -> None:
    level = level_with(tmp_path, more=QUESTION + INSIGHT)
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await start(pilot)
        await pilot.press("question_mark")
        await at(pilot, PageScreen)
        await until(pilot, lambda: "ON THE MAP" in screen_text(app))
        text = screen_text(app)
        for words in ("where you have been", "the compass", "Turn left", "Start over"):
            assert words in text
        await pilot.press("escape")
        await at(pilot, PlayScreen)


async def test_the_demonstration_plays_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        demo, "AIM_SECONDS", 60.0
    )  # only keys go on: a slow machine changes nothing
    monkeypatch.setattr(demo, "READ_SECONDS", 60.0)
    moves = [Move(heading, step) for heading, step in WIN]
    level = level_with(tmp_path)
    app = DescentApp(
        level, settings=STILL, first_screen=lambda _: DemoScreen(Attempt(level), moves)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, DemoScreen)
        screen = app.screen
        assert isinstance(screen, DemoScreen)
        await pilot.press("space")  # hold: on a slow machine it would aim by itself meanwhile
        aim = screen.aim
        await pilot.press("left", "g")
        assert screen.aim == aim  # the keys of a player do nothing
        for _ in WIN:
            await pilot.press("enter", "enter")
        await at(pilot, DebriefScreen)
        assert [turn.move for turn in screen.game.turns] == moves
        assert app.record.best(level) is None


@pytest.mark.parametrize("moves", ["axis", "gradient"])
async def test_levels_with_other_moves_can_be_played(tmp_path: Path, moves: str) -> None:
    level = level_with(tmp_path, rules=f'moves = "{moves}"', more="")
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        keys = ["up", "plus", "plus", "enter"] if moves == "axis" else ["up", "enter"]
        await pilot.press(*keys)
        await until(pilot, lambda: len(screen.game.turns) == 1)
        move = screen.game.turns[0].move
        assert move.heading == (90.0 if moves == "axis" else None)
        assert move.step == (0.63 if moves == "axis" else 0.5)


async def test_the_mouse_aims_and_moves(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        view = screen.query_one(MapView)
        assert view.view is not None
        place = view.view.cell_of((-2.0, -2.0))
        assert place is not None
        await pilot.click(MapView, offset=place)
        await until(pilot, lambda: screen.aim.heading not in (0.0, None))
        assert screen.aim.heading == pytest.approx(45.0, abs=12.0)
        await pilot.click(MapView, offset=place)
        await until(pilot, lambda: len(screen.game.turns) == 1)


async def test_the_smallest_terminal_is_said_in_words(tmp_path: Path) -> None:
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(70, 20)) as pilot:
        await at(pilot, TooSmallScreen)
        assert Size(70, 20) == app.size
        await pilot.resize_terminal(80, 24)
        await at(pilot, BriefScreen)


@pytest.mark.parametrize("style", ["braille", "blocks", "ascii"])
@pytest.mark.parametrize("theme", ["descent-dark", "descent-light"])
async def test_every_look_can_be_chosen_in_mid_game(tmp_path: Path, style: str, theme: str) -> None:
    app = DescentApp(level_with(tmp_path, map="sight = 0.5"), settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        app.theme = theme
        commands = {c.title: c.callback for c in app.get_system_commands(screen)}
        commands[f"Map style: {style}"]()
        await pilot.pause()
        view = screen.query_one(MapView)
        rows = [view.render_line(y).text for y in range(view.size.height)]
        dotted = {cell for row in rows for cell in row if "\u2800" <= cell <= "\u28ff"}
        assert (len(dotted) > 2) == (style == "braille")  # fog has a speck of its own
        if style == "ascii":
            assert "".join([*rows, screen_text(app)]).isascii()
        for words in ("Move", "Downhill", "Help", "Type an exact move", "Start over"):
            assert words in commands


ALL_OPEN = Settings(animate=False, all_open=True)


async def test_the_levels_are_listed_with_what_was_reached(tmp_path: Path) -> None:
    app = DescentApp(settings=ALL_OPEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        assert "First light" in screen_text(app)
        assert "Not played yet." in screen_text(app)
        await pilot.press("down", "enter")
        await at(pilot, BriefScreen)
        assert isinstance(app.screen, BriefScreen)
        assert app.screen.attempt.level.order == 2
        await pilot.press("escape")
        await at(pilot, LevelsScreen)
        assert isinstance(app.screen, LevelsScreen)
        assert app.screen.selected == 1


async def test_a_level_is_chosen_with_the_mouse() -> None:
    app = DescentApp(settings=ALL_OPEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        rows = [screen.query_one("#levels", LineView).render_line(y).text for y in range(20)]
        row = next(y for y, text in enumerate(rows) if "Steepest" in text)
        await pilot.click("#levels", offset=(4, row))
        await until(pilot, lambda: screen.levels[screen.selected].title == "Steepest")
        await pilot.click("#levels", offset=(4, row))
        await at(pilot, BriefScreen)


DRAWN_OFF_THE_MAP = (
    "[loss.parameters]\na = { value = -3.0, choices = [-3.0, 9.0, 9.1, 9.2, 9.3, 9.4] }"
)


async def test_a_variant_that_cannot_be_drawn_is_passed_over(tmp_path: Path) -> None:
    level = level_with(tmp_path, loss=DRAWN_OFF_THE_MAP, start='["a", "a"]', more="")
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        await play_out(pilot, await start(pilot))
        await at(pilot, DebriefScreen)
        await pilot.press("r")
        await at(pilot, BriefScreen)
        assert isinstance(app.screen, BriefScreen)
        assert app.screen.game.position == (-3.0, -3.0)
        assert app.screen.attempt.seed not in (None, 1)


async def test_a_first_variant_that_cannot_be_drawn_ends_the_app(tmp_path: Path) -> None:
    level = level_with(tmp_path, loss=DRAWN_OFF_THE_MAP, start='["a", "a"]', more="")
    app = DescentApp(level, seed=1, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert app.return_code == 2


@pytest.mark.parametrize("name", ["first-light", "one-at-a-time", "turn-the-axes"])
async def test_no_key_in_the_footer_is_cut(name: str) -> None:
    (path,) = (path for path in course_files() if path.stem == name)
    settings = Settings(animate=False, style="ascii")  # its Enter is longer than the sign for it
    app = DescentApp(read_level(path), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        await until(pilot, lambda: bool(screen.query("FooterKey")))
        palette = screen.query_one("FooterKey.-command-palette").region
        ends = [key.region.right for key in screen.query("FooterKey") if key.region != palette]
        assert max(ends) <= palette.x


async def test_the_first_picture_has_the_layout_of_its_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths = set[tuple[str | None, int]]()
    rewrite = LineView.rewrite

    def noting(view: LineView) -> None:
        widths.add((view.id, view.size.width))
        rewrite(view)

    monkeypatch.setattr(LineView, "rewrite", noting)
    app = DescentApp(level_with(tmp_path), settings=STILL)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, BriefScreen)
        await start(pilot)
        await pilot.press("right")
    assert widths - {("side", 0), ("status", 0)} == {("side", 40), ("status", 118)}
