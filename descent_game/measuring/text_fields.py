"""The values of the fields in a level's texts: numbers of a game and measured claims."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from descent_game.game.game import Game
from descent_game.game.summary import text_fields
from descent_game.game.wording import plain
from descent_game.measuring.claims import Measured, measure
from descent_game.measuring.measures import MEASURES

CLAIM = "claim."


def text_values(game: Game) -> Mapping[str, str]:
    """Return the values of the fields of a level's texts by name, for ``texts.fill_in``.

    A claim is measured when its field is looked up: some take as long as a hundred games.
    """
    return _Values(game)


class _Values(Mapping[str, str]):
    def __init__(self, game: Game) -> None:
        self._game = game
        self._fields = text_fields(game)
        self._claims = tuple(f"{CLAIM}{claim.name}" for claim in game.level.claims)

    def __getitem__(self, field: str) -> str:
        if field in self._claims:
            return _measured(field.removeprefix(CLAIM), self._game)
        return self._fields[field]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._fields, *self._claims))

    def __len__(self) -> int:
        return len(self._fields) + len(self._claims)


@lru_cache(maxsize=64)
def _measured(name: str, game: Game) -> str:
    """Return the value of a claim as text; it does not depend on the moves of the game."""
    claim = next(claim for claim in game.level.claims if claim.name == name)
    return value_text(measure(claim, game))


def value_text(measured: Measured) -> str:
    """Return a measured value for a text: shares of a whole in per cent."""
    is_share = MEASURES[measured.claim.measure].kind == "share"
    return f"{plain(100.0 * measured.value)}%" if is_share else measured.text
