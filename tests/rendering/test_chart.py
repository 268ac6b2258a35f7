import math
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.racing import Lane, run_baselines, run_specs
from descent_game.rendering.chart import NOTHING, draw_chart, plotted
from descent_game.rendering.chart_labels import spread_rows
from descent_game.rendering.chart_layout import Cell, Chart, Dots, Drawing, Field, Row, Run
from descent_game.rendering.chart_scale import cap_of, kept_losses, number, scale_of
from descent_game.rendering.style import STYLES, Style
from descent_game.view.race_chart import race_chart

GOLDEN = Path(__file__).parent / "charts"
INF, NAN = math.inf, math.nan
FALLING = [50.0 * 0.7**turn for turn in range(21)]
GLYPHS = "●◆▲■▼"
LETTERS = "ABCDEFGHIJ"


def plain_rows(rows: Sequence[Row[str]]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


def chart_of(*runs: Sequence[float], goal: float = NAN, turns: int | None = None) -> Chart[str]:
    named = [Run(f"gd {n}", LETTERS[n], f"run {n}", losses) for n, losses in enumerate(runs)]
    return Chart(named, goal=goal, turns=turns)


def text_of(
    *runs: Sequence[float], size: tuple[int, int] = (60, 14), style: Style = "braille",
    goal: float = NAN,
) -> list[str]:  # fmt: skip
    return plain_rows(draw_chart(chart_of(*runs, goal=goal), size, style=style))


def gutter(rows: Sequence[str]) -> list[str]:
    """Return the texts left of the axis, from top to bottom."""
    return [label for row in rows[1:-2] if (label := row.partition("┤")[0].strip()) and "┤" in row]


def row_of(rows: Sequence[str], glyph: str) -> int:
    """Return the row of the mark of a run, the first from the left below the title."""
    return min(
        (n for n, row in enumerate(rows) if n and glyph in row),
        key=lambda n: rows[n].index(glyph),
    )


ODD = {
    "NaN": [50.0, 20.0, NAN, 5.0],
    "infinite": [50.0, 500.0, INF],
    "minus infinite": [50.0, 20.0, -INF],
    "overflow": [50.0, 1e308, INF],
    "huge start": [1e308, 5e307, 1e300],
    "both ends": [-1e308, 1e308],
    "zeros": [50.0, 5.0, 0.5, 0.0, 0.0],
    "only zeros": [0.0, 0.0],
    "negative": [3.0, -0.5, -2.0, -2.1],
    "only negative": [-1.0, -2.0, -4.0],
    "unbounded below": [1.0, -1e3, -1e9, -1e200],
    "one value": [7.0],
    "constant": [7.0] * 9,
    "nearly constant": [1.0, 1.0 + 1e-15, 1.0 + 3e-16],
    "denormal": [1e-300, 1e-310, 0.0],
    "500 turns": [50.0 * 0.97**turn + turn % 7 for turn in range(501)],
    "tiny start": [1e-12, 1.0, 1e5],
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("losses", ODD.values(), ids=ODD)
def test_odd_losses_are_drawn_beside_ordinary_ones(losses: list[float], style: Style) -> None:
    for runs in ([losses], [FALLING, losses], [losses, FALLING]):
        for goal in (NAN, 0.05, -1.0, 0.0):
            rows = text_of(*runs, style=style, goal=goal)
            assert len(rows) == 14
            assert max(map(len, rows)) <= 60
            labels = gutter(rows)
            assert len(set(labels)) == len(labels)
            for number_ in range(len(runs)):
                assert LETTERS[number_] in "".join(rows[1:])


losses_of = st.lists(st.floats(width=64), min_size=1, max_size=40)


@settings(max_examples=120)
@given(
    runs=st.lists(losses_of, max_size=10),
    size=st.tuples(st.integers(20, 200), st.integers(4, 40)),
    goal=st.floats(),
    turn=st.none() | st.integers(0, 50),
    style=st.sampled_from(STYLES),
)
def test_any_floats_give_a_chart_of_its_size(
    runs: list[list[float]], size: tuple[int, int], goal: float, turn: int | None, style: Style
) -> None:
    chart = Chart(chart_of(*runs).runs, goal=goal, turn=turn)
    rows = plain_rows(draw_chart(chart, size, style=style))
    assert len(rows) == size[1]
    assert max(map(len, rows)) <= size[0]
    assert all(row == row.rstrip() for row in rows)
    assert "\x1b" not in "".join(rows)
    if style == "ascii":
        assert "".join(rows).isascii()


@settings(max_examples=60)
@given(
    runs=st.lists(st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=30), min_size=1, max_size=5),
    size=st.tuples(st.integers(20, 120), st.integers(4, 40)),
    style=st.sampled_from(STYLES),
)
def test_every_mark_stands_where_plotext_draws_the_end(
    runs: list[list[float]], size: tuple[int, int], style: Style
) -> None:
    chart = chart_of(*runs)
    kept = [kept_losses(losses, cap_of(runs, NAN)) for losses in runs]
    scale = scale_of(kept, NAN)
    assert scale is not None
    drawing = Drawing(chart, kept, scale, size, style)
    drawn: list[Cell] = []

    def recorded(lines: dict[int, Dots], glyphs: Sequence[str], field: Field) -> list[Cell]:
        drawn.extend(plotted(lines, glyphs, field))
        return drawn

    rows = plain_rows(drawing.rows(recorded))
    cells = {(cell.row, cell.column) for cell in drawn}
    for place, losses in drawing.lines.items():
        row = drawing.field.row_of(losses[-1])
        column = drawing.field.column_of(len(losses) - 1)
        assert (row, column) in cells
        shown = rows[row + 1][drawing.gutter + 1 + column]
        assert shown in LETTERS
        assert shown == LETTERS[place] or len(runs) > 1


def test_nothing_finite_is_a_word() -> None:
    for runs in ([], [[NAN]], [[NAN, 3.0], [INF]]):
        rows = text_of(*runs, size=(20, 4))
        assert rows == ["loss by turn", NOTHING[:20], "", ""]
    assert text_of([1.0], size=(19, 10)) == text_of([1.0], size=(40, 3)) == []


def test_decades_and_whole_turns_are_the_labels() -> None:
    rows = text_of([1000.0 * 0.5**turn for turn in range(21)], size=(60, 22))
    assert rows[0].endswith("log scale")
    assert gutter(rows) == ["1000", "100", "10", "1", "0.1", "0.01", "1e-3"]
    assert rows[-1].split() == ["turn", "0", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20"]


def test_a_narrow_range_is_linear_with_round_labels() -> None:
    rows = text_of([3.0, 2.5, 2.0, 1.0])
    assert "log" not in rows[0]
    assert gutter(rows) == ["3", "2.5", "2", "1.5", "1"]
    assert gutter(text_of([0.0, 0.0])) == ["1", "0.5", "0", "-0.5", "-1"]


def test_a_run_that_leaves_does_not_flatten_the_others() -> None:
    alone = row_of(text_of(FALLING), "A")
    leaving = [50.0 * 3.0**turn for turn in range(12)]
    for last in ([], [INF], [1e300], [NAN]):
        rows = text_of(FALLING, [*leaving, *last])
        assert row_of(rows, "B") == 1
        start = next(n for n, row in enumerate(rows) if n and row[6] not in " ·")
        assert alone - start >= 6  # of the eleven rows


def test_a_run_that_comes_back_from_far_above_is_drawn_whole() -> None:
    rows = text_of([10.0, 3000.0, 5.0, 1.0])
    assert gutter(rows)[0] == "1000"
    assert row_of(rows, "A") == len(rows) - 3


def test_what_stands_on_the_floor_is_told() -> None:
    assert gutter(text_of([50.0, 5.0, 0.5, 0.0]))[-1] == "≤0.5"
    assert gutter(text_of([50.0, 1e-5], goal=0.05))[-1] == "≤5e-4"
    (last,) = (row for row in text_of([50.0, 0.5, 0.0], style="ascii") if "<=" in row)
    assert last.startswith("<=0.5+")


def test_losses_below_zero_keep_their_differences() -> None:
    """Where most lie near the lowest, the scale is logarithmic above it, with losses as labels."""
    crowded = [100.0 * 0.5**turn - 2.0 for turn in range(21)]
    rows = text_of(crowded, goal=-1.9, size=(60, 20))
    assert "log scale above -2" in rows[0]
    assert {"98", "8", "-1"} & set(gutter(rows))
    assert text_of([3.0, 1.0, -1.0, -3.0])[0] == "loss by turn"


def test_the_goal_is_a_line_with_its_name_and_value() -> None:
    lines: dict[Style, str] = {"braille": "╌ goal ╌", "ascii": "- goal -"}
    for style, line in lines.items():
        (row,) = (row for row in text_of(FALLING, goal=0.125, style=style) if " goal " in row)
        assert row.startswith("0.125")
        assert line in row


def test_names_are_moved_apart_and_keep_their_order() -> None:
    rows = text_of(*([50.0, 1.0 + 0.001 * n] for n in range(5)))
    named = [n for n, row in enumerate(rows) if "gd " in row]
    assert len(named) == 5
    assert [row[row.index("gd ") :][:4] for row in rows if "gd " in row] == [
        "gd 4", "gd 3", "gd 2", "gd 1", "gd 0",
    ]  # fmt: skip
    assert spread_rows([3, 3, 3], 9) == [3, 4, 5]
    assert spread_rows([7, 8, 8], 9) == [6, 7, 8]
    assert spread_rows([0, 0, 8], 3) == [0, 1, 2]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", [(60, 14), (40, 8), (24, 8)])
def test_identical_runs_are_both_told(size: tuple[int, int], style: Style) -> None:
    rows = "\n".join(text_of(FALLING, FALLING, size=size, style=style))
    assert "B gd 1 = A" in rows or "AB" in rows


def test_glyphs_alone_are_left_where_names_have_no_room() -> None:
    rows = text_of(*([50.0, 2.0 - 0.001 * n] for n in range(9)), size=(80, 6))
    assert any("ABCDEFGHI" in row for row in rows)
    cut = text_of(*([50.0, 2.0 - 0.001 * n] for n in range(9)), size=(20, 6))
    assert any(row.endswith("…") for row in cut)


def test_a_note_tells_how_a_run_ended_and_nan_is_undefined() -> None:
    runs = [Run("gd", "A", "a", [5.0, 60.0], note="off the map"), Run("adam", "B", "b", [5.0, NAN])]
    rows = "\n".join(plain_rows(draw_chart(Chart(runs, turns=3), (70, 12), style="braille")))
    assert "A gd off the map" in rows
    assert "B adam undefined" in rows
    early = "\n".join(plain_rows(draw_chart(Chart(runs, turn=0), (70, 12), style="braille")))
    assert "gd 5" in early
    assert "off the map" not in early


def test_the_scale_stays_as_a_chart_grows() -> None:
    charts = [
        draw_chart(Chart(chart_of(FALLING).runs, turn=turn), (60, 14), style="braille")
        for turn in (0, 7, 20)
    ]
    first, *later = (gutter(plain_rows(chart)) for chart in charts)
    assert later == [first, first]


def test_a_run_may_start_later() -> None:
    runs = [Run("gd", "A", "a", FALLING), Run("adam", "B", "b", [10.0, 1.0, 0.5], start=5)]
    rows = plain_rows(draw_chart(Chart(runs), (60, 14), style="ascii"))
    assert any("B" in row[7:40] for row in rows[1:])
    hidden = plain_rows(draw_chart(Chart(runs, turn=4), (60, 14), style="ascii"))
    assert "B" not in "".join(hidden)


def test_glyphs_that_are_not_seven_bit_become_letters_in_the_ascii_style() -> None:
    runs = [Run("größe", glyph, "r", [50.0, 2.0 + n]) for n, glyph in enumerate("●◆B")]
    text = "".join(plain_rows(draw_chart(Chart(runs), (60, 14), style="ascii")))
    assert text.isascii()
    assert all(letter in text for letter in "ACB")


def test_roles_are_those_of_the_runs() -> None:
    rows = draw_chart(chart_of(FALLING, [50.0, 3.0], goal=0.5), (60, 14), style="braille")
    assert {role for row in rows for _, role in row} == {
        "run 0", "run 1", "title", "rule", "dim", "goal",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "0"), (-0.0, "0"), (1000.0, "1000"), (1e5, "1e5"), (0.01, "0.01"), (0.001, "1e-3"),
        (0.00333, "0.00333"), (1.52e-7, "1.52e-7"), (903.2, "903"), (-1234.0, "-1234"),
        (INF, "inf"), (NAN, "undefined"), (1e308, "1e308"), (0.5, "0.5"),
    ],
)  # fmt: skip
def test_numbers_are_as_short_as_can_be(value: float, told: str) -> None:
    assert number(value) == told


