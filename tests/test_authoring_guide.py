"""The guide for authors does what it says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from descent_game.level.decoding import decode
from descent_game.level.schema import Claim, LossSection
from descent_game.losses.loss import Loss

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("block", [block for block in blocks("sh") if "level new" in block])
def test_the_first_level_is_made_shown_and_proved(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for line in block.splitlines():
        words = line.partition("#")[0].split()
        assert words[0] == "descent"
        done = subprocess.run(
            [sys.executable, "-m", "descent_game", *words[1:]],
            cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout
    assert (tmp_path / "my-ravine.toml").exists()


def test_its_pieces_of_level_files_are_good() -> None:
    loss, claim = (tomllib.loads(block) for block in blocks("toml"))
    problems: list[object] = []
    section = decode(LossSection, loss["loss"], ("loss",), problems)  # type: ignore[arg-type]
    decode(Claim, claim["claims"][0], ("claims", 0), problems)  # type: ignore[arg-type]
    assert problems == []
    values = {"steep": 50.0, "best1": 3.0, "best2": 1.0}
    assert Loss(section.formula, values).value((3.0, 1.0)) == 0.0
