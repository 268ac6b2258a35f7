"""The scale of a loss chart: how far each run is drawn, at which height a loss stands, ticks.

Losses of descent overflow, are not numbers, reach zero and fall below it. The rules:

- A run ends at its first NaN. A loss of ``CAP`` times the largest start or goal, or an infinite
  one, ends it as well, at the top (or at the bottom) of the chart.
- Runs that leave, that is end at their highest far above every start, do not set the scale: there
  is room for them above the others, at most half of the others' height.
- The scale is logarithmic where all losses are at least 0 and the highest is at least ``LOG_FROM``
  times the lowest positive one. What is lower than the floor stands on it: the lowest positive
  loss, ``DEPTH`` of the highest or a hundredth of the goal, whichever is largest.
- With losses below 0 it is linear, or logarithmic in the height above the lowest one where most
  losses would be crowded together at the bottom.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

CAP = 1e6
LEAVES = 10.0
"""A run leaves the chart if it ends at its highest loss, this many times the largest start."""
LOG_FROM = 20.0
DEPTH, DEPTH_ABOVE_LOWEST = 1e-9, 1e-4
GOAL_DEPTH = 1e-2
CROWDED = 0.05
"""With losses below 0 the scale is logarithmic if half of them lie in this part of the range."""
DIGITS = range(3, 13)
STRIDES = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200)
"""Decades from one tick to the next."""
TINIEST, HUGEST = 1e-300, 8e307
"""The limits of distances, so that twice the largest is still finite."""


class Tick(NamedTuple):
    """A label in a row of the chart, row 0 at the top."""

    row: int
    label: str


class Scale(NamedTuple):
    """Heights from ``low`` to ``high``: losses, or logarithms of their height above ``base``."""

    low: float
    high: float
    base: float | None = None
    """What logarithmic heights are counted from; None where the scale is linear."""

    def share(self, loss: float) -> float:
        """Return how high a loss stands, from 0 to 1; outside the scale, at its end."""
        height = self._height(loss)
        if height >= self.high or height <= self.low:
            return float(height >= self.high)
        return (height / 2 - self.low / 2) / (self.high / 2 - self.low / 2)

    def is_above(self, loss: float) -> bool:
        """Return whether a loss is higher than the scale shows."""
        return self._height(loss) > self.high

    def is_below(self, loss: float) -> bool:
        """Return whether a loss is lower than the scale shows."""
        return self._height(loss) < self.low - 1e-9 * abs(self.low)

    @property
    def words(self) -> str:
        """What kind of scale it is; nothing where it is linear."""
        if self.base is None:
            return ""
        return f"log scale above {number(self.base)}" if self.base else "log scale"

    def loss_at(self, height: float) -> float:
        """Return the loss of a height."""
        return height if self.base is None else self.base + 10.0**height

    def _height(self, loss: float) -> float:
        if self.base is None:
            return loss
        above = loss - self.base
        return math.log10(above) if above > 0.0 else -math.inf


def number(value: float, digits: int = 3) -> str:
    """Return a number with ``digits`` significant digits in the shortest notation."""
    text = f"{value:.{digits}g}"
    if not math.isfinite(value) or value == 0.0:
        return "undefined" if math.isnan(value) else text.removeprefix("-0") or "0"
    scientific = f"{value:.{digits - 1}e}"
    mantissa, _, power = scientific.partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    short = f"{mantissa}e{int(power)}"
    if 1.0 <= abs(value) < 1e5:
        return text if "e" not in text else f"{value:.0f}"
    return short if "e" in text or len(short) < len(text) else text


def kept_losses(losses: Sequence[float], cap: float) -> list[float]:
    """Return a run up to its first NaN; from the cap on it is infinite, and ends."""
    kept: list[float] = []
    for loss in losses:
        if math.isnan(loss):
            break
        if abs(loss) >= cap:
            kept.append(math.copysign(math.inf, loss))
            break
        kept.append(loss)
    return kept


def cap_of(runs: Iterable[Sequence[float]], goal: float) -> float:
    """Return the loss at which a run ends as off the chart."""
    starts = [abs(losses[0]) for losses in runs if losses]
    unit = max([size for size in (*starts, abs(goal)) if math.isfinite(size)], default=0.0)
    return CAP * (unit or 1.0)


def scale_of(runs: Sequence[Sequence[float]], goal: float) -> Scale | None:
    """Return the scale for runs as ``kept_losses`` returns them; None without a finite loss.

    ``goal`` may be NaN, for none.
    """
    staying = [losses for losses in runs if not _leaves(losses, runs)] or list(runs)
    known = [loss for losses in staying for loss in losses if math.isfinite(loss)]
    known = known or [losses[0] for losses in runs if losses and math.isfinite(losses[0])]
    if not known:
        return None
    marks = [goal] if math.isfinite(goal) else []
    scale = _spanning(known, marks)
    if scale.high / 2 - scale.low / 2 < TINIEST:
        scale = _padded(scale)
    highest = max(loss for losses in runs for loss in losses)
    if scale.is_above(highest):
        room = scale.high / 2 - scale.low / 2
        scale = scale._replace(high=min(scale.high + room, _top(scale, highest), HUGEST))
    return scale


def end_of(losses: Sequence[float], scale: Scale) -> int:
    """Return how many losses of a run are drawn: where it leaves for good, the first outside."""
    count = len(losses)
    while count > 1 and scale.is_above(losses[count - 2]) and scale.is_above(losses[count - 1]):
        count -= 1
    return count


def ticks_of(scale: Scale, rows: int, row_of: Callable[[float], int]) -> list[Tick]:
    """Return labels for rows, at round losses where there are two of those.

    No two have one row or one text.
    """
    values = _decades(scale, rows) if scale.base is not None else _round_values(scale, rows)
    ticks = _labelled(values, row_of)
    if len(ticks) < 2:
        ticks = _labelled([scale.loss_at(scale.low), scale.loss_at(scale.high)], row_of)
    return ticks


def _leaves(losses: Sequence[float], runs: Sequence[Sequence[float]]) -> bool:
    """Return whether a run ends at its highest (or lowest) far from where the runs began."""
    if not losses:
        return False
    if math.isinf(losses[-1]):
        return True
    unit = max(abs(other[0]) for other in runs if other)
    return losses[-1] == max(losses) and losses[-1] >= LEAVES * unit > 0.0


def _spanning(known: Sequence[float], marks: Sequence[float]) -> Scale:
    """Return the scale of finite losses and of marks such as the goal."""
    every = [*known, *marks]
    low, high = min(every), max(every)
    positive = min((loss for loss in every if loss > 0.0), default=0.0)
    if low >= 0.0 and positive and high >= LOG_FROM * positive:
        floors = [positive, high * DEPTH, *(mark * GOAL_DEPTH for mark in marks)]
        return Scale(math.log10(max(floors)), math.log10(high), 0.0)
    span = high / 2 - low / 2
    if low < 0.0 and median(known) / 2 - low / 2 < CROWDED * span and 2 * span < HUGEST:
        heights = [loss - low for loss in every if loss > low]
        floors = [min(heights), 2 * span * DEPTH_ABOVE_LOWEST]
        floors += [(mark - low) * GOAL_DEPTH for mark in marks]
        return Scale(math.log10(max(floors)), math.log10(2 * span), low)
    return Scale(low, high)


def _top(scale: Scale, highest: float) -> float:
    if scale.base is None:
        return highest
    return math.inf if math.isinf(highest) else math.log10(highest - scale.base)


def _padded(scale: Scale) -> Scale:
    """Return a scale around the only height that there is."""
    if scale.base is not None:
        return scale._replace(low=scale.low - 1.0, high=scale.high + 1.0)
    room = min(abs(scale.low) / 2, HUGEST)
    room = room if room >= TINIEST else 1.0
    return scale._replace(low=scale.low - room, high=scale.high + room)


def _decades(scale: Scale, rows: int) -> list[float]:
    """Return powers of ten, or their halves and fifths, as losses, about two rows apart."""
    assert scale.base is not None
    span = scale.high - scale.low
    apart = 2 if rows > 6 else 1
    fitting = [stride for stride in STRIDES if stride / span * (rows - 1) >= apart]
    stride = fitting[0] if fitting else STRIDES[-1]
    first, last = math.floor(scale.low), math.ceil(scale.high)
    powers = [power for power in range(first, last + 1) if power % stride == 0]
    factors = (1, 2, 5) if stride == 1 and 0.3 / span * (rows - 1) >= apart else (1,)
    heights = [power + math.log10(factor) for power in powers for factor in factors]
    inside = [height for height in heights if scale.low - 1e-9 <= height <= scale.high + 1e-9]
    return [scale.base + float(f"{10.0**height:.1g}") for height in inside]


def _round_values(scale: Scale, rows: int) -> list[float]:
    """Return multiples of 1, 2 or 5 times a power of ten, at least two rows apart."""
    least = (scale.high / 2 - scale.low / 2) / max(rows - 1, 1) * (4 if rows > 6 else 2)
    least = min(least, HUGEST)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * 0.999)
    first, last = math.ceil(scale.low / step - 1e-9), math.floor(scale.high / step + 1e-9)
    return [index * step for index in range(first, min(last, first + rows) + 1)]


def _labelled(values: Sequence[float], row_of: Callable[[float], int]) -> list[Tick]:
    labels = [number(value) for value in values]
    for digits in DIGITS:
        labels = [number(value, digits) for value in values]
        if len(set(labels)) == len(labels):
            break
    rows: dict[int, str] = {}
    for value, label in zip(values, labels, strict=True):
        if label not in rows.values():
            rows.setdefault(row_of(value), label)
    return [Tick(row, label) for row, label in sorted(rows.items())]
