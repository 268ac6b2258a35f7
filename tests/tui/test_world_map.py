import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import Catalogue, catalogue, course, open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.course_progress import LevelProgress, next_stage, trail
from descent_game.player.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.messages import NextLevel
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.levels import LevelsScreen
from descent_game.view.line import plain_text, seven_bit, width_of
from descent_game.view.world_map import TrailView, broken_lines, stage_lines, world_rows
from tests.catalogue.packs_for_tests import make_pack, turn_on
from tests.tui.playing import FIRST_LIGHT_WIN, STILL, at, played, screen_text, until


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    yield
    gc.unfreeze()


@pytest.fixture(scope="module")
def levels() -> tuple[Level, ...]:
    return course()


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    turn_on(monkeypatch)
    return tmp_path / "home" / "packs"


def stages_of(levels: tuple[Level, ...], folder: Path) -> tuple[LevelProgress, ...]:
    """Return the course with its first level won."""
    record, game = Record(folder), Game(levels[0])
    for heading, step in FIRST_LIGHT_WIN:
        game.play(Move(heading, step))
    record.save(Attempt(levels[0]), game)
    return trail(levels, record)


@pytest.mark.parametrize("size", [(44, 22), (60, 38), (60, 58)])
def test_every_line_fits_and_the_cursor_is_always_there(
    levels: tuple[Level, ...], tmp_path: Path, size: tuple[int, int]
) -> None:
    width, height = size
    stages = stages_of(levels, tmp_path)
    for place in range(len(stages)):
        walk = TrailView(stages, place, next_stage(stages))
        rows = world_rows(walk, width, height)
        assert all(width_of(row.line) <= width for row in rows)
        assert sum(row.line[0].text == "▸ " for row in rows if row.line) == 1
        assert all(width_of(line) <= 34 for line in stage_lines(walk, 34))


def test_the_map_tells_what_was_reached_without_any_colour(
    levels: tuple[Level, ...], tmp_path: Path
) -> None:
    stages = stages_of(levels, tmp_path)
    walk = TrailView(stages, 0, next_stage(stages))
    text = [plain_text(row.line) for row in world_rows(walk, 60, 22)]
    assert text[0].startswith("1 ONE WEIGHT AT A TIME")
    assert text[0].endswith("★ 3 of 9")
    assert text[1].split() == ["▸", "●", "First", "light", "★★★", "4", "turns"]
    assert text[2].split() == ["»", "One", "at", "a", "time", "☆☆☆", "next"]
    assert text[3].split() == ["·", "Steepest", "locked"]
    assert any(line.startswith("3 Finite steps  ·─·") for line in text)
    assert "?" not in "".join(map(seven_bit, text))


async def test_a_locked_level_says_what_opens_it() -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "next" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(app._notifications) == 1)
        assert isinstance(app.screen, LevelsScreen)
        assert "Locked: opens with a star on" in screen_text(app)


async def test_typing_searches_and_escape_ends_it() -> None:
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        await until(pilot, lambda: bool(screen.stages))
        await pilot.press(*"ravine")
        await until(pilot, lambda: "Search: ravine" in screen_text(app))
        text = screen_text(app)
        assert "3 levels" in text
        assert "First light" not in text
        assert screen.levels[screen.selected].id == "ravine"
        await pilot.press(*"q q")  # a search may hold any letter, and spaces
        await until(pilot, lambda: "No level is called that" in screen_text(app))
        await pilot.press(*["backspace"] * 3, "down")
        assert screen.levels[screen.selected].id == "leaning-ravine"
        await pilot.press("escape")
        await until(pilot, lambda: screen.list_view.search is None)
        assert "1 One weight at a time" in screen_text(app)
        assert screen.levels[screen.selected].id == "leaning-ravine"
        await pilot.press("escape")  # nobody is thrown out by one Escape too many
        await pilot.pause()
        assert app.screen is screen
        assert app.is_running


@pytest.mark.parametrize(
    ("keys", "level"),
    [
        (["end"], ""),
        (["end", "home"], "first-light"),
        (["pagedown"], "tilted-bowl"),
        (["pagedown", "down", "pageup"], "tilted-bowl"),
        (["pagedown"] * 9, ""),
        (["down", "pageup", "up"], "first-light"),
    ],
)
async def test_keys_along_the_trail(keys: list[str], level: str) -> None:
    """The last level has no name here: others may come after it."""
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        await until(pilot, lambda: bool(screen.stages))
        await pilot.press(*keys)
        assert screen.levels[screen.selected].id == (level or screen.levels[-1].id)


