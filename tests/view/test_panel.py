import ast
import math
from pathlib import Path

import pytest

from descent_game import view
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.wording import degrees, fitted
from descent_game.view.bars import bar, signed_bar
from descent_game.view.debrief import DebriefState, debrief_lines, row_of_turn, with_fitting_chart
from descent_game.view.line import Piece, hanging, plain_text, seven_bit, shortened, width_of
from descent_game.view.panel import play_panel
from descent_game.view.prompts import foot_lines
from descent_game.view.sides import BOT_GLYPHS
from descent_game.view.status import status_line
from tests.levels_for_tests import write_level
from tests.tui.playing import QUESTION, USUAL_KEYS, WIN, level_with, played

WIDTHS_AND_HEIGHTS = [(32, 16), (32, 18), (32, 30), (40, 35), (40, 60), (56, 55), (80, 24)]
TILTED = "((w1-2)**2+(w2-1)**2)/2+0.9*(w1-2)*(w2-1)"


@pytest.mark.parametrize(("width", "height"), WIDTHS_AND_HEIGHTS)
@pytest.mark.parametrize("moves", [[], WIN[:1], [(225.0, 2.0), (225.0, 2.0)]])
@pytest.mark.parametrize(
    "formula", [TILTED, f"1e6*({TILTED})", f"1e40*({TILTED})", f"1e-9*({TILTED})"]
)
def test_the_panel_fits_and_nothing_is_cut(
    tmp_path: Path, width: int, height: int, moves: list[tuple[float, float]], formula: str
) -> None:
    game = played(level_with(tmp_path, formula=formula, goal="loss = 1e-12"), moves)
    lines = play_panel(game, Aim(341.6, 0.00123), width, height)
    assert len(lines) <= height
    assert [plain_text(row) for row in lines if width_of(row) > width] == []


@pytest.mark.parametrize(
    ("height", "present", "absent"),
    [
        (60, ["LOSS BY TURN", "slopes changed", "The loss", "gd, rate"], []),
        (30, ["LOSS BY TURN", "The loss"], ["gd, rate"]),
        (23, ["slopes changed", "The loss"], ["LOSS BY TURN", "gd, rate"]),
        (17, ["slopes "], ["LOSS BY TURN", "slopes changed", "The loss"]),
    ],
)
def test_the_panel_folds_in_its_order(
    tmp_path: Path, height: int, present: list[str], absent: list[str]
) -> None:
    game = played(level_with(tmp_path), WIN[:1])
    text = "\n".join(plain_text(row) for row in play_panel(game, Aim(40.0, 2.0), 40, height))
    for words in ("you", "gd", "AIM", "step", "promise", "interaction", "together", *present):
        assert words in text
    for words in absent:
        assert words not in text


GHOST = """
[[ghosts]]
optimizer = "gd"
learning_rate = 0.1
"""


@pytest.mark.parametrize("ghosts", [1, 2, 3])
def test_further_bots_leave_room_for_the_readout(tmp_path: Path, ghosts: int) -> None:
    game = played(level_with(tmp_path, more=GHOST * ghosts), WIN[:1])
    lines = play_panel(game, Aim(40.0, 2.0), 32, 18)
    text = "\n".join(plain_text(row) for row in lines)
    assert len(lines) <= 18
    for words in ("promise ", "together", "promised"):
        assert words in text
    wide = "\n".join(plain_text(row) for row in play_panel(game, Aim(40.0, 2.0), 40, 35))
    assert f"\n {BOT_GLYPHS[ghosts]}  gd" in wide


def test_the_readout_of_the_panel_adds_up(tmp_path: Path) -> None:
    game = played(level_with(tmp_path, formula=TILTED), [(200.0, 0.7)])
    rows = [plain_text(row) for row in play_panel(game, Aim(40.0, 2.0), 32, 40)]
    number = {row[:12].strip(): row[12:22] for row in rows}
    parts = [float(number[name]) for name in ("w1 alone", "w2 alone", "interaction")]
    assert sum(parts) == pytest.approx(float(number["together"]), abs=1e-9)


def test_a_move_along_turned_axes_adds_up_too(tmp_path: Path) -> None:
    level = level_with(tmp_path, formula=TILTED, rules='moves = "axis"\nturn_axes = true')
    game = played(level, [(0.0, 0.5), (30.0, 0.5)])
    text = "\n".join(plain_text(row) for row in play_panel(game, Aim(30.0, 2.0), 32, 21))
    assert "interaction" in text


def test_a_level_without_instruments_tells_only_what_it_should(tmp_path: Path) -> None:
    game = played(level_with(tmp_path, map="instruments = []"), WIN[:1])
    text = "\n".join(plain_text(row) for row in play_panel(game, Aim(40.0, 2.0), 40, 60))
    assert "together" in text
    for words in ("compass", "slopes", "w1 alone", "interaction", "changed"):
        assert words not in text


@pytest.mark.parametrize(
    ("value", "left", "right"),
    [
        (0.0, "    ", "    "),
        (1.0, "    ", "▄▄▄▄"),
        (-1.0, "▄▄▄▄", "    "),
        (0.5, "    ", "▄▄  "),
        (-0.6, " ▗▄▄", "    "),
        (0.6, "    ", "▄▄▖ "),
        (math.nan, "    ", "    "),
    ],
)
def test_bars_grow_from_the_axis(value: float, left: str, right: str) -> None:
    assert plain_text(signed_bar(value, 1.0, 9, "w1")) == f"{left}│{right}"


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "▁▁▁▁"), (0.5, "▄▄▁▁"), (0.6, "▄▄▖▁"), (7.0, "▄▄▄▄"), (-1.0, "▁▁▁▁")]
)
def test_bars_stand_on_a_track(share: float, text: str) -> None:
    assert plain_text(bar(share, 4, "player")) == text


