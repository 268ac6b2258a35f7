"""Settings of optimizers and schedules: their names, what they may be, and how they are read."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches

from msgspec import Struct

from descent_game.errors import SettingError, quoted

ALSO_CALLED = {
    "lr": "learning_rate",
    "rate": "learning_rate",
    "beta": "momentum",
    "rho": "decay",
    "alpha": "decay",
    "beta1": "b1",
    "beta2": "b2",
}
"""Names from other libraries and papers, suggested where they are not known here."""


class Range(Struct, frozen=True):
    """Which numbers are allowed, in words and as a test of a finite number."""

    words: str
    holds: Callable[[float], bool]


POSITIVE = Range("a number above 0", lambda x: x > 0.0)
NOT_NEGATIVE = Range("a number from 0", lambda x: x >= 0.0)
FROM_ONE = Range("a number from 1", lambda x: x >= 1.0)
FRACTION = Range("a number from 0, below 1", lambda x: 0.0 <= x < 1.0)
INNER_FRACTION = Range("a number above 0, below 1", lambda x: 0.0 < x < 1.0)
TURNS = Range("a whole number of turns from 1", lambda x: x >= 1.0 and x == int(x))
SOME_TURNS = Range("a whole number of turns from 0", lambda x: x >= 0.0 and x == int(x))


class Setting(Struct, frozen=True):
    """One setting. Without a default it may be left out, unless it is ``required``."""

    name: str
    allowed: Range
    default: float | None = None
    required: bool = False

    def read(self, value: object) -> float:
        """Return the number that was given. Raises ``SettingError`` where it is not allowed."""
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if math.isfinite(number) and self.allowed.holds(number):
            return number
        reason = f"{self.name} = {quoted(value)}: allowed is {self.allowed.words}"
        raise SettingError(reason, self.name)


def read_settings(
    owner: str,
    settings: Iterable[Setting],
    given: Mapping[str, object],
    besides: Collection[str] = (),
) -> dict[str, float]:
    """Return the numbers in force: those given, and defaults.

    ``owner`` is named in errors; names ``besides`` are allowed and read by somebody else. Raises
    ``SettingError`` for a setting that does not exist, is missing or is not allowed.
    """
    known = {setting.name: setting for setting in settings}
    for name in given:
        if name not in known and name not in besides:
            reason = unknown(f"setting of {owner}", name, [*known, *besides])
            raise SettingError(reason, name, unknown=True)
    numbers = {}
    for name, setting in known.items():
        if name in given:
            numbers[name] = setting.read(given[name])
        elif setting.required:
            raise SettingError(f"{owner} needs {name}, {setting.allowed.words}")
        elif setting.default is not None:
            numbers[name] = setting.default
    return numbers


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Return a message for a name that does not exist, with a suggestion and all that do."""
    names = list(known)
    close = [ALSO_CALLED.get(name, ""), *get_close_matches(name, names, n=1)]
    suggestion = next((f"; did you mean {like}?" for like in close if like in names), ";")
    return f"unknown {kind}: {quoted(name)}{suggestion} allowed: {', '.join(names)}"