async def test_every_level_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_LEVELS", "all")
    app = DescentApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "next" in screen_text(app))
        assert "locked" not in screen_text(app)
        await pilot.press("end", "enter")
        await at(pilot, BriefScreen)


@pytest.mark.parametrize(("moves", "screen"), [(FIRST_LIGHT_WIN, BriefScreen), ([], LevelsScreen)])
async def test_the_next_level_opens_with_a_star(
    moves: list[tuple[float, float]], screen: type
) -> None:
    level = open_level("first-light")
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        game = played(level, moves)
        game.resign()
        app.record.save(Attempt(level), game)
        app.post_message(NextLevel(level))
        await until(pilot, lambda: "One at a time" in screen_text(app))
        assert isinstance(app.screen, screen)


LONG = "A thirty-character-long title!"


def packs_of(folder: Path) -> Catalogue:
    """Return the course, a pack with a title as long as may be, and two that are broken."""
    pack = make_pack(folder / "long", *(f"level-{n}" for n in range(9)))
    (pack / "pack.toml").write_text(f'name = "long"\ntitle = "{LONG}"\n', encoding="utf-8")
    (pack / "torn.toml").write_text("format = 7\n", encoding="utf-8")
    make_pack(folder / "a-folder-with-a-name-that-is-much-too-long-for-its-row", "rim")
    return catalogue()


@pytest.mark.parametrize("size", [(44, 22), (60, 38), (60, 70)])
def test_packs_are_worlds_on_the_map_and_what_is_broken_stands_below(
    packs: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    width, height = size
    levels, broken = packs_of(packs)
    stages = trail(levels, Record(tmp_path))
    for place in range(len(stages) + len(broken)):
        rows = world_rows(TrailView(stages, place, 0, broken=broken), width, height)
        assert all(width_of(row.line) <= width for row in rows)
        text = [plain_text(row.line) for row in rows]
        assert (
            sum(row.entry == place and "▸" in line for row, line in zip(rows, text, strict=True))
            == 1
        )
        assert sum(LONG.lower() in line.lower() for line in text) == 1
        assert text[-2].split()[-1] == "broken"
        assert text[-1].split()[-3:] == ["long", "partly", "broken"]
    assert [row.entry for row in rows[-2:]] == [len(stages), len(stages) + 1]
    told = " ".join(plain_text(line).strip() for line in broken_lines(broken[1], 34))
    assert "Not all of its levels can be used: torn.toml:1:10: format: format 7 is newer" in told


async def test_a_broken_pack_tells_its_reason_and_is_not_played(packs: Path) -> None:
    make_pack(packs / "fire")
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "next" in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: "there is no level file" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(app._notifications) == 1)
        assert isinstance(app.screen, LevelsScreen)


async def test_a_level_of_a_pack_is_searched_for_briefed_and_left_again(packs: Path) -> None:
    make_pack(packs / "fire", "ravine")
    app = DescentApp(settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, LevelsScreen)
        await until(pilot, lambda: "next" in screen_text(app))
        await pilot.press(*"fire/")
        await until(pilot, lambda: "1 level" in screen_text(app))
        await pilot.press("enter")
        await at(pilot, BriefScreen)
        assert "Fire" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "3 FIRE" in screen_text(app))
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        assert screen.levels[screen.selected].address == "fire/ravine"


@pytest.mark.parametrize("height", [18, 22, 30, 38, 60])
def test_the_worlds_that_are_unfolded_are_neighbours(
    levels: tuple[Level, ...], tmp_path: Path, height: int
) -> None:
    stages = stages_of(levels, tmp_path)
    for selected in range(len(stages)):
        rows = world_rows(TrailView(stages, selected, None), 60, height)
        assert len(rows) <= height
        texts = [plain_text(row.line) for row in rows]
        assert sum(text.startswith("▸") for text in texts) == 1
        unfolded = [text[2:5].isupper() for text in texts if text[:1].isdigit()]
        first, last = unfolded.index(True), len(unfolded) - unfolded[::-1].index(True)
        assert all(unfolded[first:last])
