"""The loss of a small convolutional net, against loops written out and against differences."""

import math
from pathlib import Path

import numpy as np
import pytest

from descent_game.errors import DataError
from descent_game.losses.convnet import ConvolutionLoss, Network
from descent_game.losses.dataset import Dataset
from descent_game.losses.surface import Array, Point

DIGITS = Path(__file__).parents[2] / "levels" / "5-pictures" / "data" / "digits-3-8.csv"
KERNEL = (-1.64, -1.1, -0.09, 0.0, -0.36, -1.03, 0.0, -0.85, -3.08)
READOUT = (-3.33, 0.97, -1.14, -8.06, 2.09, 1.6, -2.33, -3.65, 0.99)


def one_at(place: int) -> tuple[float, ...]:
    return tuple(float(place == other) for other in range(9))


NETWORK = Network(KERNEL, one_at(3), one_at(6), 0.13, READOUT, 0.73, "is_8", 16.0)
TABLE = np.loadtxt(DIGITS, delimiter=",", skiprows=1)
DATA = Dataset.from_csv(DIGITS)
TRAINED = ConvolutionLoss(NETWORK, DATA.rows(range(200)))
PLACES = [(5.0, -1.0), (0.371, 2.83), (-3.0, 5.5), (0.0, 0.0)]


def written_out(w: Point, rows: Array) -> float:
    """Compute the loss a picture, a patch and a block at a time."""
    kernel = np.reshape([*KERNEL[:3], w[0], *KERNEL[4:6], w[1], *KERNEL[7:]], (3, 3))
    losses = []
    for row in rows:
        picture = row[:64].reshape(8, 8) / 8.0 - 1.0
        active = np.empty((6, 6))
        for i in range(6):
            for j in range(6):
                active[i, j] = math.tanh(
                    float(np.sum(picture[i : i + 3, j : j + 3] * kernel)) + 0.13
                )
        pooled = [
            active[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].mean() for i in range(3) for j in range(3)
        ]
        score = float(np.dot(pooled, READOUT)) + 0.73
        losses.append(math.log1p(math.exp(-abs(score))) + max(score, 0.0) - row[64] * score)
    return float(np.mean(losses))


@pytest.mark.parametrize("w", PLACES)
def test_the_loss_is_what_the_net_is_written_out_to(w: Point) -> None:
    assert TRAINED.value(w) == pytest.approx(written_out(w, TABLE[:200]), rel=1e-12)
    held_out = TRAINED.on_rows(range(5))
    assert held_out.value(w) == pytest.approx(written_out(w, TABLE[:5]), rel=1e-12)


@pytest.mark.parametrize("w", PLACES)
def test_derivatives_agree_with_differences(w: Point) -> None:
    h, found = 1e-5, TRAINED.derivatives(w)
    for axis in (0, 1):
        ahead, behind = ((w[0] + s * h * (axis == 0), w[1] + s * h * (axis == 1)) for s in (1, -1))
        slope = (TRAINED.value(ahead) - TRAINED.value(behind)) / (2.0 * h)
        assert found.gradient[axis] == pytest.approx(slope, abs=1e-9)
        bends = np.subtract(TRAINED.gradient(ahead), TRAINED.gradient(behind)) / (2.0 * h)
        assert found.hessian[axis] == pytest.approx(tuple(bends), abs=1e-8)


def test_the_gradient_agrees_with_torch() -> None:
    torch = pytest.importorskip("torch")
    rows = torch.tensor(TABLE[:200])
    w = torch.tensor([5.0, -1.0], dtype=torch.double, requires_grad=True)
    kernel = torch.tensor(KERNEL, dtype=torch.double)
    kernel = (
        kernel
        + w[0] * torch.tensor(one_at(3), dtype=torch.double)
        + w[1] * torch.tensor(one_at(6), dtype=torch.double)
    )
    pictures = (rows[:, :64] / 8.0 - 1.0).reshape(-1, 1, 8, 8)
    active = torch.tanh(torch.nn.functional.conv2d(pictures, kernel.reshape(1, 1, 3, 3)) + 0.13)
    pooled = torch.nn.functional.avg_pool2d(active, 2).reshape(-1, 9)
    scores = pooled @ torch.tensor(READOUT, dtype=torch.double) + 0.73
    loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, rows[:, 64])
    loss.backward()
    assert TRAINED.value((5.0, -1.0)) == pytest.approx(loss.item(), rel=1e-12)
    assert TRAINED.gradient((5.0, -1.0)) == pytest.approx(tuple(w.grad.tolist()), rel=1e-10)


def test_grids_and_batches_agree_with_points() -> None:
    w1, w2 = np.linspace(-4.0, 6.0, 5), np.linspace(-4.0, 6.0, 7)
    losses = TRAINED.values(w1[None, :], w2[:, None])
    g1, g2 = TRAINED.gradients(w1[None, :], w2[:, None])
    assert losses.shape == g1.shape == g2.shape == (7, 5)
    for i, j in ((0, 0), (3, 2), (6, 4)):
        w = float(w1[j]), float(w2[i])
        assert losses[i, j] == pytest.approx(TRAINED.value(w), rel=1e-12)
        assert (g1[i, j], g2[i, j]) == pytest.approx(TRAINED.gradient(w), rel=1e-10)


def test_far_away_everything_is_a_number_and_beyond_that_nothing_is() -> None:
    assert math.isfinite(TRAINED.value((1e9, -1e9)))
    assert math.isnan(TRAINED.value((math.inf, 0.0)))
    assert math.isnan(TRAINED.gradient((math.nan, 0.0))[0])


def test_it_counts_what_the_net_gets_right() -> None:
    assert TRAINED.accuracy((5.0, -1.0)) == pytest.approx(0.96)
    assert TRAINED.accuracy((0.371, 2.83)) == 1.0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"label": "is_9"}, "there is no column 'is_9', which should hold the labels"),
        ({"label": "p33"}, "the labels in column 'p33' are not all 0 or 1"),
        ({"readout": (1.0,)}, "1 weights of the readout for 9 pooled activations"),
        ({"kernel": (1.0,) * 8}, "a kernel of 8 weights is no square"),
        ({"kernel": (1.0,) * 4}, "64 pixels and a kernel of 4 weights leave no even square"),
        ({"kernel": (1.0,) * 100}, "leave no even square"),
    ],
)
def test_parts_that_do_not_fit_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        ConvolutionLoss(NETWORK._replace(**changes), DATA)  # type: ignore[arg-type]
