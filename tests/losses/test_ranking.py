"""Choices between scores: what differs by rounding only is equal, and of equal ones the first."""

import math
import random

import numpy as np
import pytest

from descent_game.losses.ranking import lowest_in_order, lowest_index

HAIR = 1.0 + 3e-15


@pytest.mark.parametrize(
    ("scores", "lowest"),
    [
        ([2.0, 1.0, 3.0], 1),
        ([1.0, 1.0], 0),
        ([HAIR, 1.0, 1.0], 0),
        ([1.0 + 1e-9, 1.0], 1),
        ([1.0, 1e-16, 0.0, 1.0], 1),
        ([1.0, 1e-9, 0.0, 1.0], 2),
        ([-1.0, -HAIR], 0),
        ([math.nan, 2.0, math.nan, 1.0], 3),
        ([math.inf, math.inf], 0),
        ([math.inf, 1.0], 1),
        ([0.0, -math.inf, math.inf], 1),
        ([1e300, 1e-300, 1e-310], 2),
    ],
)
def test_the_first_of_the_lowest_scores_is_taken(scores: list[float], lowest: int) -> None:
    assert lowest_index(np.array(scores)) == lowest
    if not np.isnan(scores).any():
        assert lowest_in_order(np.array(scores), 1) == [lowest]


def test_without_a_number_there_is_no_lowest_score() -> None:
    with pytest.raises(ValueError, match="no score"):
        lowest_index(np.array([math.nan]))
    assert lowest_in_order(np.array([]), 3) == []


@pytest.mark.parametrize("count", [1, 7, 40, 500])
def test_the_order_of_scores_does_not_change_with_their_last_digits(count: int) -> None:
    rng = random.Random(13)
    exact = [round(rng.uniform(-1.0, 1.0), 2) for _ in range(400)]  # with many ties
    wanted = sorted(range(400), key=lambda index: exact[index])[:count]
    for _ in range(20):
        nearly = [score + rng.uniform(-1.0, 1.0) * 1e-15 for score in exact]
        assert lowest_in_order(np.array(nearly), count) == wanted
        assert lowest_index(np.array(nearly)) == wanted[0]
