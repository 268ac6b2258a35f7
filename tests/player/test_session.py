"""The flow of play, as the screen and plain mode both follow it."""

from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.session import PlayContext, Session, with_hint
from tests.player.test_course_progress import INSIGHT, levels, play


class Exercise:
    """A context whose only map is variant 7, where variants are not drawn by the level."""

    purpose = "exercise 1"

    def __init__(self, levels: tuple[Level, ...]) -> None:
        self.levels = levels

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        return Attempt(level, 7, practice=bool(record.finished(level, self.purpose)))

    def includes(self, attempt: Attempt) -> bool:
        return attempt.seed == 7


def begun(level: Level, seed: int | None = None) -> Game:
    game = Game(level, seed)
    game.play(Move(*INSIGHT[0]))
    return game


class Played:
    """A record, its levels and a session of the course; ``open_all`` opens every level."""

    def __init__(self, folder: Path) -> None:
        self.record, self.levels = Record(folder / "home"), tuple(levels(folder))
        self.open_all = False
        self.session: Session[PlayContext] = Session(
            self.record, lambda: self.levels, lambda: self.open_all
        )

    def exercise(self) -> Session[PlayContext]:
        self.session.context = Exercise(self.levels)
        return self.session


@pytest.fixture
def played(tmp_path: Path) -> Played:
    return Played(tmp_path)


def test_a_session_begins_with_the_first_level_without_a_star(played: Played) -> None:
    assert played.session.first_level() is played.levels[0]
    play(played.record, played.levels[0], INSIGHT)
    assert played.session.first_level() is played.levels[1]


def test_a_session_without_levels_is_refused(played: Played) -> None:
    played.levels = ()
    with pytest.raises(DescentError, match="the course is missing"):
        played.session.first_level()


@pytest.mark.parametrize(("number", "after"), [(0, 1), (1, 2), (2, None)])
def test_the_level_after(played: Played, number: int, after: int | None) -> None:
    stage = played.session.level_after(played.levels[number])
    assert (stage and stage.level) == (None if after is None else played.levels[after])


def test_nothing_comes_after_a_level_that_is_not_played_in_order(
    played: Played, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    stranger = levels(tmp_path / "other")[0]
    played.levels = played.levels[1:]
    assert played.session.level_after(stranger) is None


@pytest.mark.parametrize(
    ("won", "open_all", "in_context", "closed"),
    [
        (False, False, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
    ],
)
def test_a_level_is_closed_until_those_it_requires_have_a_star(
    played: Played, won: bool, open_all: bool, in_context: bool, closed: bool
) -> None:
    if won:
        play(played.record, played.levels[0], INSIGHT)
    played.open_all = open_all
    session = played.exercise() if in_context else played.session
    stage = session.level_after(played.levels[0])
    assert stage is not None
    reason = "“A level” opens with a star on “A level”." if closed else ""
    assert session.locked_reason(stage) == reason


def test_a_game_that_was_left_is_continued_with_its_notes(played: Played) -> None:
    level, notes = played.levels[0], AttemptNotes(before=(2,), hints=1)
    assert played.session.unfinished(level) is None
    played.session.save(Attempt(level), begun(level), notes)
    left = played.session.unfinished(level)
    assert left is not None
    assert (left.attempt, len(left.game.turns), left[2]) == (Attempt(level), 1, notes)
    played.session.abandon(level)
    assert played.session.unfinished(level) is None


def test_a_context_continues_only_its_own_games(played: Played) -> None:
    level, session = played.levels[0], played.exercise()
    played.session.save(Attempt(level), begun(level), AttemptNotes())
    assert session.unfinished(level) is None
    played.session.save(Attempt(level, 7), begun(level, 7), AttemptNotes())
    left = session.unfinished(level)
    assert left is not None
    assert left.attempt.seed == 7


def test_the_next_attempt_is_the_published_level_and_then_practice(played: Played) -> None:
    level = played.levels[0]
    assert played.session.next_attempt(level) == Attempt(level)
    play(played.record, level, INSIGHT)
    assert played.session.next_attempt(level) == Attempt(level, practice=True)
    assert played.session.attempt_at(level, None) == Attempt(level, practice=True)
    assert played.session.attempt_at(level, 5) == Attempt(level, 5)
    assert played.exercise().next_attempt(level) == Attempt(level, 7)


@pytest.mark.parametrize(
    ("in_context", "practice", "counted"), [(True, False, 1), (True, True, 0), (False, False, 0)]
)
def test_a_game_counts_for_its_context_unless_it_is_practice(
    played: Played, in_context: bool, practice: bool, counted: int
) -> None:
    level = played.levels[0]
    session = played.exercise() if in_context else played.session
    game = begun(level, 7)
    game.resign()
    session.save(Attempt(level, 7, practice=practice), game, AttemptNotes())
    assert len(played.record.finished(level, Exercise.purpose)) == counted
    assert len(played.record.finished(level)) == 1


def test_notes_between_moves_are_kept(played: Played) -> None:
    level, game = played.levels[0], begun(played.levels[0])
    played.session.save(Attempt(level), game, AttemptNotes())
    played.session.save_notes(game, AttemptNotes(hints=2))
    left = played.session.unfinished(level)
    assert left is not None
    assert left[2].hints == 2


def test_a_session_knows_whether_a_game_that_is_left_is_lost(played: Played) -> None:
    level, game = played.levels[0], begun(played.levels[0])
    assert (played.session.is_saved, played.session.notice) == (True, "")
    played.record.close()
    played.session.save(Attempt(level), game, AttemptNotes())
    assert not played.session.is_saved
    assert played.session.notice.startswith("The last move could not be kept: ")


def test_hints_end_with_the_last_one(played: Played) -> None:
    level, notes = played.levels[0], AttemptNotes(before=(1,))
    count = len(level.text.hints)
    for _ in range(count + 2):
        notes = with_hint(notes, level)
    assert notes == AttemptNotes(before=(1,), hints=count)
