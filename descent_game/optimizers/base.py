"""What an optimizer is: two pure functions, and words for what it sees and does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

Pair: TypeAlias = tuple[Any, ...]
"""An entry for each weight, two in a level: floats for one point, arrays ``(n,)`` for a batch."""

State: TypeAlias = Any
"""A NamedTuple that belongs to one method; nobody else looks inside."""

DEFAULT_EPS = 1e-8


class Oracle(Protocol):
    """What a method may ask about the loss. A pair of floats is answered with floats, arrays
    with arrays of the same shape; answers may be NaN or infinite.
    """

    def value(self, w: Pair) -> Any:
        """Return the loss."""

    def gradient(self, w: Pair) -> Pair:
        """Return ``(dL/dw1, dL/dw2)``."""

    def hessian(self, w: Pair) -> tuple[Pair, ...]:
        """Return ``((h11, h12), (h12, h22))``."""


class Sees(StrEnum):
    """What a method asks its oracle, in words for people.

    >>> from descent_game import Sees
    >>> str(Sees.LOSS_AND_GRADIENT)
    'the loss and the gradient'
    """

    GRADIENT = "the gradient"
    LOSS_AND_GRADIENT = "the loss and the gradient"
    GRADIENT_AND_CURVATURE = "the gradient and the curvature"
    SLOPE_ALONG_ONE_AXIS = "the slope along one axis"


@dataclass(frozen=True)
class Optimizer:
    """A method with its settings.

    ``init(w)`` returns the state before the first turn; ``update(oracle, state, w)`` returns the
    displacement of one turn and the next state. Both are pure, and take one point or a batch.
    ``settings`` are the numbers in force. ``rule`` is one line of mathematics: ``g`` is the
    gradient, ``t`` counts the turns already made, and ``v``, ``m`` and ``s`` start at 0.

    >>> from descent_game import Loss, Optimizer, Sees
    >>> def update(oracle, state, w):
    ...     g1, g2 = oracle.gradient(w)
    ...     return (-0.5 * g1, -0.5 * g2), state
    >>> half = Optimizer("half", {}, Sees.GRADIENT, "w = w - g/2", lambda w: None, update)
    >>> half.update(Loss("w1**2 + w2**2"), None, (3.0, 1.0))
    ((-3.0, -1.0), None)
    """

    name: str
    settings: Mapping[str, float | str]
    sees: Sees
    rule: str
    init: Callable[[Pair], State]
    update: Callable[[Oracle, State, Pair], tuple[Pair, State]]

    def describe(self) -> str:
        """Return the name and the settings, such as ``momentum, rate 0.039, momentum 0.7``."""
        shown = (item for item in self.settings.items() if item != ("eps", DEFAULT_EPS))
        return ", ".join([self.name, *(f"{_word(name)} {short(value)}" for name, value in shown)])


def short(value: float | str) -> str:
    """Return a setting as it is shown to people: numbers to four significant digits."""
    return value if isinstance(value, str) else f"{value:.4g}"


def each_weight(function: Callable[..., Any], *vectors: Sequence[Any]) -> Any:
    """Return ``function`` of the entries of the vectors, weight by weight, for any number of them.

    Args:
        function: Takes one entry of every vector, a float or an array ``(n,)``.
        vectors: Points, gradients or states, one entry a weight.

    Returns:
        A tuple with one entry a weight.
    """
    return tuple(map(function, *vectors))


def zeros(w: Pair) -> Any:
    """Return a tuple of 0.0 for every weight of a point or a batch."""
    return (0.0,) * len(w)


def _word(setting: str) -> str:
    return "rate" if setting == "learning_rate" else setting.replace("_", " ")
