"""The messages that screens and widgets post to the screen or the app above them."""

from dataclasses import dataclass

from textual.message import Message

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.losses.surface import Point
from descent_game.player.record import AttemptNotes


@dataclass
class LevelChosen(Message):
    """A level is to be played: its unfinished game, or its next variant."""

    level: Level


@dataclass
class AttemptChosen(Message):
    """A certain variant of a level is to be played."""

    attempt: Attempt


@dataclass
class VariantRequested(Message):
    """The next variant of a level is to be played, even if a game is unfinished."""

    level: Level


@dataclass
class GameStarted(Message):
    """The brief has been read; ``guesses`` are the choices made (from 1), one per question."""

    attempt: Attempt
    guesses: tuple[int, ...] = ()


@dataclass
class MoveMade(Message):
    """The player has made a move."""

    attempt: Attempt
    game: Game
    notes: AttemptNotes


@dataclass
class GameEnded(Message):
    """A game has ended."""

    attempt: Attempt
    game: Game
    notes: AttemptNotes


@dataclass
class MoveTakenBack(Message):
    """The last move of a practice game was taken back; ``before`` is the game with it."""

    attempt: Attempt
    game: Game
    before: Game
    notes: AttemptNotes


@dataclass
class PlayOnRequested(Message):
    """A game is to be played on, as practice."""

    game: Game


@dataclass
class NotesChanged(Message):
    """A hint was shown, or a question was answered, between moves."""

    game: Game
    notes: AttemptNotes


@dataclass
class NextLevel(Message):
    """The level after this one is to be played."""

    level: Level


class LevelsRequested(Message):
    """The list of levels is to be shown."""


@dataclass
class PointChosen(Message):
    """A point on the map was clicked; ``at_aim`` if the aim ends there already."""

    w: Point
    at_aim: bool


@dataclass
class ZoomRequested(Message):
    """The mouse wheel was turned over the map: 1 zooms in, -1 out."""

    steps: int


class BackRequested(Message):
    """The screen below this one is to be shown again."""


@dataclass
class ReplayRequested(Message):
    """A finished game is to be replayed."""

    game: Game


@dataclass
class BasinsRequested(Message):
    """The basins of a game's bots are to be shown."""

    game: Game


class TourEnded(Message):
    """The guided tour has ended or was skipped: it is not offered again."""
