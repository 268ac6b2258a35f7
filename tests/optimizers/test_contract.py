"""What every optimizer promises: it sees what it says, is pure, and takes points and batches."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from descent_game.losses.loss import Loss
from descent_game.losses.mirror import MIRRORS, Mirror, MirroredSurface
from descent_game.losses.surface import Point
from descent_game.optimizers.base import Optimizer, Sees
from descent_game.optimizers.batch import BatchOracle
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.registry import METHODS, parse_spec
from tests.optimizers.problems import BANANA, CREASE, EVERY_SPEC, Doc, run, run_batch

STARTS = np.array([(-3.0, 4.0), (1.0, -0.5), (0.3, 0.7), (2.0, 2.0)])

MAY_ASK = {
    Sees.GRADIENT: {"gradient"},
    Sees.SLOPE_ALONG_ONE_AXIS: {"gradient"},
    Sees.LOSS_AND_GRADIENT: {"value", "gradient"},
    Sees.GRADIENT_AND_CURVATURE: {"gradient", "hessian"},
}


def forbidden(name: str) -> Callable[[Any], Any]:
    def refuse(w: Any) -> Any:
        raise AssertionError(f"asked for the {name}")

    return refuse


def test_every_method_is_in_the_table() -> None:
    assert {spec.partition(":")[0] for spec in EVERY_SPEC} == set(METHODS)


@pytest.mark.parametrize("spec", EVERY_SPEC)
def test_a_method_asks_only_for_what_it_says_it_sees(spec: str) -> None:
    optimizer = parse_spec(spec)
    asked: set[str] = set()

    def told(name: str) -> Callable[[Any], Any]:
        if name not in MAY_ASK[optimizer.sees]:
            return forbidden(name)

        def answer(w: Point) -> Any:
            asked.add(name)
            return getattr(BANANA, name)(w)

        return answer

    oracle = Doc(told("value"), told("gradient"), told("hessian"))
    assert run(optimizer, oracle, (-3.0, 4.0), 10) == run(optimizer, BANANA, (-3.0, 4.0), 10)
    assert asked == MAY_ASK[optimizer.sees]


@pytest.mark.parametrize("spec", [spec for spec in EVERY_SPEC if spec.startswith("coordinate")])
def test_coordinate_descent_uses_the_slope_along_its_axis_only(spec: str) -> None:
    axes = iter([0, 1, 0, 1])

    def update(axis: int, state: Any, w: Point) -> tuple[Point, Any]:
        def gradient(at: Point) -> Any:
            assert at[1 - axis] == w[1 - axis]
            slopes: list[Any] = [None, None]
            slopes[axis] = BANANA.gradient(at)[axis]
            return tuple(slopes)

        return optimizer.update(Doc(gradient=gradient), state, w)

    optimizer, w = parse_spec(spec), (-3.0, 4.0)
    state = optimizer.init(w)
    for axis in axes:
        d, state = update(axis, state, w)
        assert d[axis] != 0.0
        w = (w[0] + d[0], w[1] + d[1])


OF_ANY_LENGTH = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")


@pytest.mark.parametrize("spec", [s for s in EVERY_SPEC if s.startswith(OF_ANY_LENGTH)])
def test_weights_that_do_not_interact_move_alike_whatever_their_number(spec: str) -> None:
    def gradient(w: Any) -> Any:
        return tuple(factor * x for factor, x in zip((2.0, 6.0, 2.0), w, strict=False))

    def final(start: Any) -> Any:
        optimizer, w = parse_spec(spec), start
        state = optimizer.init(w)
        for _ in range(25):
            displacement, state = optimizer.update(Doc(gradient=gradient), state, w)
            w = tuple(x + d for x, d in zip(w, displacement, strict=True))
        return w

    first, second, third = final((-1.0, 0.5, -1.0))
    assert (first, second) == final((-1.0, 0.5))
    assert third == first


@pytest.mark.parametrize("spec", EVERY_SPEC)
def test_updates_are_pure(spec: str) -> None:
    optimizer, w = parse_spec(spec), (-3.0, 4.0)
    _, state = optimizer.update(BANANA, optimizer.init(w), w)
    assert isinstance(state, tuple)
    assert hasattr(state, "_fields")
    kept = repr(state)
    assert optimizer.update(BANANA, state, w) == optimizer.update(BANANA, state, w)
    assert repr(state) == kept


@pytest.mark.parametrize("spec", EVERY_SPEC)
@pytest.mark.parametrize("loss", [BANANA, CREASE])
def test_a_batch_is_its_points_one_by_one(spec: str, loss: Loss) -> None:
    optimizer, turns = parse_spec(spec), 25
    way = run_batch(optimizer, loss, STARTS, turns)
    assert way.shape == (turns + 1, len(STARTS), 2)
    for k, start in enumerate(STARTS.tolist()):
        alone = run(optimizer, loss, tuple(start), turns)
        assert way[:, k] == pytest.approx(np.array(alone), rel=1e-9, abs=1e-9)


def test_a_batch_oracle_answers_as_the_loss_does() -> None:
    oracle, (w1, w2) = BatchOracle(BANANA), STARTS.T
    points = [(a, b) for a, b in STARTS.tolist()]
    assert oracle.value((w1, w2)) == pytest.approx([BANANA.value(w) for w in points])
    gradients = np.array(oracle.gradient((w1, w2))).T
    assert gradients == pytest.approx(np.array([BANANA.gradient(w) for w in points]))
    hessians: Any = np.moveaxis(np.array(oracle.hessian((w1, w2))), 2, 0)
    assert hessians == pytest.approx(np.array([BANANA.hessian(w) for w in points]))
    assert oracle.hessian(points[0]) == BANANA.hessian(points[0])


def test_a_way_that_diverges_disturbs_no_other() -> None:
    gd = parse_spec("gd:learning_rate=0.3")
    starts = np.array([(3.0, -2.0), (1.4, 1.0)])
    way = run_batch(gd, BANANA, starts, 60)
    assert not np.isfinite(way[-1, 0]).any()
    assert way[:, 1] == pytest.approx(run_batch(gd, BANANA, starts[1:], 60)[:, 0], nan_ok=True)


@pytest.mark.parametrize("spec", EVERY_SPEC)
def test_a_way_that_diverges_raises_nothing(spec: str) -> None:
    optimizer = parse_spec(spec.replace("learning_rate=0.", "learning_rate=100."))
    way = run(optimizer, Loss("exp(w1**2) - exp(w2**3) + log(w2)"), (3.0, 2.0), 12)
    assert len(way) == 13


@pytest.mark.parametrize("gradient", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("spec", EVERY_SPEC)
def test_answers_that_are_not_finite_raise_nothing(spec: str, gradient: float) -> None:
    oracle = Doc(
        lambda w: gradient,
        lambda w: (gradient, gradient),
        lambda w: ((gradient, gradient), (gradient, gradient)),
    )
    assert len(run(parse_spec(spec), oracle, (1.0, 2.0), 3)) == 4


@pytest.mark.parametrize("mirror", MIRRORS, ids=lambda mirror: mirror.name)
@pytest.mark.parametrize("spec", EVERY_SPEC)
@pytest.mark.parametrize("loss", [BANANA, CREASE])
def test_the_way_on_a_mirrored_map_is_the_exact_mirror_image(
    loss: Loss, spec: str, mirror: Mirror
) -> None:
    optimizer, start = parse_spec(spec), (-2.9, 3.7)
    image = run(mirrored(optimizer, mirror), MirroredSurface(loss, mirror), mirror.apply(start), 25)
    assert image == [mirror.apply(w) for w in run(optimizer, loss, start, 25)]


def test_a_mirrored_batch_is_the_exact_mirror_image() -> None:
    optimizer, mirror = parse_spec("coordinate:cap=1"), Mirror(swap=True, flip2=True)
    starts = np.stack(mirror.apply(tuple(STARTS.T)), axis=-1)
    image = run_batch(mirrored(optimizer, mirror), MirroredSurface(BANANA, mirror), starts, 10)
    way = run_batch(optimizer, BANANA, STARTS, 10)
    assert (image == np.stack(mirror.apply((way[..., 0], way[..., 1])), axis=-1)).all()


@pytest.mark.parametrize(
    ("spec", "described", "rule"),
    [
        ("gd:learning_rate=0.3", "gd, rate 0.3", "w = w - 0.3 g"),
        (
            "momentum:learning_rate=0.039,momentum=0.7",
            "momentum, rate 0.039, momentum 0.7",
            "v = 0.7 v - 0.039 g;  w = w + v",
        ),
        (
            "gd:learning_rate=0.4,schedule=step,every=8,factor=0.5,warmup=5",
            "gd, rate 0.4, schedule step, every 8, factor 0.5, warmup 5",
            "w = w - r g;  r = 0.4 * (t + 1) / 6 for t < 5, then 0.4 * 0.5^floor((t - 5) / 8)",
        ),
        ("rmsprop:learning_rate=0.3", "rmsprop, rate 0.3, decay 0.9", None),
        ("adam:learning_rate=1,eps=0.1", "adam, rate 1, b1 0.9, b2 0.999, eps 0.1", None),
        ("newton:cap=2", "newton, rate 1, cap 2", "w = w - |H|^-1 g, no step longer than 2"),
        ("coordinate:cap=6", "coordinate, cap 6", None),
    ],
)
def test_a_method_says_what_it_does(spec: str, described: str, rule: str | None) -> None:
    optimizer = parse_spec(spec)
    assert optimizer.describe() == described
    assert rule is None or optimizer.rule == rule


@pytest.mark.parametrize("spec", EVERY_SPEC)
def test_the_settings_in_force_make_the_same_method_again(spec: str) -> None:
    first = parse_spec(spec)
    listed = ",".join(f"{name}={value}" for name, value in first.settings.items())
    again: Optimizer = parse_spec(f"{first.name}:{listed}")
    assert again.settings == first.settings
    assert run(again, BANANA, (-3.0, 4.0), 10) == run(first, BANANA, (-3.0, 4.0), 10)
