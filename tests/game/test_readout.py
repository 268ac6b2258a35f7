import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.game.moves import Move, Update
from descent_game.game.readout import (
    MoveResult,
    Plane,
    Readout,
    Verdict,
    interaction_of,
    judge,
    promise_of,
    read,
)
from descent_game.game.wording import sentence, split_texts
from descent_game.losses.loss import Loss
from tests.levels_for_tests import make_level

TILTED = Loss("((w1-2)**2+(w2+1)**2)/2+0.9*(w1-2)*(w2+1)")
BANANA = Loss("(w1-1.5)**2/4+4*(w2-w1**2/2)**2")
weights = st.floats(-3, 3)


@given(weights, weights, weights, weights)
def test_the_split_is_exact_for_any_loss(w1: float, w2: float, d1: float, d2: float) -> None:
    start, end = (w1, w2), (w1 + d1, w2 + d2)
    shown = BANANA.gradient(start)
    readout = read(BANANA, start, Update((d1, d2), end, at_wall=False), shown)
    scale = 1.0 + abs(readout.alone[0]) + abs(readout.alone[1]) + abs(readout.together)
    assert sum(readout.alone) + readout.interaction == pytest.approx(
        readout.together, abs=1e-14 * scale
    )
    assert readout.promise == promise_of(shown, (d1, d2))
    assert readout.promise + readout.surprise == pytest.approx(readout.together, rel=1e-12)


@given(weights, weights, weights, weights)
def test_the_interaction_of_a_quadratic_is_the_coupling(
    w1: float, w2: float, d1: float, d2: float
) -> None:
    start = (w1, w2)
    update = Update((d1, d2), (w1 + d1, w2 + d2), at_wall=False)
    readout = read(TILTED, start, update, TILTED.gradient(start))
    assert readout.interaction == pytest.approx(0.9 * d1 * d2, abs=1e-12)
    assert readout.shift == pytest.approx((d1 + 0.9 * d2, 0.9 * d1 + d2), abs=1e-12)


@given(weights, weights, weights)
def test_moves_along_an_axis_have_no_interaction(w1: float, w2: float, d1: float) -> None:
    update = Update((d1, 0.0), (w1 + d1, w2), at_wall=False)
    readout = read(BANANA, (w1, w2), update, BANANA.gradient((w1, w2)))
    assert readout.interaction == 0.0
    assert readout.alone == (readout.together, 0.0)


@pytest.mark.parametrize(
    ("promise", "together", "verdict"),
    [
        (0.1, 0.2, Verdict.UPHILL),
        (0.1, 0.0, Verdict.UPHILL),
        (0.1, -0.2, Verdict.PAID_OFF),
        (-0.1, 0.0, Verdict.OVERSHOOT),
        (0.0, 0.1, Verdict.OVERSHOOT),
        (-1.0, -1.2, Verdict.BETTER),
        (0.0, -0.1, Verdict.BETTER),
        (-1.0, -1.1, Verdict.AS_PROMISED),
        (-1.0, -0.9, Verdict.AS_PROMISED),
        (-1.0, -0.89, Verdict.FELL_SHORT),
        (math.nan, -1.0, Verdict.NO_SLOPE),
        (math.nan, math.nan, Verdict.NON_FINITE),
        (-1.0, math.inf, Verdict.NON_FINITE),
    ],
)
def test_verdicts_in_their_order(promise: float, together: float, verdict: Verdict) -> None:
    assert judge(promise, together) is verdict


def test_standing_still_is_no_overshoot() -> None:
    assert judge(0.0, 0.0, moved=False) is Verdict.STOOD_STILL


numbers = st.floats(-1e6, 1e6)


@given(numbers, numbers, numbers)
def test_the_printed_parts_add_up_to_the_printed_whole(
    alone1: float, alone2: float, interaction: float
) -> None:
    together = alone1 + alone2 + interaction
    readout = Readout(0.0, (alone1, alone2), interaction, together, together, (0.0, 0.0))
    texts = split_texts(readout)
    decimals = {len(text.partition(".")[2]) for text in texts}
    assert len(decimals) == 1
    unit = 10.0 ** -decimals.pop()
    parts = [round(float(text) / unit) for text in texts]
    assert sum(parts[:3]) == parts[3]
    exact = (alone1, alone2, interaction, together)
    assert all(abs(p * unit - e) <= 1.51 * unit for p, e in zip(parts, exact, strict=True))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (1.5, "50% of the promise"),
        (1.6, "as this heading leads"),
        (0.6, "less than"),
        (2.0, "past a lower point"),
    ],
)
def test_the_best_step_along_a_heading_is_said_to_be_that(
    tmp_path: Path, step: float, words: str
) -> None:
    game = Game(make_level(tmp_path, start="[0.5, -3.0]"))
    stride = game.play(Move(0.0, step)).player
    assert stride.verdict is Verdict.FELL_SHORT
    assert words in sentence(stride)