@pytest.mark.parametrize("turn", [None, 0, 2, 4])
@pytest.mark.parametrize("width", [34, 50, 64])
def test_the_account_fits_its_width(tmp_path: Path, width: int, turn: int | None) -> None:
    level = level_with(tmp_path)
    game = played(level, WIN)
    account = DebriefState(Attempt(level), game, "A debrief.", turn=turn, insight=True)
    lines = debrief_lines(account, width)
    assert [plain_text(row) for row in lines if width_of(row) > width] == []
    if turn:
        assert f"{turn}" in plain_text(lines[row_of_turn(account, width)])


@pytest.mark.parametrize(("width", "world"), [(78, True), (56, True), (50, False)])
def test_the_status_drops_the_world_first(tmp_path: Path, width: int, world: bool) -> None:
    level = level_with(tmp_path)
    text = plain_text(status_line(Attempt(level), played(level, WIN[:1]), width))
    assert ("Test world" in text) == world
    assert "turn 2 of 14" in text
    assert "★★★ par 4" in text


def test_stars_go_out_as_they_are_lost(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    shown = [
        plain_text(status_line(Attempt(level), played(level, [(0.0, 0.0)] * idle), 78))
        for idle in (3, 4, 8, 9)
    ]
    assert ["★" * 3 in shown[0], "★★☆" in shown[1], "★★☆" in shown[2], "★☆☆" in shown[3]] == [
        True
    ] * 4


def test_the_foot_has_the_question_then_keys_and_hints(tmp_path: Path) -> None:
    level = level_with(tmp_path, more=QUESTION)
    text = level.source.replace("[text]", '[text]\nhints = ["look", "think"]')
    level = write_level(tmp_path, text)
    feet = [
        [plain_text(row) for row in foot_lines(played(level, moves), hints, USUAL_KEYS, 78)]
        for moves, hints in [([], 0), (WIN[:1], 0), (WIN[:1], 1), (WIN[:1], 2), ([], 9)]
    ]
    assert {foot[0] for foot in feet} == {"?  What is the answer?"}
    assert len({len(foot) for foot in feet}) == 1
    assert "Enter moves" in feet[0][1]
    assert [foot[1] for foot in feet[1:]] == [
        "You are lower than gd now.",
        "Hint 1 of 2  look",
        "Hint 2 of 2  think",
        "Hint 2 of 2  think",
    ]


def test_the_debrief_fills_a_high_window(tmp_path: Path) -> None:
    level = level_with(tmp_path)
    account = DebriefState(Attempt(level), played(level, WIN), "Told.")
    low, fitting, high = (with_fitting_chart(account, 60, height) for height in (20, 50, 200))
    assert (low.chart_rows, high.chart_rows) == (9, 24)
    assert len(debrief_lines(fitting, 60)) == 50


def test_a_legend_stands_where_there_is_room(tmp_path: Path) -> None:
    game = played(level_with(tmp_path), WIN[:1])
    tall, low = (
        "\n".join(plain_text(row) for row in play_panel(game, Aim(40.0, 2.0), 52, height, "ascii"))
        for height in (56, 30)
    )
    assert "ON THE MAP" not in low
    for words in ("@ you", "b where it was", "S start", "> your aim", "o the goal"):
        assert words in tall


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [(16.76, 5, "16.8"), (0.01464, 5, "0.015"), (0.01464, 6, "0.0146"), (1234567.0, 5, "1e+06")],
)
def test_numbers_give_up_digits_before_they_are_cut(value: float, room: int, text: str) -> None:
    assert fitted(value, room) == text


@pytest.mark.parametrize(("heading", "text"), [(0.0, "0°"), (38.66, "38.7°"), (359.97, "0°")])
def test_headings_in_words(heading: float, text: str) -> None:
    assert degrees(heading) == text


def test_symbols_have_7_bit_likenesses() -> None:
    assert seven_bit("★ ● 45° ▸ ✓ → x") == "* @ 45d > + > x"
    assert seven_bit("naïve 字") == "naive ?"
    assert [seven_bit("⠒ ⠤", role) for role in ("player", "bot", "compass")] == [
        "x x",
        "~ ~",
        "g g",
    ]


VIEWS = Path(view.__file__).parent.glob("*.py")


@pytest.mark.parametrize("path", sorted(VIEWS), ids=lambda path: path.stem)
def test_every_sign_that_a_view_writes_has_a_7_bit_likeness(path: Path) -> None:
    literals = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    signs = {sign for literal in literals for sign in literal if not sign.isascii()}
    assert [sign for sign in sorted(signs) if "?" in seven_bit(sign)] == []


def test_a_text_hangs_beside_its_head_within_its_columns() -> None:
    rows = [plain_text(row) for row in hanging((Piece("1: "),), "one two three", 10)]
    assert rows == ["1: one two", "   three"]
    assert hanging((Piece("1: "),), "", 10) == [(Piece("1: "),)]


@pytest.mark.parametrize(("room", "text"), [(6, "ravine"), (5, "ravi…"), (1, "…")])
def test_a_text_is_shortened_to_its_room(room: int, text: str) -> None:
    assert shortened("ravine", room) == text
