import json
from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.player.record import Record
from descent_game.player.transfer import import_record
from tests.cli.conftest import Run

LONG = "x" * 300
"""More characters than a file system takes."""
COMMANDS = (
    *(f"level check {LONG}", f"level check {LONG}.toml", f"play {LONG}", f"replay {LONG}.json"),
    *(f"sandbox w1**2 --save {LONG}", f"homework check {LONG}.toml", f"homework new {LONG}"),
    *(f"level new {LONG}", f"level show first-light --svg {LONG}", f"progress import {LONG}"),
    *(f"progress export {LONG}", f"simulate first-light --moves {LONG}", f"level edit {LONG}.toml"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_too_long_for_a_file_is_refused_in_a_line(descent: Run, command: str) -> None:
    done = descent(*command.split())
    assert (done.status, done.out) == (2, "")
    assert "cannot write:" not in done.err
    assert len(done.err.splitlines()) == 1


def test_a_level_of_a_long_name_in_a_record_is_left_out(tmp_path: Path) -> None:
    game = {"id": "a", "level": LONG, "seed": None, "practice": False, "saved": ""}
    text = json.dumps({"format": 1, "games": [game]})
    found = import_record(text, Record(tmp_path), open_level)
    assert (found.taken, len(found.left)) == (0, 1)
