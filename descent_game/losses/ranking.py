"""Choices between scores that come out the same on every machine.

Scores that are equal in exact arithmetic differ in their last digits from one processor, library
or version to the next. So scores that lie this close count as equal, and the first of them is
taken: it does not matter then how many are compared at once, nor in which order.
"""

from descent_game.losses.surface import Array

RELATIVE = 1e-11
"""Scores whose difference is at most this share of their size are equal."""
OF_MEDIAN = 1e-14
"""So are those that differ by this share of the median size: what rounding leaves of a zero."""


def lowest_index(scores: Array) -> int:
    """Return the index of the lowest score of an array, flattened; the first of equal ones.

    A NaN is no score. Raises ``ValueError`` where there is none.
    """
    import numpy as np  # noqa: PLC0415

    flat = np.ravel(scores)
    known = flat[~np.isnan(flat)]
    if not known.size:
        raise ValueError("there is no score that is a number")
    lowest = known.min()
    return int(np.argmax(flat <= _with_equals(lowest, _floor(known))))


def lowest_in_order(scores: Array, count: int) -> list[int]:
    """Return the indices of the lowest scores in order, at most ``count``; equal ones as they come.

    Scores are one-dimensional, infinite ones allowed, none NaN. In the order, scores are equal
    where each is as close to the next.
    """
    import numpy as np  # noqa: PLC0415

    if not (count := min(count, len(scores))):
        return []
    floor = _floor(scores)
    highest = np.partition(scores, count - 1)[count - 1]
    chosen = np.flatnonzero(scores <= _with_equals(highest, floor))
    chosen = chosen[np.argsort(scores[chosen], kind="stable")]
    apart = scores[chosen[1:]] > _with_equals(scores[chosen[:-1]], floor)
    groups = np.concatenate(([0], np.cumsum(apart)))
    indices: list[int] = chosen[np.lexsort((chosen, groups))][:count].tolist()
    return indices


def _with_equals(scores: Array, floor: float) -> Array:
    """Return the highest score that is equal to each."""
    import numpy as np  # noqa: PLC0415

    return scores + np.where(np.isfinite(scores), RELATIVE * np.abs(scores) + floor, 0.0)


def _floor(scores: Array) -> float:
    import numpy as np  # noqa: PLC0415

    sizes = np.abs(scores[np.isfinite(scores)])
    middle = len(sizes) // 2
    return OF_MEDIAN * float(np.partition(sizes, middle)[middle]) if sizes.size else 0.0
