"""Methods with a learning rate for each weight from its past gradients: adagrad, rmsprop, adam."""

from typing import NamedTuple

from descent_game.optimizers.base import (
    DEFAULT_EPS,
    Optimizer,
    Oracle,
    Pair,
    Sees,
    each_weight,
    short,
    zeros,
)
from descent_game.optimizers.first_order import as_schedule, name_rate
from descent_game.optimizers.schedules import Schedule


class SquaresState(NamedTuple):
    """The number of turns made, and the sum or average of the squared gradients."""

    turn: int
    squares: Pair


class MomentsState(NamedTuple):
    """The number of turns made, and the averages of the gradients and of their squares."""

    turn: int
    mean: Pair
    squares: Pair


def adagrad(learning_rate: float | Schedule, eps: float = DEFAULT_EPS) -> Optimizer:
    """Return AdaGrad: ``s = s + g^2; w = w - rate * g / (sqrt(s) + eps)``, weight by weight.

    Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic
    Optimization, 2011, in its diagonal form.

    Args:
        learning_rate: Factor of the gradient, above 0, or a schedule of it over the turns.
        eps: Added to the square root, above 0, so that nothing is divided by 0.
    """
    rate = as_schedule(learning_rate)

    def update(oracle: Oracle, state: SquaresState, w: Pair) -> tuple[Pair, SquaresState]:
        factor, gradient = rate.at(state.turn), oracle.gradient(w)
        squares = each_weight(lambda s, g: s + g * g, state.squares, gradient)
        displacement = each_weight(lambda g, s: -factor * g / (s**0.5 + eps), gradient, squares)
        return displacement, SquaresState(state.turn + 1, squares)

    symbol, where = name_rate(rate)
    return Optimizer(
        "adagrad",
        {**rate.settings, "eps": eps},
        Sees.GRADIENT,
        f"s = s + g^2;  w = w - {symbol} g / (sqrt(s) + {short(eps)}){where}",
        lambda w: SquaresState(0, zeros(w)),
        update,
    )


def rmsprop(
    learning_rate: float | Schedule, decay: float = 0.9, eps: float = DEFAULT_EPS
) -> Optimizer:
    """Return RMSProp: ``s = decay * s + (1 - decay) * g^2; w = w - rate * g / (sqrt(s) + eps)``.

    Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5, 2012. ``s`` starts at 0
    and its bias is not corrected, so the first steps are long: ``rate / sqrt(1 - decay)``.

    Args:
        learning_rate: Factor of the gradient, above 0, or a schedule of it over the turns.
        decay: Decay rate of the exponentially weighted average of squared gradients, in [0, 1).
        eps: Added to the square root, above 0, so that nothing is divided by 0.
    """
    rate = as_schedule(learning_rate)

    def update(oracle: Oracle, state: SquaresState, w: Pair) -> tuple[Pair, SquaresState]:
        factor, gradient = rate.at(state.turn), oracle.gradient(w)
        squares = each_weight(
            lambda s, g: decay * s + (1.0 - decay) * g * g, state.squares, gradient
        )
        displacement = each_weight(lambda g, s: -factor * g / (s**0.5 + eps), gradient, squares)
        return displacement, SquaresState(state.turn + 1, squares)

    symbol, where = name_rate(rate)
    return Optimizer(
        "rmsprop",
        {**rate.settings, "decay": decay, "eps": eps},
        Sees.GRADIENT,
        f"s = {short(decay)} s + {short(1 - decay)} g^2;  "
        f"w = w - {symbol} g / (sqrt(s) + {short(eps)}){where}",
        lambda w: SquaresState(0, zeros(w)),
        update,
    )


def adam(
    learning_rate: float | Schedule,
    b1: float = 0.9,
    b2: float = 0.999,
    eps: float = DEFAULT_EPS,
) -> Optimizer:
    """Return Adam, algorithm 1 of Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015.

    ``m = b1 * m + (1 - b1) * g; s = b2 * s + (1 - b2) * g^2``, both corrected for their start at 0
    after ``n`` turns: ``w = w - rate * (m / (1 - b1^n)) / (sqrt(s / (1 - b2^n)) + eps)``.

    Args:
        learning_rate: Factor of the gradient, above 0, or a schedule of it over the turns.
        b1: Decay rate of the exponentially weighted average of gradients, in [0, 1).
        b2: Decay rate of the exponentially weighted average of squared gradients, in [0, 1).
        eps: Added to the square root, above 0, so that nothing is divided by 0.
    """
    rate = as_schedule(learning_rate)

    def update(oracle: Oracle, state: MomentsState, w: Pair) -> tuple[Pair, MomentsState]:
        factor, gradient, count = rate.at(state.turn), oracle.gradient(w), state.turn + 1
        mean = each_weight(lambda m, g: b1 * m + (1.0 - b1) * g, state.mean, gradient)
        squares = each_weight(lambda s, g: b2 * s + (1.0 - b2) * g * g, state.squares, gradient)
        mean_weight, square_weight = 1.0 - b1**count, 1.0 - b2**count
        displacement = each_weight(
            lambda m, s: -factor * (m / mean_weight) / ((s / square_weight) ** 0.5 + eps),
            mean,
            squares,
        )
        return displacement, MomentsState(count, mean, squares)

    symbol, where = name_rate(rate)
    return Optimizer(
        "adam",
        {**rate.settings, "b1": b1, "b2": b2, "eps": eps},
        Sees.GRADIENT,
        f"m = {short(b1)} m + {short(1 - b1)} g;  s = {short(b2)} s + {short(1 - b2)} g^2;  "
        f"w = w - {symbol} (m / (1 - {short(b1)}^(t + 1))) / "
        f"(sqrt(s / (1 - {short(b2)}^(t + 1))) + {short(eps)}){where}",
        lambda w: MomentsState(0, zeros(w), zeros(w)),
        update,
    )
