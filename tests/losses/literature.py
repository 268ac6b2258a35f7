"""Test functions under their literature names, with a global minimum (Surjanovic & Bingham)."""

import math
from typing import NamedTuple

from descent_game.losses.surface import Point


class Case(NamedTuple):
    name: str
    formula: str
    minimum: Point | None
    value: float


ACKLEY = "-20*exp(-0.2*sqrt((w1**2 + w2**2)/2)) - exp((cos(2*pi*w1) + cos(2*pi*w2))/2) + e + 20"
GOLDSTEIN_PRICE = (
    "(1 + (w1 + w2 + 1)**2*(19 - 14*w1 + 3*w1**2 - 14*w2 + 6*w1*w2 + 3*w2**2))"
    "*(30 + (2*w1 - 3*w2)**2*(18 - 32*w1 + 12*w1**2 + 48*w2 - 36*w1*w2 + 27*w2**2))"
)
SIX_HUMP = "(4 - 2.1*w1**2 + w1**4/3)*w1**2 + w1*w2 + (-4 + 4*w2**2)*w2**2"

CASES = [
    Case("bowl", "(w1**2 + w2**2)/2", (0.0, 0.0), 0.0),
    Case("booth", "(w1 + 2*w2 - 7)**2 + (2*w1 + w2 - 5)**2", (1.0, 3.0), 0.0),
    Case("matyas", "0.26*(w1**2 + w2**2) - 0.48*w1*w2", (0.0, 0.0), 0.0),
    Case("rosenbrock", "(1 - w1)**2 + 100*(w2 - w1**2)**2", (1.0, 1.0), 0.0),
    Case("himmelblau", "(w1**2 + w2 - 11)**2 + (w1 + w2**2 - 7)**2", (3.0, 2.0), 0.0),
    Case(
        "beale",
        "(1.5 - w1 + w1*w2)**2 + (2.25 - w1 + w1*w2**2)**2 + (2.625 - w1 + w1*w2**3)**2",
        (3.0, 0.5),
        0.0,
    ),
    Case("three-hump camel", "2*w1**2 - 1.05*w1**4 + w1**6/6 + w1*w2 + w2**2", (0.0, 0.0), 0.0),
    Case(
        "six-hump camel", SIX_HUMP, (0.08984201368301331, -0.7126564032704135), -1.031628453489877
    ),
    Case("rastrigin", "20 + w1**2 - 10*cos(2*pi*w1) + w2**2 - 10*cos(2*pi*w2)", (0.0, 0.0), 0.0),
    Case("ackley", ACKLEY, None, 0.0),
    Case("goldstein-price", GOLDSTEIN_PRICE, (0.0, -1.0), 3.0),
    Case("monkey saddle", "w1**3 - 3*w1*w2**2", (0.0, 0.0), 0.0),
    Case("easom", "-cos(w1)*cos(w2)*exp(-(w1 - pi)**2 - (w2 - pi)**2)", (math.pi, math.pi), -1.0),
    Case("rational", "tan(w1/9)/(2 + sin(w2)) - log(9 + w1*w2/2)*(5 + w1)**1.5", None, 0.0),
    Case("powers of weights", "(5 + w1)**(w2/3) + 2**(-w1*w2/4) + 1/(3 + w2**2)", None, 0.0),
    Case("saturating", "tanh(3*w1 - w2)/(1 + exp(-w1)) + log(1 + exp(4*w2))", None, 0.0),
]
"""Ackley's minimum, at (0, 0), is a tip without a gradient."""
