"""The same method on a mirrored map: its path is the mirror image, to the last digit."""

from dataclasses import replace
from typing import Any, NamedTuple

from descent_game.losses.mirror import Mirror
from descent_game.optimizers.base import Optimizer, Oracle, Pair, State


class UnmirroredOracle(NamedTuple):
    """What a mirrored oracle would answer in the frame before mirroring."""

    oracle: Oracle
    mirror: Mirror

    def value(self, w: Pair) -> Any:
        """Return the loss."""
        return self.oracle.value(self.mirror.apply(w))

    def gradient(self, w: Pair) -> Pair:
        """Return the gradient."""
        return self.mirror.undo(self.oracle.gradient(self.mirror.apply(w)))

    def hessian(self, w: Pair) -> tuple[Pair, ...]:
        """Return the Hessian."""
        image = self.oracle.hessian(self.mirror.apply(w))
        return self.mirror.inverse.hessian(image)


def mirrored(optimizer: Optimizer, mirror: Mirror) -> Optimizer:
    """Return the method as it runs on the mirror image of a map.

    It works in the frame before mirroring, where its state stays, so that a method which treats
    the weights differently (the first one first) takes the exact mirror image of its path.
    """
    if mirror == Mirror():
        return optimizer

    def init(w: Pair) -> State:
        return optimizer.init(mirror.undo(w))

    def update(oracle: Oracle, state: State, w: Pair) -> tuple[Pair, State]:
        unmirrored = UnmirroredOracle(oracle, mirror)
        displacement, state = optimizer.update(unmirrored, state, mirror.undo(w))
        return mirror.apply(displacement), state

    return replace(optimizer, init=init, update=update)
