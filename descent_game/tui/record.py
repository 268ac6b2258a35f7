"""What a player has reached, for as long as the app runs."""

from dataclasses import dataclass, field
from typing import NamedTuple

from descent_game.game.attempts import Attempt, Seed
from descent_game.game.game import Game


class Best(NamedTuple):
    """The best result at first sight of any variant of a level."""

    stars: int
    turns: int | None


class Unfinished(NamedTuple):
    """A game that was left before its end."""

    attempt: Attempt
    game: Game


@dataclass
class Record:
    """Stars, variants seen and unfinished games by level id. Practice earns nothing."""

    best: dict[str, Best] = field(default_factory=dict)
    unfinished: dict[str, Unfinished] = field(default_factory=dict)
    _seen: dict[str, set[Seed]] = field(default_factory=dict)

    def seen(self, level_id: str) -> frozenset[Seed]:
        """Return the seeds of the variants that were played."""
        return frozenset(self._seen.get(level_id, ()))

    def stars(self, level_id: str) -> int:
        """Return the stars earned on a level."""
        return self.best[level_id].stars if level_id in self.best else 0

    def see(self, attempt: Attempt) -> None:
        """Note that a variant is no longer at first sight."""
        self._seen.setdefault(attempt.level.id, set()).add(attempt.seed)

    def leave(self, attempt: Attempt, game: Game) -> None:
        """Keep a game to go on with later."""
        self.unfinished[attempt.level.id] = Unfinished(attempt, game)

    def forget(self, level_id: str) -> None:
        """Give up a game that was left."""
        self.unfinished.pop(level_id, None)

    def finish(self, attempt: Attempt, game: Game) -> None:
        """Note the end of a game."""
        level_id = attempt.level.id
        self.forget(level_id)
        if attempt.practice:
            return
        new, old = Best(game.stars, game.player.goal_turn), self.best.get(level_id)
        if old is None or _rank(new) > _rank(old):
            self.best[level_id] = new


def _rank(best: Best) -> tuple[int, float]:
    return best.stars, -(best.turns if best.turns is not None else float("inf"))