def test_threads_draw_whole_charts() -> None:
    charts = [chart_of(FALLING, [50.0 * 0.01 * n, 3.0 + n]) for n in range(1, 9)]
    alone = [draw_chart(chart, (50, 12), style="braille") for chart in charts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda c: draw_chart(c, (50, 12), style="braille"), charts)) == alone


def test_a_chart_needs_no_terminal_and_is_not_cut_to_one() -> None:
    code = (
        "from descent_game.rendering.chart import draw_chart\n"
        "from descent_game.rendering.chart_layout import Chart, Run\n"
        "c = Chart([Run('gd', 'A', 'a', [5.0, 3.0, 1.0])], title='')\n"
        "rows = draw_chart(c, (150, 60), style='ascii')\n"
        "print(max(len(''.join(text for text, _ in row)) for row in rows))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, env={"COLUMNS": "40", "LINES": "10"}, check=True,
    )  # fmt: skip
    assert done.stdout == "150\n"


def race(level: str, specs: Sequence[str], turns: int) -> list[Lane]:
    variant = Game(open_level(level)).variant
    return [*run_specs(specs, variant, turns), *run_baselines(variant, turns)]


RACES: dict[str, tuple[list[str], tuple[int, int], Style]] = {
    "ravine": (["momentum:learning_rate=0.04,momentum=0.7"], (79, 20), "braille"),
    "pick-the-rate": (
        ["gd:learning_rate=0.183", "adam:learning_rate=0.5", "rmsprop:learning_rate=0.3"],
        (79, 20),
        "ascii",
    ),
    "saddle": (["gd:learning_rate=0.3"], (34, 9), "braille"),
}


@pytest.mark.parametrize("level", RACES)
def test_real_races_look_as_they_were_seen(level: str) -> None:
    specs, size, style = RACES[level]
    lanes = race(level, specs, 30)
    chart = race_chart(lanes, [f"{n}" for n in range(len(lanes))], 30)
    drawn = plain_rows(draw_chart(chart, size, style=style))
    assert drawn == (GOLDEN / f"{level}.txt").read_text(encoding="utf-8").splitlines()
