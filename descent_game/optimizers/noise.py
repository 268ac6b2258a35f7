"""Chance that is the same everywhere and for ever: numbers from HMAC-SHA-256 of a key."""

import hmac
import math

_WORD = 2**53


def gaussian_pair(seed: str, turn: int) -> tuple[float, float]:
    """Return two independent standard normal numbers for a turn, rounded to two decimals.

    The first two 64-bit words of the digest become ``u1`` in (0, 1] and ``u2`` in [0, 1), and
    ``sqrt(-2 log u1) * (cos(2 pi u2), sin(2 pi u2))`` the pair (Box and Muller, A Note on the
    Generation of Random Normal Deviates, 1958). Rounding hides the last digits of the machine's
    logarithm and sine.
    """
    digest = _digest(seed, f"noise/{turn}")
    u1 = ((int.from_bytes(digest[:8]) >> 11) + 1) / _WORD
    u2 = (int.from_bytes(digest[8:16]) >> 11) / _WORD
    radius, angle = math.sqrt(-2.0 * math.log(u1)), 2.0 * math.pi * u2
    # adding 0.0 turns -0.0 into 0.0
    return round(radius * math.cos(angle), 2) + 0.0, round(radius * math.sin(angle), 2) + 0.0


def rows(seed: str, turn: int, size: int, count: int) -> tuple[int, ...]:
    """Return a turn's mini-batch: ``size`` distinct row numbers below ``count``, ascending.

    Every set of rows is equally likely: Floyd's sampling (Bentley and Floyd, Programming Pearls:
    A Sample of Brilliance, 1987). A batch as large as the data is all of it.
    """
    chosen: set[int] = set()
    for last in range(max(0, count - size), count):
        row = draw(seed, f"rows/{turn}/{last}", last + 1)
        chosen.add(last if row in chosen else row)
    return tuple(sorted(chosen))


def draw(key: str, name: str, below: int) -> int:
    """Return an integer from 0 up to but not including ``below``, all equally likely.

    ``below`` is from 1 to 2**256. The digest of (key, name, attempt) is an integer of 256 bits;
    it is drawn again while it is in the incomplete last block of ``below`` numbers.
    """
    attempt, complete = 0, 2**256 - 2**256 % below
    while True:
        number = int.from_bytes(_digest(key, f"draw/{name}/{attempt}"))
        if number < complete:
            return number % below
        attempt += 1


def _digest(key: str, message: str) -> bytes:
    return hmac.digest(key.encode(), message.encode(), "sha256")
