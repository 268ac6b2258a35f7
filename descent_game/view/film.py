"""The film in lines: a step at ever shorter lengths, in numbers, as bars and zoomed to."""

import math
from collections.abc import Sequence
from itertools import zip_longest

import numpy as np

from descent_game.game.directions import heading_of
from descent_game.game.film import Film, Frame, line_of
from descent_game.game.wording import plain
from descent_game.rendering.stack import Stack, axis_of, draw_stack
from descent_game.view.bars import bar
from descent_game.view.cut import head_of
from descent_game.view.cut_plot import Look, plot_pieces
from descent_game.view.folding import NONE, headed
from descent_game.view.line import BLANK, Line, Piece, Role, line, width_of, wrapped
from descent_game.view.surroundings import heading_words

WIDE = 88
"""Columns from which on the bars stand beside the numbers."""
SHARE, NUMBER, PERCENT = 5, 9, 6
"""Columns of a share of the step, of a number, and of the number beside a bar."""
TABLE = SHARE + 4 * NUMBER
LOWEST_PANE = 5
BAR = 15
SMALL, TINY = 0.0995, 0.001
"""Below the first a share has a decimal; below the second it is only said to be smaller."""
PANE, GAP = 11, 2
"""Columns of a zoomed pane, and between two."""
PANE_POINTS = 25
PANE_SHARES = (1.0, 0.25, 1.0 / 16.0, 1.0 / 64.0)
KINK = (1.8, 2.2)
"""A factor in between counts as 2, that of the promise."""
FASTER = "Surprise shrinks faster than promise: in short enough steps the slopes decide."
AS_FAST = "Surprise shrinks no faster than promise: at a kink no step is short enough."
NOISY = "Surprise shrinks no faster than promise: the slope shown is off by some noise."
UNPROMISED = "Nothing is promised here: what happens is all surprise."
NOTHING = "Promise, interaction and surprise are 0, or lost in rounding."
EXACT = "There is neither: here the promise is exact."
UNDEFINED = "There is no loss or no slope here, so there is nothing to compare."
NO_STEP = "No step, no film."
COLUMNS: tuple[tuple[str, Role], ...] = (
    ("promise", "compass"), ("together", "player"), ("interact", "interaction"),
    ("surprise", "strong"),
)  # fmt: skip


def film_lines(
    film: Film | None, whose: str, size: tuple[int, int], look: Look, *, noisy: bool = False
) -> list[Line]:
    """Return a film in lines.

    Args:
        film: The film; None where the move leads nowhere.
        whose: What moves, such as ``your aim``.
        size: Columns and rows.
        look: How it is drawn.
        noisy: Whether the slope that was shown is not that of the loss.
    """
    width, height = size
    if film is None:
        return [headed(Piece("FILM", "title"), line(whose, "dim"), width), line(NO_STEP)]
    heading = heading_of(film.displacement)
    head = head_of("FILM", heading, f"{film.name} {plain(film.step)}", whose, width)
    if width < WIDE:
        lines = _narrow(film, noisy=noisy, size=(width, height - 1))
    else:
        lines = _wide(film, noisy=noisy, size=(width, height - 1), look=look)
    return [head, *lines][:height]


def film_sentences(film: Film, *, noisy: bool = False) -> list[str]:
    """Return by what the last halvings divide promise, interaction and surprise."""
    last = film.frames[-1]
    if not (math.isfinite(last.promise) and math.isfinite(last.together)):
        return [UNDEFINED]
    factors = film.interaction_factor, film.surprise_factor
    promised = last.is_known(last.promise)
    if factors == (None, None):
        return [EXACT if promised else NOTHING]
    pairs = list(zip(("interaction", "surprise"), factors, strict=True))
    parts = [f"{name} by {plain(factor, 2)}" for name, factor in pairs if factor is not None]
    none = "".join(f"; the {name} is 0" for name, factor in pairs if factor is None)
    divided = ", ".join(["promise by 2", *parts] if promised else parts)
    words = f"At the end halving divides {divided}{none}."
    if not promised:
        return [words, UNPROMISED]
    surprise = film.surprise_factor
    if surprise is None or surprise < KINK[0]:
        return [words]
    if surprise > KINK[1]:
        return [words, FASTER]
    return [words, NOISY if noisy else AS_FAST]


