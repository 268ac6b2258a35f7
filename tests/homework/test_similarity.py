import random

import pytest

from descent_game.game.moves import Move
from descent_game.homework.similarity import Fingerprint, fingerprint, similar_games


def walk(seed: int, count: int = 12) -> list[Move]:
    chance = random.Random(seed)
    return [Move(5.0 * chance.randrange(72), chance.random()) for _ in range(count)]


def printed(student: str, moves: list[Move], seed: int | None = 1) -> Fingerprint:
    found = fingerprint(student, "ravine", seed, moves)
    assert found is not None
    return found


@pytest.mark.parametrize("maps", [(1, 1), (1, 2)])
def test_the_same_moves_are_told_with_their_figure(maps: tuple[int, int]) -> None:
    games = [printed("ada", walk(0), maps[0]), printed("bob", walk(0), maps[1])]
    (found,) = similar_games([*games, printed("cy", walk(1))])
    assert (found.students, found.share, found.moves) == (("ada", "bob"), 1.0, 12)
    assert found.same_map == (maps[0] == maps[1])
    assert "guilty" not in str(found)
    assert "100%" in str(found)


def test_a_changed_move_still_leaves_a_likeness() -> None:
    changed = [*walk(0, 20)[:10], Move(5.0, 0.123), *walk(0, 20)[11:]]
    (found,) = similar_games([printed("ada", walk(0, 20)), printed("bob", changed)])
    assert 0.6 <= found.share < 1.0


def test_one_student_is_never_like_themselves() -> None:
    assert not similar_games([printed("ada", walk(0), 1), printed("ada", walk(0), 2)])


def test_what_everybody_plays_is_one_finding_and_short_games_are_none() -> None:
    common = [printed(f"s{k}", walk(0), None) for k in range(300)]
    (found,) = similar_games(common)
    assert len(found.students) == 300
    assert len(str(found)) < 250
    assert fingerprint("ada", "ravine", 1, walk(0, 3)) is None
    assert fingerprint("ada", "ravine", 1, walk(0, 3) * 5) is None


def test_the_order_of_games_does_not_matter() -> None:
    games = [printed(f"s{k}", walk(k % 7, 8 + k % 3)) for k in range(60)]
    shuffled = random.Random(3).sample(games, len(games))
    assert similar_games(games) == similar_games(shuffled)
