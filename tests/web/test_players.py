from contextlib import closing
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.record import Record
from descent_game.web.players import Players


def folder_of(players: Players, token: str) -> Path:
    folder = players.folder_of(token)
    assert folder is not None
    return folder


def play(folder: Path) -> None:
    level = open_level("first-light")
    game = Game(level)
    game.play(Move(40, 2))
    with closing(Record(folder)) as record:
        record.save(Attempt(level), game)


@pytest.mark.parametrize("token", [None, "", "a" * 32, "a" * 64, "A" * 64, "../" * 10, "é" * 64])
def test_a_token_that_was_not_given_is_nobodys(tmp_path: Path, token: str | None) -> None:
    assert Players(tmp_path).folder_of(token) is None


def test_each_token_given_opens_a_folder_of_its_own_and_writes_nothing(tmp_path: Path) -> None:
    players = Players(tmp_path)
    folders = {folder_of(players, players.new_token()) for _ in range(3)}
    assert len(folders) == 3
    assert {folder.parent for folder in folders} == {tmp_path}
    assert list(tmp_path.iterdir()) == []


def test_another_servers_token_counts_only_where_games_are_kept(tmp_path: Path) -> None:
    before, after = Players(tmp_path), Players(tmp_path)
    idle, played = before.new_token(), before.new_token()
    with before.using(folder_of(before, played)):
        play(folder_of(before, played))
    assert after.folder_of(idle) is None
    assert after.folder_of(played) == before.folder_of(played)


def test_a_folder_goes_with_its_last_user_unless_something_is_kept(tmp_path: Path) -> None:
    players = Players(tmp_path)
    folder = folder_of(players, players.new_token())
    with players.using(folder):
        with players.using(folder):
            Record(folder).close()
        assert len(list(folder.iterdir())) == 1
    assert not folder.exists()
    with players.using(folder):
        play(folder)
    assert folder.exists()


def test_other_files_in_a_folder_and_a_record_that_cannot_be_read_stay(tmp_path: Path) -> None:
    players = Players(tmp_path)
    folder = folder_of(players, players.new_token())
    with players.using(folder):
        (folder / "settings.toml").write_text("", encoding="utf-8")
        (folder / "record.sqlite3").write_bytes(b"damaged" * 1000)
    assert len([path for path in folder.iterdir() if "damaged" in path.name]) == 1
    assert (folder / "settings.toml").exists()
