"""Whole runs against other people's code: torch where it is there, NumPy and SciPy always."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from descent_game.losses.loss import Loss
from descent_game.losses.surface import Point
from descent_game.optimizers.newton import inverse_curvature_times
from descent_game.optimizers.registry import parse_spec
from tests.optimizers.problems import BANANA, BOWL, LEANING, RAVINE, SADDLE, curved, run

QUADRATICS = [(BOWL, (2.0, -1.0)), (RAVINE, (3.0, 1.0)), (LEANING, (2.0, 2.0))]
START: Point = (-4.0, 3.0)


def error_matrix(hessian: Any, rate: float, beta: float, *, look_ahead: bool) -> Any:
    """Return the matrix that multiplies (error, velocity) in a turn on a quadratic."""
    eye, seen = np.eye(2), hessian if look_ahead else np.zeros((2, 2))
    velocity_of_error = -rate * hessian
    velocity_of_velocity = beta * (eye - rate * seen)
    return np.block(
        [[eye + velocity_of_error, velocity_of_velocity], [velocity_of_error, velocity_of_velocity]]
    )


@pytest.mark.parametrize(("loss", "minimum"), QUADRATICS)
@pytest.mark.parametrize(
    ("spec", "beta", "look_ahead"),
    [
        ("gd:learning_rate=0.03", 0.0, False),
        ("momentum:learning_rate=0.03,momentum=0.8", 0.8, False),
        ("nesterov:learning_rate=0.03,momentum=0.8", 0.8, True),
    ],
)
def test_linear_methods_are_powers_of_a_matrix(
    spec: str, beta: float, look_ahead: bool, loss: Loss, minimum: Point
) -> None:
    hessian = np.array(loss.hessian(START))
    power = np.linalg.matrix_power(error_matrix(hessian, 0.03, beta, look_ahead=look_ahead), 50)
    error = power @ np.array([START[0] - minimum[0], START[1] - minimum[1], 0.0, 0.0])
    end = run(parse_spec(spec), loss, START, 50)[-1]
    assert end == pytest.approx(np.add(minimum, error[:2]), rel=1e-10, abs=1e-12)


def numpy_way(name: str, loss: Loss, rate: float, turns: int) -> list[Any]:
    """Run an adaptive method as the recurrences of the papers, unrolled over all gradients."""
    way, gradients = [np.array(START)], np.empty((0, 2))
    for _ in range(turns):
        gradients = np.vstack([gradients, loss.gradient(tuple(way[-1].tolist()))])
        ages = np.arange(len(gradients))[::-1, None]
        if name == "adagrad":
            top, root = gradients[-1], np.sqrt((gradients**2).sum(0))
        elif name == "rmsprop":
            top, root = gradients[-1], np.sqrt((0.1 * 0.9**ages * gradients**2).sum(0))
        else:
            weights1, weights2 = 0.9**ages, 0.999**ages
            top = (weights1 * gradients).sum(0) / weights1.sum()
            root = np.sqrt((weights2 * gradients**2).sum(0) / weights2.sum())
        way.append(way[-1] - rate * top / (root + 1e-8))
    return way


@pytest.mark.parametrize("loss", [BOWL, LEANING, BANANA])
@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam"])
def test_adaptive_methods_are_weighted_means_of_all_gradients(name: str, loss: Loss) -> None:
    way = run(parse_spec(f"{name}:learning_rate=0.05"), loss, START, 50)
    assert np.array(way) == pytest.approx(np.array(numpy_way(name, loss, 0.05, 50)), rel=1e-9)


@pytest.mark.parametrize("loss", [BOWL, LEANING, BANANA, SADDLE])
@pytest.mark.parametrize("axis", [0, 1])
def test_a_line_minimum_is_scipys(loss: Loss, axis: int) -> None:
    start, cap = (0.8, 0.9), 0.7
    optimizer = parse_spec(f"coordinate:cap={cap}")
    state = optimizer.init(start)._replace(axis=axis)
    displacement, _ = optimizer.update(loss, state, start)
    assert displacement[1 - axis] == 0.0

    def along(d: float) -> float:
        return loss.value((start[0] + d, start[1]) if axis == 0 else (start[0], start[1] + d))

    found = minimize_scalar(along, bounds=(-cap, cap), method="bounded", options={"xatol": 1e-9})
    assert displacement[axis] == pytest.approx(found.x, abs=1e-6)


@pytest.mark.parametrize(("loss", "minimum"), QUADRATICS)
def test_newton_solves_a_quadratic_in_one_turn(loss: Loss, minimum: Point) -> None:
    assert run(parse_spec("newton"), loss, START, 1)[1] == pytest.approx(minimum, rel=1e-12)


@pytest.mark.parametrize(
    "hessian",
    [((2.0, 0.5), (0.5, 1.0)), ((1.0, 3.0), (3.0, 2.0)), ((-2.0, 0.3), (0.3, -5.0))],
    ids=["valley", "saddle", "top"],
)
def test_newton_divides_by_the_absolute_eigenvalues(hessian: Any) -> None:
    values, vectors = np.linalg.eigh(hessian)
    step = vectors @ np.diag(1 / np.abs(values)) @ vectors.T @ (3.0, -4.0)
    assert inverse_curvature_times(hessian, (3.0, -4.0)) == pytest.approx(step, rel=1e-13)


@pytest.mark.parametrize(
    ("hessian", "gradient", "displacement"),
    [
        (((0.0, 0.0), (0.0, 0.0)), (3.0, -4.0), (0.0, 0.0)),  # no curvature: stays put
        (((1.0, 1.0), (1.0, 1.0)), (2.0, 2.0), (-1.0, -1.0)),  # singular, slope along the valley's
        (((0.0, 2.0), (2.0, 0.0)), (2.0, 4.0), (-1.0, -2.0)),  # a saddle of coupling alone
        (((4.0, 0.0), (0.0, 4.0)), (30.0, 40.0), (-3.0, -4.0)),  # cut from 12.5 to the cap, 5
    ],
)
def test_newton_where_the_hessian_is_not_positive_definite(
    hessian: Any, gradient: Point, displacement: Point
) -> None:
    oracle, w = curved(hessian, gradient), (0.0, 0.0)
    optimizer = parse_spec("newton:cap=5")
    assert optimizer.update(oracle, optimizer.init(w), w)[0] == pytest.approx(displacement)


TORCH = {
    "gd:learning_rate=0.03": ("SGD", {"lr": 0.03}),
    "momentum:learning_rate=0.03,momentum=0.8": ("SGD", {"lr": 0.03, "momentum": 0.8}),
    "rmsprop:learning_rate=0.05": ("RMSprop", {"lr": 0.05, "alpha": 0.9, "eps": 1e-8}),
    "adagrad:learning_rate=0.5": ("Adagrad", {"lr": 0.5, "eps": 1e-8}),
    "adam:learning_rate=0.1": ("Adam", {"lr": 0.1}),
}


def torch_way(name: str, options: dict[str, Any], turns: int) -> list[Point]:
    torch: Any = pytest.importorskip("torch", reason="torch is not installed")
    w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer, way = getattr(torch.optim, name)([w], **options), [START]
    for _ in range(turns):
        w.grad = torch.tensor(LEANING.gradient(tuple(w.tolist())), dtype=torch.float64)
        optimizer.step()
        way.append(tuple(w.tolist()))
    return way


@pytest.mark.parametrize("spec", TORCH)
def test_ways_are_torchs(spec: str) -> None:
    name, options = TORCH[spec]
    way = run(parse_spec(spec), LEANING, START, 50)
    assert np.array(way) == pytest.approx(np.array(torch_way(name, options, 50)), rel=1e-9)


def test_nesterov_is_torchs_seen_from_where_the_velocity_leads() -> None:
    # torch keeps x = w + beta v, and takes g at x
    theirs = torch_way("SGD", {"lr": 0.03, "momentum": 0.8, "nesterov": True}, 50)
    ours = run(parse_spec("nesterov:learning_rate=0.03,momentum=0.8"), LEANING, START, 50)
    ahead = [START] + [
        (b[0] + 0.8 * (b[0] - a[0]), b[1] + 0.8 * (b[1] - a[1])) for a, b in pairwise(ours)
    ]
    assert np.array(ahead) == pytest.approx(np.array(theirs), rel=1e-9)
