"""Similar games of different students: a figure for the instructor to look into, no verdict.

Two honest students may find the same short play, above all on the published map, so every finding
has the number of moves, whether the maps were the same, and how many games were compared. The cost
is proportional to the number of moves: games are compared by hashes of three consecutive moves, and
runs of moves that many games share are not compared.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from descent_game.game.moves import Move

SHINGLE = 3
"""Consecutive moves that are hashed together."""
FEWEST_MOVES = 4
"""Games of fewer different moves are too easily alike to mean anything."""
RARE = 12
"""The most games that may share a run of moves for it to be compared."""
ALIKE = 0.6
"""The least share of common runs of moves of games that are reported."""
DECIMALS = 6
DIGEST = 8
"""Bytes of a hash."""


class Fingerprint(NamedTuple):
    """What is kept of a game: who played which map of which level, and hashes of the moves."""

    student: str
    level: str
    seed: int | None
    moves: int
    whole: bytes
    packed: bytes

    @property
    def runs(self) -> frozenset[bytes]:
        """The hashes of the moves, three running at a time."""
        return frozenset(self.packed[k : k + DIGEST] for k in range(0, len(self.packed), DIGEST))


class Similar(NamedTuple):
    """Students whose games look alike; ``share`` is 1 for the very same moves.

    ``games`` counts games of the level that are long enough to be compared.
    """

    level: str
    students: tuple[str, ...]
    share: float
    moves: int
    same_map: bool
    games: int

    def __str__(self) -> str:
        """Return the finding as a line of text."""
        which = "the same map" if self.same_map else "different maps"
        who = ", ".join(self.students[:6])
        if len(self.students) > 6:
            who += f" and {len(self.students) - 6} more"
        among = f"{len(self.students)} of {self.games} games compared"
        alike = f"{self.share:.0%} alike over {self.moves} moves"
        return f"{self.level}: {who}: {alike}, {which} ({among})"


def fingerprint(
    student: str, level: str, seed: int | None, moves: Sequence[Move]
) -> Fingerprint | None:
    """Return the hashes of a game, None where it has too few different moves to be compared."""
    signs = [_sign(move) for move in moves]
    if len(set(signs)) < FEWEST_MOVES:
        return None
    runs = (signs[start : start + SHINGLE] for start in range(len(signs) - SHINGLE + 1))
    packed = b"".join({_hash(run): None for run in runs})
    return Fingerprint(student, level, seed, len(signs), _hash(signs), packed)


def similar_games(fingerprints: Iterable[Fingerprint]) -> list[Similar]:
    """Return similar games of different students, the most similar first."""
    by_level: dict[str, list[Fingerprint]] = defaultdict(list)
    for each in fingerprints:
        by_level[each.level].append(each)
    found = [
        finding for level in by_level.values() for finding in (*_identical(level), *_alike(level))
    ]
    return sorted(found, key=lambda each: (-each.share, -each.moves, each.level, each.students))


def _identical(level: Sequence[Fingerprint]) -> Iterator[Similar]:
    """Yield the groups of students who made the very same moves."""
    for group in _groups(level):
        students = tuple(sorted({each.student for each in group}))
        if len(students) > 1:
            same = len({each.seed for each in group}) == 1
            first = group[0]
            yield Similar(first.level, students, 1.0, first.moves, same, len(level))


def _alike(level: Sequence[Fingerprint]) -> Iterator[Similar]:
    """Yield the pairs that share many runs of moves without being the same."""
    distinct = [group[0] for group in _groups(level)]
    holders: dict[bytes, list[int]] = defaultdict(list)
    for place, each in enumerate(distinct):
        for run in each.runs:
            holders[run].append(place)
    shared = Counter(
        pair
        for places in holders.values()
        if 1 < len(places) <= RARE
        for pair in combinations(places, 2)
    )
    for (a, b), count in shared.items():
        one, other = distinct[a], distinct[b]
        share = count / len(one.runs | other.runs)
        if share >= ALIKE and one.student != other.student:
            students = tuple(sorted((one.student, other.student)))
            fewer = min(one.moves, other.moves)
            yield Similar(one.level, students, share, fewer, one.seed == other.seed, len(level))


def _groups(level: Sequence[Fingerprint]) -> list[list[Fingerprint]]:
    """Return the games grouped by their moves; the order of the argument does not matter."""
    groups: dict[bytes, list[Fingerprint]] = defaultdict(list)
    for each in sorted(level, key=lambda each: (each.student, each.whole)):
        groups[each.whole].append(each)
    return list(groups.values())


def _sign(move: Move) -> str:
    heading = "-" if move.heading is None else f"{move.heading % 360.0:.{DECIMALS}f}"
    inertia = "" if move.inertia is None else f"{move.inertia:.{DECIMALS}f}"
    return f"{heading} {move.step:.{DECIMALS}g} {inertia}"


def _hash(signs: Sequence[str]) -> bytes:
    return hashlib.blake2b("\n".join(signs).encode(), digest_size=DIGEST).digest()