@pytest.mark.parametrize(
    ("promise", "together", "noisy", "words"),
    [
        (0.001, -0.5, False, "next to nothing, but the step ended lower"),
        (-0.001, 0.5, False, "next to nothing, but the step ended higher"),
        (0.0, 0.5, False, "said nothing, but the step ended higher"),
        (0.0, -0.5, True, "that was shown said nothing, but the step ended lower"),
        (0.0, 0.0, False, "said nothing, and the loss is what it was"),
        (-0.2, 0.0, False, "said down, but the loss ended where it had been"),
        (0.2, -0.5, False, "said up"),
        (-0.2, -0.5, False, "steepened"),
        (-0.2, -0.5, True, "by more than"),
        (-0.2, 0.5, True, "but the loss rose"),
    ],
)
def test_a_sentence_says_no_more_than_is_known(
    promise: float, together: float, noisy: bool, words: str
) -> None:
    readout = Readout(promise, (0.0, 0.0), 0.0, together, together - promise, (0.0, 0.0))
    verdict = judge(promise, together)
    here = (0.0, 0.0)
    stride = MoveResult(
        here, (1.0, 0.0), (1.0, 0.0), 0.0, readout, verdict,
        is_lowest=False, at_wall=False, crossed_crease=False,
    )  # fmt: skip
    assert words in sentence(stride, noisy=noisy)


@given(weights, weights, weights, weights)
def test_two_moves_along_the_axes_interact_as_one_move_does(
    w1: float, w2: float, d1: float, d2: float
) -> None:
    start = (w1, w2)
    update = Update((d1, d2), (w1 + d1, w2 + d2), at_wall=False)
    whole = read(BANANA, start, update, BANANA.gradient(start))
    found = interaction_of(BANANA, start, (d1, 0.0), (0.0, d2))
    scale = 1.0 + abs(whole.alone[0]) + abs(whole.alone[1]) + abs(whole.together)
    assert found == pytest.approx(whole.interaction, abs=1e-13 * scale)


def test_a_game_tells_the_interaction_of_moves_across_each_other(tmp_path: Path) -> None:
    tilted = "((w1-2)**2+(w2+1)**2)/2+0.9*(w1-2)*(w2+1)"
    game = Game(make_level(tmp_path, formula=tilted, rules='moves = "axis"'))
    turns = [game.play(Move(heading, 1.0)) for heading in (0.0, 90.0, 270.0, 180.0)]
    assert [game.interaction_with_last(turn) for turn in turns] == [
        None,
        pytest.approx(0.9),
        None,  # along the same line
        pytest.approx(0.9),
    ]


@pytest.mark.parametrize(
    ("formula", "words"),
    [("abs(w1) + w2**2/10", "crossed a crease"), ("w1**2 + w2**2/10", "ended higher")],
)
def test_only_a_step_across_a_crease_is_said_to_cross_one(
    tmp_path: Path, formula: str, words: str
) -> None:
    game = Game(make_level(tmp_path, formula=formula, start="[-0.5, 4.0]"))
    turn = game.play(Move(0.0, 1.5))
    assert turn.player.verdict is Verdict.OVERSHOOT
    assert turn.player.crossed_crease is ("abs" in formula)
    assert words in sentence(turn.player)
    assert ("crease" in sentence(turn.player)) is ("abs" in formula)


def test_a_crease_that_pays_off_is_not_blamed(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, formula="abs(w1) + w2**2/10", start="[-1.0, 4.0]"))
    turn = game.play(Move(0.0, 1.5))
    assert turn.player.crossed_crease
    assert turn.player.verdict is Verdict.FELL_SHORT
    assert "crease" not in sentence(turn.player)


@pytest.mark.parametrize("turned", [0.0, 30.0, 45.0])
def test_a_move_is_taken_apart_along_the_directions_of_a_plane(turned: float) -> None:
    (cosine, sine), (d1, d2), start = unit(turned), (0.3, -0.2), (0.5, 0.25)
    plane = Plane((cosine, sine), (-sine, cosine))
    first = start[0] + d1 * cosine, start[1] + d1 * sine
    end = first[0] - d2 * sine, first[1] + d2 * cosine
    update = Update((d1, d2), end, at_wall=False)
    found = read(BANANA, start, update, BANANA.gradient(start), plane)
    along = BANANA.value(first) - BANANA.value(start)
    assert found.alone[0] == pytest.approx(along)
    assert found.together == pytest.approx(BANANA.value(end) - BANANA.value(start))
    assert found.together == pytest.approx(sum(found.alone) + found.interaction)
    step = end[0] - start[0], end[1] - start[1]
    assert found.promise == pytest.approx(promise_of(BANANA.gradient(start), step))
    slopes = BANANA.gradient(start), BANANA.gradient(end)
    shift = slopes[1][0] - slopes[0][0], slopes[1][1] - slopes[0][1]
    assert found.shift == pytest.approx((promise_of(shift, plane.e1), promise_of(shift, plane.e2)))
    if not turned:
        assert found == read(
            BANANA, start, Update((d1, d2), end, at_wall=False), BANANA.gradient(start)
        )


def test_huge_numbers_need_not_add_up_as_printed() -> None:
    alone, together = (3e300, -1e284), 7e299
    readout = Readout(0.0, alone, together - sum(alone), together, together, (0.0, 0.0))
    assert [float(text) for text in split_texts(readout)] == [
        *alone,
        readout.interaction,
        together,
    ]
