"""What screens and widgets tell the app: events go up as messages, state comes down."""

from textual.message import Message

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.losses.surface import Point
from descent_game.player.record import AttemptNotes


class LevelChosen(Message):
    """Somebody wants to play a level: its next variant, or the game that was left."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self.level = level


class AttemptChosen(Message):
    """Somebody wants to play this variant."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__()
        self.attempt = attempt


class VariantRequested(Message):
    """Somebody wants new ground: the level's next variant."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self.level = level


class GameStarted(Message):
    """The brief has been read; ``guesses`` are the choices made (from 1), one a question."""

    def __init__(self, attempt: Attempt, guesses: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.attempt = attempt
        self.guesses = guesses


class MoveMade(Message):
    """The player has made a move; ``said`` is what was said around the game so far."""

    def __init__(self, attempt: Attempt, game: Game, said: AttemptNotes) -> None:
        super().__init__()
        self.attempt = attempt
        self.game = game
        self.said = said


class GameEnded(Message):
    """A game has come to its end; ``said`` is what was said around it so far."""

    def __init__(self, attempt: Attempt, game: Game, said: AttemptNotes) -> None:
        super().__init__()
        self.attempt = attempt
        self.game = game
        self.said = said


class NotesChanged(Message):
    """Something was said around a game between moves: a hint taken, a question answered."""

    def __init__(self, game: Game, said: AttemptNotes) -> None:
        super().__init__()
        self.game = game
        self.said = said


class NextLevel(Message):
    """Somebody wants to go on to the level after this one."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self.level = level


class LevelsRequested(Message):
    """Somebody wants to see the list of levels."""


class PointChosen(Message):
    """A place on the map was pointed at; ``again`` if it is where the aim already ends."""

    def __init__(self, w: Point, *, again: bool) -> None:
        super().__init__()
        self.w = w
        self.again = again


class ZoomRequested(Message):
    """The wheel was turned over the map: 1 closer, -1 further away."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps


class BackRequested(Message):
    """Somebody wants to see what was there before this screen."""


class ReplayRequested(Message):
    """Somebody wants to watch a finished game again."""

    def __init__(self, game: Game) -> None:
        super().__init__()
        self.game = game


class BasinsRequested(Message):
    """Somebody wants to see where the bot would end from every place."""

    def __init__(self, game: Game) -> None:
        super().__init__()
        self.game = game


class TourEnded(Message):
    """The guided tour is over, or was skipped: it is not offered again."""
