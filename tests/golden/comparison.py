"""What differs between a golden document and today's: numbers may by a relative 1e-9."""

import math
from collections.abc import Iterator
from typing import Any

RELATIVE = 1e-9
ABSOLUTE = 1e-12
"""For numbers that are 0 but for rounding."""


def differences(golden: Any, now: Any, where: str = "") -> Iterator[str]:
    """Yield every place at which two JSON documents differ, with both values."""
    if isinstance(golden, dict) and isinstance(now, dict):
        yield from _in_keys(golden, now, where)
    elif isinstance(golden, list) and isinstance(now, list):
        if len(golden) != len(now):
            yield f"{where}: {len(golden)} items were there, {len(now)} are"
        for place, (old, new) in enumerate(zip(golden, now, strict=False)):
            yield from differences(old, new, f"{where}[{place}]")
    elif not _equal(golden, now):
        yield f"{where}: {golden!r} became {now!r}"


def _in_keys(golden: dict[str, Any], now: dict[str, Any], where: str) -> Iterator[str]:
    for key in [*golden, *(key for key in now if key not in golden)]:
        place = f"{where}.{key}" if where else key
        if key not in now:
            yield f"{place}: is missing"
        elif key not in golden:
            yield f"{place}: is new"
        else:
            yield from differences(golden[key], now[key], place)


def _equal(golden: Any, now: Any) -> bool:
    """Whole numbers and words are compared exactly, ``true`` and 1 are not the same."""
    if isinstance(golden, float) and type(now) in (int, float):
        return math.isclose(golden, now, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return type(golden) is type(now) and bool(golden == now)
