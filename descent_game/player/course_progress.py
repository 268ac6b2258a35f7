"""Progress through the levels: results, which levels are open, which one is next."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from descent_game.catalogue.catalogue import world_title
from descent_game.level.schema import Level
from descent_game.player.record import Best, Record


class LevelProgress(NamedTuple):
    """A level with its progress.

    Attributes:
        level: The level.
        best: The best result, None before one.
        unfinished_turns: The turns of the unfinished game, None without one.
        required: The titles of required levels without a star.
    """

    level: Level
    best: Best | None
    unfinished_turns: int | None
    required: tuple[str, ...] = ()

    @property
    def stars(self) -> int:
        """Stars earned, 0 to 3."""
        return self.best.stars if self.best else 0

    @property
    def locked(self) -> bool:
        """Whether required levels have no star; a level that has been finished stays open."""
        return bool(self.required) and self.best is None

    @property
    def required_words(self) -> str:
        """The titles of the levels that have to earn a star first, as a sentence names them."""
        return " and ".join(f"“{title}”" for title in self.required)


def trail(levels: Sequence[Level], record: Record) -> tuple[LevelProgress, ...]:
    """Return the levels with their progress, in their order.

    A requirement that is not among the levels is ignored, as it could never be met. A level of a
    pack requires levels of the pack before those of the course with the same id.
    """
    by_address = {level.address: level for level in levels}
    best = {address: record.best(level) for address, level in by_address.items()}

    def has_star(address: str) -> bool:
        found = best[address]
        return found is not None and found.stars > 0

    return tuple(
        LevelProgress(
            level,
            best[level.address],
            record.unfinished_turns(level),
            tuple(by_address[a].title for a in _required(level, by_address) if not has_star(a)),
        )
        for level in levels
    )


def next_stage(stages: Sequence[LevelProgress], *, all_open: bool = False) -> int | None:
    """Return the index of the next level to play: an unfinished game, else one without a star."""
    able = [n for n, stage in enumerate(stages) if all_open or not stage.locked]
    waiting = [n for n in able if stages[n].unfinished_turns is not None and not stages[n].stars]
    new = [n for n in able if not stages[n].stars]
    return next(iter(waiting or new), None)


def worlds(stages: Sequence[LevelProgress]) -> list[range]:
    """Return the indices of each world's levels: successive ones of one world and folder."""
    found: list[range] = []
    for _, group in groupby(enumerate(stages), key=lambda item: _home(item[1])):
        indices = [index for index, _ in group]
        found.append(range(indices[0], indices[-1] + 1))
    return found


def search(stages: Sequence[LevelProgress], words: str) -> list[int]:
    """Return the indices of the levels whose title, id or world has every word."""
    wanted = words.lower().split()
    levels = (stage.level for stage in stages)
    texts = [f"{each.title} {each.address} {each.world} {world_title(each)}" for each in levels]
    return [n for n, text in enumerate(texts) if all(word in text.lower() for word in wanted)]


def _required(level: Level, addresses: Collection[str]) -> Iterator[str]:
    """Yield the addresses of the levels that a level requires, as far as they exist."""
    for name in level.requires:
        own = f"{level.pack.name}/{name}" if level.pack else name
        found = own if own in addresses else name
        if found in addresses:
            yield found


def _home(stage: LevelProgress) -> tuple[str, str]:
    level = stage.level
    return str(level.path.parent), "" if level.pack else level.world
