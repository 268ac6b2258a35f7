"""Methods that follow the gradient at one rate for both weights: gd, heavy ball, Nesterov."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from descent_game.optimizers.base import Optimizer, Oracle, Pair, Sees, each_weight, short, zeros
from descent_game.optimizers.schedules import Schedule, constant


class TurnState(NamedTuple):
    """The number of turns made."""

    turn: int


class VelocityState(NamedTuple):
    """The number of turns made, and the last displacement."""

    turn: int
    velocity: Pair


def gd(learning_rate: float | Schedule) -> Optimizer:
    """Return gradient descent: ``w = w - rate * g``.

    Cauchy, Methode generale pour la resolution des systemes d'equations simultanees, 1847.

    Args:
        learning_rate: Factor of the gradient, above 0, or a schedule of it over the turns.
    """
    rate = as_schedule(learning_rate)

    def update(oracle: Oracle, state: TurnState, w: Pair) -> tuple[Pair, TurnState]:
        g: Sequence[Any] = oracle.gradient(w)
        factor = -rate.at(state.turn)
        if len(g) == 2:  # the usual case, twice as fast as the general one
            return (factor * g[0], factor * g[1]), TurnState(state.turn + 1)
        return each_weight(lambda slope: factor * slope, g), TurnState(state.turn + 1)

    symbol, where = name_rate(rate)
    rule = f"w = w - {symbol} g{where}"
    return Optimizer("gd", rate.settings, Sees.GRADIENT, rule, lambda w: TurnState(0), update)


def momentum(learning_rate: float | Schedule, momentum: float | Schedule) -> Optimizer:
    """Return the heavy ball: ``v = beta * v - rate * g; w = w + v``, beta the momentum.

    Polyak, Some methods of speeding up the convergence of iteration methods, 1964.

    Args:
        learning_rate: Factor of the gradient, above 0, or a schedule of it over the turns.
        momentum: Share of the last displacement that is kept, in [0, 1), or a schedule of it.
    """
    rate, beta = as_schedule(learning_rate), as_momentum(momentum)

    def update(oracle: Oracle, state: VelocityState, w: Pair) -> tuple[Pair, VelocityState]:
        keep, factor = beta.at(state.turn), rate.at(state.turn)
        velocity = each_weight(
            lambda v, g: keep * v - factor * g, state.velocity, oracle.gradient(w)
        )
        return velocity, VelocityState(state.turn + 1, velocity)

    (kept, where_kept), (symbol, where) = name_rate(beta, "b"), name_rate(rate)
    return Optimizer(
        "momentum",
        {**rate.settings, **beta.settings},
        Sees.GRADIENT,
        f"v = {kept} v - {symbol} g;  w = w + v{where}{where_kept}",
        at_rest,
        update,
    )


def nesterov(learning_rate: float | Schedule, momentum: float | Schedule) -> Optimizer:
    """Return Nesterov's method: ``v = beta * v - rate * g(w + beta * v); w = w + v``.

    Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983,
    in the form of Sutskever et al., On the importance of initialization and momentum, 2013.

    Args:
        learning_rate: Factor of the gradient, above 0, or a schedule of it over the turns.
        momentum: Share of the last displacement that is kept, in [0, 1), or a schedule of it.
    """
    rate, beta = as_schedule(learning_rate), as_momentum(momentum)

    def update(oracle: Oracle, state: VelocityState, w: Pair) -> tuple[Pair, VelocityState]:
        keep, factor = beta.at(state.turn), rate.at(state.turn)
        ahead = each_weight(lambda x, v: x + keep * v, w, state.velocity)
        velocity = each_weight(
            lambda v, g: keep * v - factor * g, state.velocity, oracle.gradient(ahead)
        )
        return velocity, VelocityState(state.turn + 1, velocity)

    (kept, where_kept), (symbol, where) = name_rate(beta, "b"), name_rate(rate)
    return Optimizer(
        "nesterov",
        {**rate.settings, **beta.settings},
        Sees.GRADIENT,
        f"v = {kept} v - {symbol} g(w + {kept} v);  w = w + v{where}{where_kept}",
        at_rest,
        update,
    )


def at_rest(w: Pair) -> VelocityState:
    """Return the state before the first turn: no velocity."""
    return VelocityState(0, zeros(w))


def as_schedule(learning_rate: float | Schedule) -> Schedule:
    """Return a rate as a schedule: a number is the same rate for every turn."""
    return learning_rate if isinstance(learning_rate, Schedule) else constant(learning_rate)


def as_momentum(momentum: float | Schedule) -> Schedule:
    """Return a momentum as a schedule: a number is the same momentum for every turn."""
    if isinstance(momentum, Schedule):
        return momentum
    settings = {"momentum": momentum}
    return Schedule(lambda turn: momentum, short(momentum), settings, is_constant=True)


def name_rate(schedule: Schedule, letter: str = "r") -> tuple[str, str]:
    """Return how a rule writes a scheduled number, and what the rule adds to explain it."""
    if schedule.is_constant:
        return schedule.formula, ""
    return letter, f";  {letter} = {schedule.formula}"
