"""The sentence about a move is true: its facts are computed again with 50 digits."""

from collections.abc import Callable
from pathlib import Path

import mpmath  # type: ignore[import-untyped]
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.readout import MoveResult
from descent_game.game.wording import sentence
from tests.levels_for_tests import make_level

mpmath.mp.dps = 50
SAMPLES = 2000

BOWL = "(w1**2 + w2**2)/2"
SADDLE = "w1*w2 + (w1**4 + w2**4)/20"
CRATE = "2 - cos(2*w1) - cos(2*w2) + (w1**2 + w2**2)/20"
TAIL = "exp(-w1) + w2**2/10"
CREST = "sin(w1) + w2**2/10"

SITUATIONS = {
    "no slope on the way, and higher": (BOWL, (0.0, 3.0), 0.0, 1.0, "said nothing, but", "higher"),
    "a saddle, and lower": (SADDLE, (0.0, 0.0), 135.0, 1.0, "said nothing, but", "lower"),
    "a saddle, along an axis": (SADDLE, (0.0, 0.0), 0.0, 1.5, "said nothing, but", "higher"),
    "level all along": (TAIL, (1.0, 0.0), 90.0, 0.0, "No step", ""),
    "uphill": (BOWL, (1.0, 0.0), 0.0, 1.0, "said up, and up", ""),
    "over a rim": (CRATE, (1.0, 0.0), 0.0, 2.0, "said up, but further", ""),
    "too far": (BOWL, (2.0, 0.0), 180.0, 4.5, "went past it", ""),
    "as far back as forth": (BOWL, (2.0, 0.0), 180.0, 4.0, "ended where it had been", ""),
    "a short step": (BOWL, (2.0, 0.0), 180.0, 0.1, "about as the slope promised", ""),
    "half the way": (BOWL, (2.0, 0.0), 180.0, 1.0, "by less than", ""),
    "the bottom": (BOWL, (2.0, 0.0), 180.0, 2.0, "as low as this heading leads nearby", ""),
    "past the bottom": (BOWL, (2.0, 0.0), 180.0, 3.0, "past a lower point", ""),
    "the foot of a tail": (TAIL, (-1.0, 0.0), 0.0, 2.5, "by less than", ""),
    "a crest before the end": (CREST, (1.4, 0.0), 180.0, 0.5, "steepened", ""),
    "a well among many": (CRATE, (1.3, 0.0), 180.0, 1.25, "better|steepened|nearby|less", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", SITUATIONS.values(), ids=SITUATIONS)
def test_each_situation_has_its_sentence(
    tmp_path: Path, case: tuple[str, tuple[float, float], float, float, str, str]
) -> None:
    formula, start, heading, step, words, end = case
    move = moved(tmp_path, formula, start, heading, step)
    said = sentence(move)
    assert any(word in said for word in words.split("|")), said
    assert end in said
    check(formula, move, said)


@given(
    st.sampled_from([BOWL, SADDLE, CRATE, TAIL, CREST]),
    st.tuples(st.integers(-8, 8), st.integers(-8, 8)),
    st.integers(0, 71),
    st.sampled_from([0.1, 0.5, 1.0, 2.0, 4.0]),
)
def test_no_sentence_is_false(
    tmp_path: Path, formula: str, start: tuple[int, int], heading: int, step: float
) -> None:
    move = moved(tmp_path, formula, (start[0] / 4, start[1] / 4), 5.0 * heading, step)
    check(formula, move, sentence(move))


def moved(
    folder: Path, formula: str, start: tuple[float, float], heading: float, step: float
) -> MoveResult:
    goal = "loss = -1000.0"
    level = make_level(folder, formula, start=str(list(start)), max_step="9.0", goal=goal)
    return Game(level).play(Move(heading, step)).player


def check(formula: str, move: MoveResult, said: str) -> None:
    """Check each fact that a sentence states against the loss in 50 digits."""
    along, slope, bend = loss_along(formula, move)
    together, promise = along(1) - along(0), slope(0)
    low = min(along(mpmath.mpf(k) / SAMPLES) for k in range(SAMPLES + 1))
    rounding = mpmath.mpf("1e-12")
    facts = {
        "said up": promise > -rounding,
        "said down": promise < rounding,
        "said nothing": abs(promise) < rounding,
        "next to nothing": abs(promise) <= abs(together) / 50,
        "ended higher": together > -rounding,
        "up it went": together > -rounding,
        "ended lower": together < rounding,
        "further away it is lower": together < rounding,
        "ended where it had been": abs(together) < rounding,
        "loss fell": together < rounding,
        "Lower than the slope": together < promise + rounding,
        "by less than": together > promise - rounding,
        "steepened": any(slope(mpmath.mpf(k) / 100) < promise + rounding for k in range(101)),
        "about as": abs(together - promise) <= abs(promise) / 9,
        "went past": low < along(1) - rounding or together >= 0,
        "as low as": bend(1) > 0
        and min(along(mpmath.mpf(k) / 100) for k in range(75, 126)) > along(1) + together / 20,
    }
    assert [words for words, holds in facts.items() if words in said and not holds] == [], said


Along = Callable[[float], mpmath.mpf]


def loss_along(formula: str, move: MoveResult) -> tuple[Along, Along, Along]:
    """Return the loss along a move, from 0 to 1, and its first two derivatives."""
    w1, w2, t = sympy.symbols("w1 w2 t")
    (s1, s2), (d1, d2) = move.start, move.displacement
    expression = sympy.sympify(formula)
    parts = {w1: sympy.Float(s1, 50) + t * sympy.Float(d1, 50)}
    parts |= {w2: sympy.Float(s2, 50) + t * sympy.Float(d2, 50)}
    line = expression.subs(parts, simultaneous=True)
    found = [sympy.lambdify(t, line.diff(t, k) if k else line, "mpmath") for k in range(3)]
    return found[0], found[1], found[2]
