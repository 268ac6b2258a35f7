"""A grey picture, and the rows of data that its pixels and their neighbours make."""

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import DataError
from descent_game.losses.dataset import Dataset
from descent_game.losses.surface import Array
from descent_game.losses.tables import numbers, read_rows

MAX_SIDE = 1_024
"""Pixels of a side at most."""


class Span(NamedTuple):
    """Numbers from 0: ``first``, then every ``step``-th, up to and with ``last``."""

    first: int
    last: int
    step: int = 1


class Patches(NamedTuple):
    """Which rows of data a picture makes: one for every place, a column for every pixel there.

    ``pixels`` are names with how far down and how far right of the place they lie. Places are
    taken from the given lines and columns of the picture, where all of their pixels exist.
    """

    pixels: tuple[tuple[str, tuple[int, int]], ...]
    lines: Span | None = None
    across: Span | None = None
    block: int = 1


class Image:
    """Grey levels, line by line. Two images are the same only if they are one object.

    Raises ``DataError`` unless the lines are of one length and not all pixels are alike.
    """

    def __init__(self, lines: Sequence[Sequence[float]]) -> None:
        self._lines = tuple(tuple(map(float, line)) for line in lines)
        if not self._lines or len(self._lines) > MAX_SIDE or len(self._lines[0]) > MAX_SIDE:
            raise DataError(f"the picture has no pixels, or a side of more than {MAX_SIDE:,}")
        if len(set(map(len, self._lines))) > 1:
            raise DataError("the lines of the picture differ in length")
        if len({pixel for line in self._lines for pixel in line}) == 1:
            raise DataError("all pixels of the picture are alike")

    @classmethod
    def from_csv(cls, path: Path) -> "Image":
        """Return the picture in a CSV file: grey levels only, a line of the picture a row."""
        try:
            return cls([numbers(row, line) for line, row in read_rows(path, MAX_SIDE + 1)])
        except DataError as error:
            raise DataError(f"{path.name}: {error}") from None

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the grey levels."""
        return hashlib.sha256(repr(self._lines).encode()).hexdigest()[:16]

    @lru_cache(maxsize=16)  # noqa: B019 - a few pictures, as long-lived as their levels
    def data(self, patches: Patches) -> Dataset:
        """Return the rows of data; the grey levels are standardised over the whole picture."""
        grey = self._standardised(patches.block)
        downs, rights = zip(*(offset for _, offset in patches.pixels), strict=True)
        lines = _places(patches.lines, grey.shape[0], downs)
        across = _places(patches.across, grey.shape[1], rights)
        if not lines or not across:
            raise DataError("no place of the picture has all of these pixels")
        columns = {}
        for name, (down, right) in patches.pixels:
            chosen = grey[[line + down for line in lines]][:, [place + right for place in across]]
            columns[name] = chosen.reshape(-1).tolist()
        return Dataset(columns)

    def _standardised(self, block: int) -> Array:
        """Return the picture averaged over square blocks, with mean 0 and deviation 1.

        What does not fill a block, at the bottom and on the right, is left out.
        """
        import numpy as np  # noqa: PLC0415

        grey = np.array(self._lines)
        high, wide = (size // block for size in grey.shape)
        if not high or not wide:
            raise DataError(f"blocks of {block} pixels are larger than the picture")
        blocks = grey[: high * block, : wide * block].reshape(high, block, wide, block)
        averaged = blocks.mean(axis=(1, 3))
        deviation = averaged.std()
        if not deviation > 0.0:
            raise DataError(f"averaged over blocks of {block} pixels, all pixels are alike")
        return (averaged - averaged.mean()) / deviation


def _places(span: Span | None, size: int, offsets: Sequence[int]) -> list[int]:
    """Return the lines or columns of a span where every offset stays in the picture."""
    wanted = range(size) if span is None else range(span.first, span.last + 1, span.step)
    low, high = -min(*offsets, 0), size - max(*offsets, 0)
    return [place for place in wanted if low <= place < high]
