"""The canvas: runs and text say the same as the cells, strokes join, edges cut."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from descent_game.rendering.canvas import BRAILLE, Canvas, braille
from descent_game.rendering.colour import DEFAULT, Ink

WHITE = Ink(0xFFFFFF, 0x000000)
shapes = st.tuples(st.integers(1, 6), st.integers(1, 12))


@st.composite
def canvases(draw: st.DrawFn) -> Canvas:
    shape = draw(shapes)
    glyphs = draw(arrays.arrays(np.uint32, shape, elements=st.sampled_from([32, 65, 0x2801])))
    colours = st.sampled_from([DEFAULT, 0, 0xFFFFFF])
    ink = draw(arrays.arrays(np.int32, shape, elements=colours))
    return Canvas(glyphs, ink, draw(arrays.arrays(np.int32, shape, elements=colours)))


@given(canvases())
def test_runs_are_the_canvas(canvas: Canvas) -> None:
    for row in range(canvas.rows):
        cells = [(c, run.ink, run.paper) for run in canvas.runs(row) for c in run.text]
        assert "".join(cell[0] for cell in cells) == canvas.text(row)
        for column, (character, ink, paper) in enumerate(cells):
            assert paper == canvas.paper[row, column]
            assert character == " " or ink == canvas.ink[row, column]


@given(canvases())
def test_neighbouring_runs_differ(canvas: Canvas) -> None:
    for row in range(canvas.rows):
        runs = list(canvas.runs(row))
        for first, second in itertools.pairwise(runs):
            assert (first.ink, first.paper) != (second.ink, second.paper)


@given(canvases(), st.integers(-15, 15), st.integers(-3, 8))
def test_text_is_cut_at_the_edges(canvas: Canvas, column: int, row: int) -> None:
    before = canvas.copy()
    canvas.write(column, row, "hello", 0xFF0000)
    canvas.put(column, row, "X", WHITE)
    changed = canvas.changed_rows(before)
    assert changed in ([], [row])


def test_changed_rows() -> None:
    before = Canvas.blank(5, 4)
    after = before.copy()
    after.paper[2, 3] = 7
    assert after.changed_rows(before) == [2]
    assert after.changed_rows(Canvas.blank(5, 3)) == [0, 1, 2, 3]


def test_braille_of_every_dot() -> None:
    dots = np.zeros((4, 4), dtype=np.bool_)
    dots[:, :2] = True
    assert braille(dots).tolist() == [[0x28FF, BRAILLE]]


def test_strokes_join_each_other_but_replace_what_is_below() -> None:
    below = Canvas.blank(1, 1, paper=0)
    below.glyphs[0, 0] = BRAILLE | 0x80
    canvas = below.copy()
    canvas.stroke(np.array([0]), np.array([0]), WHITE, below)
    canvas.stroke(np.array([1]), np.array([0]), WHITE, below)
    assert canvas.glyphs[0, 0] == BRAILLE | 0x01 | 0x08
    assert canvas.ink[0, 0] == 0xFFFFFF


def test_strokes_leave_markers_alone() -> None:
    below = Canvas.blank(1, 1)
    canvas = below.copy()
    canvas.put(0, 0, "@", WHITE)
    canvas.stroke(np.array([0]), np.array([0]), WHITE, below)
    assert canvas.lines() == ["@"]


def test_lines_have_no_trailing_spaces() -> None:
    canvas = Canvas.blank(4, 2)
    canvas.write(1, 0, "a")
    assert canvas.lines() == [" a", ""]