def frame_texts(frame: Frame) -> list[str]:
    """Return the share of the step, the promise, together, interaction and surprise."""
    values = (frame.promise, frame.together, frame.interaction, frame.surprise)
    return [share_text(frame.share), *(_number(v, frame.is_known(v)) for v in values)]


def share_text(share: float) -> str:
    """Return a share such as 1/4."""
    return "1" if share == 1.0 else f"1/{round(1.0 / share)}"


def _number(value: float, is_known: bool) -> str:
    if not math.isfinite(value):
        return NONE
    if not (is_known and value):
        return "0"
    text = f"{value:+#.3g}".rstrip(".")
    return text if len(text) < NUMBER else f"{value:+.1e}"


def _table(frames: Sequence[Frame]) -> list[Line]:
    head = [Piece(f"{'step':<{SHARE}}", "dim")]
    rows: list[Line] = [(*head, *(Piece(f"{n:>{NUMBER}}", role) for n, role in COLUMNS))]
    for frame in frames:
        share, *numbers = frame_texts(frame)
        cells = (Piece(f"{number:>{NUMBER}}") for number in numbers)
        rows.append((Piece(f"{share:<{SHARE}}", "strong"), *cells))
    return rows


def _ratio_bar(film: Film, ratio: float, width: int, role: Role) -> Line:
    """Return a part as a share of the promise: a bar, and its number."""
    ratios = [each for f in film.frames for each in (f.ratio(f.interaction), f.ratio(f.surprise))]
    largest = max((each for each in ratios if math.isfinite(each)), default=0.0)
    share = ratio / largest if largest and math.isfinite(ratio) else 0.0
    return (*bar(share, width, role), Piece(f"{_percent(ratio):>{PERCENT}}"))


def _bars(film: Film, frame: Frame, width: int) -> Line:
    """Return both parts of a frame as shares of its promise."""
    return (
        *_ratio_bar(film, frame.ratio(frame.interaction), width, "interaction"),
        Piece(" " * GAP),
        *_ratio_bar(film, frame.ratio(frame.surprise), width, "strong"),
    )


def _bar_heads(width: int) -> Line:
    column = width + PERCENT
    wide = len("interaction / promise") <= column
    first, second = ("interaction" if wide else "interact"), "surprise"
    rest = " / promise" if wide else "/promise"
    return (
        Piece(first, "interaction"),
        Piece(f"{rest:<{column - len(first)}}", "dim"),
        Piece(" " * GAP),
        Piece(second, "strong"),
        Piece(f"{rest:<{column - len(second)}}", "dim"),
    )


def _narrow(film: Film, size: tuple[int, int], *, noisy: bool) -> list[Line]:
    """Return the table, and the bars below it; where there is little room of fewer frames."""
    width, height = size
    words = [row for text in film_sentences(film, noisy=noisy) for row in wrapped(text, width)]
    count = (height - 2 - len(words)) // 2
    frames = _chosen(film.frames, count)
    room = (width - SHARE - GAP) // 2 - PERCENT
    bars: list[Line] = [
        (Piece(f"{share_text(frame.share):<{SHARE}}", "strong"), *_bars(film, frame, room))
        for frame in frames
    ]
    heads: Line = (Piece(" " * SHARE), *_bar_heads(room))
    return [*_table(frames), heads, *bars, *words]


def _chosen(frames: Sequence[Frame], count: int) -> list[Frame]:
    """Return at most so many frames: the first ones, and always the last."""
    if len(frames) <= count:
        return list(frames)
    return [*frames[: max(count - 1, 0)], frames[-1]]


