"""The trail through the levels: what has been reached on each, which are open, what is next."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from descent_game.catalogue.catalogue import world_title
from descent_game.level.schema import Level
from descent_game.player.record import Best, Record


class LevelProgress(NamedTuple):
    """A level on the trail.

    ``waiting`` is how many turns the game left unfinished has; ``missing`` are the titles of the
    levels that have to earn a star first, none where the level is open.
    """

    level: Level
    best: Best | None
    waiting: int | None
    missing: tuple[str, ...] = ()

    @property
    def stars(self) -> int:
        """Stars earned, 0 to 3."""
        return self.best.stars if self.best else 0

    @property
    def closed(self) -> bool:
        """Whether the level waits for others; what has been played stays open."""
        return bool(self.missing) and self.best is None

    @property
    def missing_words(self) -> str:
        """The titles of the levels that have to earn a star first, as a sentence names them."""
        return " and ".join(f"“{title}”" for title in self.missing)


def trail(levels: Sequence[Level], record: Record) -> tuple[LevelProgress, ...]:
    """Return the levels as a trail, in their order.

    A requirement that is not among the levels locks nothing: nobody could ever meet it. A level of
    a pack requires its neighbours before levels of the course.
    """
    by_address = {level.address: level for level in levels}
    best = {address: record.best(level) for address, level in by_address.items()}
    return tuple(
        LevelProgress(
            level,
            best[level.address],
            record.unfinished_turns(level),
            tuple(
                by_address[address].title
                for address in _required(level, by_address)
                if not _stars(best[address])
            ),
        )
        for level in levels
    )


def next_stage(stages: Sequence[LevelProgress], *, all_open: bool = False) -> int | None:
    """Return the place of what to play next: a game that waits, else the first without a star."""
    able = [n for n, stage in enumerate(stages) if all_open or not stage.closed]
    waiting = [n for n in able if stages[n].waiting is not None and not stages[n].stars]
    new = [n for n in able if not stages[n].stars]
    return next(iter(waiting or new), None)


def worlds(stages: Sequence[LevelProgress]) -> list[range]:
    """Return the places of each world's levels: neighbours of one world from one folder."""
    found: list[range] = []
    for place, stage in enumerate(stages):
        if place and _home(stages[place - 1]) == _home(stage):
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return found


def search(stages: Sequence[LevelProgress], words: str) -> list[int]:
    """Return the places of the levels whose title, id or world holds every word."""
    wanted = words.lower().split()
    texts = [_text(stage.level).lower() for stage in stages]
    return [n for n, text in enumerate(texts) if all(word in text for word in wanted)]


def _text(level: Level) -> str:
    return f"{level.title} {level.address} {level.world} {world_title(level)}"


def _required(level: Level, addresses: Collection[str]) -> Iterator[str]:
    """Yield the addresses of the levels that a level requires, as far as they are there."""
    for name in level.requires:
        own = f"{level.pack.name}/{name}" if level.pack else name
        found = own if own in addresses else name
        if found in addresses:
            yield found


def _home(stage: LevelProgress) -> tuple[str, str]:
    level = stage.level
    return str(level.path.parent), "" if level.pack else level.world


def _stars(best: Best | None) -> int:
    return best.stars if best else 0
