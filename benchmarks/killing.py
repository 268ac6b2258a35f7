"""Kills a player at 200 random moments: ``python -m benchmarks.killing``.

No finished game may be lost, and what was left has to be there with every move that was made.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from descent_game.catalogue.catalogue import open_level
from descent_game.player.record import Record

KILLS = 200
LONGEST = 0.15
"""Seconds of play before a kill, at most."""

PLAYER = """
import sys
from pathlib import Path
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.catalogue.catalogue import open_level
from descent_game.player.record import AttemptNotes, Record

level, record = open_level("first-light"), Record(Path(sys.argv[1]))
left = record.unfinished(level)
seed = left.attempt.seed if left else int(sys.argv[2])
game = left.game if left else Game(level, seed)
while True:
    while game.outcome is None:
        game.play(Move(0, 0.001))
        record.save(Attempt(level, seed), game, AttemptNotes(before=(2,), hints=1))
        print(seed, len(game.turns), flush=True)
    seed += 1
    game = Game(level, seed)
"""


def kill_once(folder: Path, seed: int, moment: float) -> list[tuple[int, int]]:
    """Let a player play for a moment, kill it, and return the turns that it said were kept."""
    player = subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(folder), str(seed)], stdout=subprocess.PIPE, text=True
    )
    assert player.stdout is not None
    lines = [player.stdout.readline()]
    time.sleep(moment)
    player.kill()
    lines += player.stdout.read().splitlines(keepends=True)
    player.wait()
    words = [line.split() for line in lines if line.endswith("\n")]
    return [(int(seed), int(turns)) for seed, turns in words]


def main() -> None:
    """Kill and look, many times."""
    dice, level, troubles = random.Random(1), open_level("first-light"), 0
    finished: set[int] = set()
    resumed, seed = 0, 1
    with tempfile.TemporaryDirectory() as home:
        for _ in range(KILLS):
            said = kill_once(Path(home), seed, dice.uniform(0.0, LONGEST))
            finished |= {seed for seed, turns in said if turns == level.rules.turns}
            seed, turns = said[-1]
            record = Record(Path(home))
            left = record.unfinished(level)
            kept = {game.replay.seed for game in record.finished(level)}
            seen = set(record.seen(level))
            troubles += bool(record.notice) or not finished <= seen
            if left is not None:
                resumed += 1
                same = left.attempt.seed == seed and left.game.player.turns >= turns
                troubles += not (same or left.attempt.seed == seed + 1)
                troubles += left.notes[0] != (2,)
            else:
                troubles += seed not in kept
            record.close()
            seed += left is None
    print(f"{KILLS} kills, {len(finished)} finished games, {resumed} resumed: {troubles} lost")
    sys.exit(1 if troubles else 0)


if __name__ == "__main__":
    main()
