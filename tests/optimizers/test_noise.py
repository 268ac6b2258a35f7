"""Noise: the same for ever, and as random as it says."""

import hashlib
import hmac
import itertools
import math
from collections import Counter

import numpy as np
import pytest

from descent_game.optimizers.noise import draw, gaussian_pair, rows

TURNS = 20_000


@pytest.mark.parametrize(
    ("seed", "turn", "pair"),
    [
        ("x", 1, (1.17, -1.04)),
        ("x", 2, (0.13, 0.1)),
        ("x", 3, (0.14, 1.04)),
        ("x", 4, (0.19, -1.25)),
    ],
)
def test_pairs_never_change(seed: str, turn: int, pair: tuple[float, float]) -> None:
    assert gaussian_pair(seed, turn) == pair


def test_a_pair_is_box_muller_of_the_digest() -> None:
    digest = hmac.new(b"cool-down/7", b"noise/12", hashlib.sha256).hexdigest()
    u1 = ((int(digest[:16], 16) >> 11) + 1) / 2**53
    u2 = (int(digest[16:32], 16) >> 11) / 2**53
    radius = math.sqrt(-2 * math.log(u1))
    z = round(radius * math.cos(2 * math.pi * u2), 2), round(radius * math.sin(2 * math.pi * u2), 2)
    assert gaussian_pair("cool-down/7", 12) == z


def test_pairs_are_standard_normal_and_independent() -> None:
    z = np.array([gaussian_pair("many", turn) for turn in range(TURNS)])
    error = 4 / math.sqrt(TURNS)
    assert np.abs(z.mean(0)).max() < error
    assert np.abs(z.var(0) - 1).max() < error * math.sqrt(2)
    later = np.hstack([z[:-1], z[1:]])
    correlations = np.corrcoef(later.T) - np.eye(4)
    assert np.abs(correlations).max() < error
    for bound, share in [(-1.005, 0.1574), (0.005, 0.5020), (1.645, 0.95), (2.575, 0.995)]:
        assert np.abs((z < bound).mean(0) - share).max() < error / 2
    assert (z == z.round(2)).all()


def test_another_seed_is_other_noise() -> None:
    a, b = (np.array([gaussian_pair(s, t)[0] for t in range(TURNS)]) for s in ("a", "b"))
    assert abs(np.corrcoef(a, b)[0, 1]) < 4 / math.sqrt(TURNS)


def test_draws_never_change() -> None:
    assert [draw("key", "steep", below) for below in (2, 8, 101, 10**6)] == [0, 2, 84, 720570]


def test_a_draw_is_the_digest_modulo_the_bound() -> None:
    number = int(hmac.new(b"key", b"draw/steep/0", hashlib.sha256).hexdigest(), 16)
    assert draw("key", "steep", 10**9) == number % 10**9


def test_a_digest_from_the_incomplete_last_block_is_drawn_again() -> None:
    below = 2**255 + 1  # one complete block, and almost half of the digests beyond it
    digests = [
        [
            int(hmac.new(b"key", f"draw/{n}/{k}".encode(), hashlib.sha256).hexdigest(), 16)
            for k in range(20)
        ]
        for n in range(40)
    ]
    accepted = [next(number for number in tries if number < below) for tries in digests]
    assert [draw("key", str(n), below) for n in range(40)] == accepted
    assert any(tries[0] >= below for tries in digests)


@pytest.mark.parametrize("below", [1, 2, 3, 7, 10])
def test_draws_are_equally_likely(below: int) -> None:
    counts = Counter(draw("key", str(n), below) for n in range(7000))
    assert set(counts) == set(range(below))
    expected = 7000 / below
    chi_square = sum((count - expected) ** 2 / expected for count in counts.values())
    assert chi_square < below - 1 + 4 * math.sqrt(2 * below)


def test_batches_never_change() -> None:
    assert rows("k", 3, 4, 10) == (1, 2, 6, 8)


@pytest.mark.parametrize(("size", "count"), [(1, 1), (1, 9), (4, 9), (9, 9), (12, 9), (0, 9)])
def test_a_batch_is_distinct_rows_of_the_data(size: int, count: int) -> None:
    for turn in range(50):
        batch = rows("k", turn, size, count)
        assert len(batch) == min(size, count)
        assert list(batch) == sorted(set(batch) & set(range(count)))


def test_every_batch_is_equally_likely() -> None:
    batches = list(itertools.combinations(range(5), 2))
    counts = Counter(rows("k", turn, 2, 5) for turn in range(6000))
    assert set(counts) == set(batches)
    assert sum((count - 600) ** 2 / 600 for count in counts.values()) < 9 + 4 * math.sqrt(18)