def _wide(film: Film, size: tuple[int, int], look: Look, *, noisy: bool) -> list[Line]:
    """Return the table with the bars beside it, and as many panes as there is room for."""
    width, height = size
    left = TABLE + GAP + 2 * (BAR + PERCENT) + GAP
    words = [row for text in film_sentences(film, noisy=noisy) for row in wrapped(text, left)]
    frames = _chosen(film.frames, height - 2 - len(words))
    beside = [_bar_heads(BAR), *(_bars(film, frame, BAR) for frame in frames)]
    gap = Piece(" " * GAP)
    rows: list[Line] = [
        *((*table, gap, *bars) for table, bars in zip(_table(frames), beside, strict=True)),
        BLANK,
        *words,
    ]
    panes = _panes(film, (width - left, height), look)
    return [
        (*row, Piece(" " * (left - width_of(row))), *pane)
        for row, pane in zip_longest(rows, panes, fillvalue=BLANK)
    ]


def _panes(film: Film, size: tuple[int, int], look: Look) -> list[Line]:
    """Return loss and tangent over ever shorter parts of the step, each zoomed to its own."""
    count = min(size[0] // (PANE + GAP), len(PANE_SHARES))
    if not count or size[1] < LOWEST_PANE:
        return []
    width, rows = size[0] // count - GAP, size[1] - 1
    shares = [PANE_SHARES[round(n * 3 / max(count - 1, 1))] for n in range(count)]
    heads: list[Piece] = []
    columns = []
    for share in shares:
        heads += [
            Piece(" " * GAP),
            Piece(f"{f'zoom {share_text(share)}':<{width}}"[:width], "dim"),
        ]
        columns.append(_pane(film, share, (width, rows), look))
    lines: list[Line] = [
        tuple(piece for pane in columns for piece in (Piece(" " * GAP), *pane[row]))
        for row in range(rows)
    ]
    return [tuple(heads), *lines]


def _pane(film: Film, share: float, size: tuple[int, int], look: Look) -> list[Line]:
    together, promise = line_of(film, share, PANE_POINTS)
    nothing = np.full(PANE_POINTS, math.nan)
    fog = np.zeros(PANE_POINTS, dtype=np.bool_)
    stack = Stack((nothing, nothing, nothing), together, promise, fog)
    cells = draw_stack(stack, axis_of(stack, size[1]), size, look.style, letters=look.letters)
    return [tuple(plot_pieces(cells, row, look)) for row in range(size[1])]


TEXT_SHARES = (1.0, 0.5, 0.25, 1.0 / 64.0)
"""The lengths in plain text."""


def film_table(film: Film, whose: str, *, noisy: bool = False) -> list[str]:
    """Return a film in eight lines of plain text: a table, and what shrinks how fast."""
    heads = "".join(f"{name:>{NUMBER + 3}}" for name in ("promise", "together", "interaction"))
    lines = [
        f"The film of {whose}, towards {heading_words(heading_of(film.displacement))}, {film.name}"
        f" {plain(film.step)}:",
        f"  {'step':<{SHARE}}{heads}{'surprise':>{NUMBER + 3}}{'of promise':>{NUMBER + 3}}",
    ]
    for frame in film.frames:
        if frame.share in TEXT_SHARES:
            share, *numbers = frame_texts(frame)
            cells = "".join(f"{number:>{NUMBER + 3}}" for number in numbers)
            ratio = _percent(frame.ratio(frame.surprise))
            lines.append(f"  {share:<{SHARE}}{cells}{ratio:>{NUMBER + 3}}")
    return [*lines, *film_sentences(film, noisy=noisy)]


def _percent(ratio: float) -> str:
    """Return a part as a share of the promise."""
    if not math.isfinite(ratio):
        return NONE
    if 0.0 < ratio < SMALL:
        return f"{ratio:.1%}" if ratio >= TINY else f"<{TINY:.1%}"
    if ratio < 10.0:
        return f"{ratio:.0%}"
    return f"x{ratio:.0f}" if ratio < 1e5 else f"x{ratio:.0e}"
