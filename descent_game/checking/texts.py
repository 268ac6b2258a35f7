"""What fills the fields of a level's texts: the numbers of a game and the measured claims."""

from descent_game.checking.claims import measure
from descent_game.game.account import text_fields
from descent_game.game.game import Game


def text_values(game: Game) -> dict[str, str]:
    """Return the value of every field that the level's texts may use, for ``texts.fill_in``."""
    claims = {f"claim.{claim.name}": measure(claim, game).text for claim in game.level.claims}
    return {**text_fields(game), **claims}
