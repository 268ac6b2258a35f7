"""A true level as a text, and what a check of changed copies of it finds."""

from pathlib import Path

from descent_game.checking.findings import Finding
from descent_game.checking.level_check import inspect

TRUE = (Path(__file__).parent / "true-level.toml").read_text(encoding="utf-8")
SEEDS = 6


def changed(*edits: tuple[str, str], more: str = "") -> str:
    """Return the true level with pieces of its text replaced, each of which has to be there."""
    text = TRUE
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text + more


def write(folder: Path, text: str, name: str = "true-level") -> Path:
    """Write a level file of a name and of the id that belongs to it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text.replace('id = "true-level"', f'id = "{name}"'), encoding="utf-8")
    return path


def found(folder: Path, text: str, seeds: int = SEEDS) -> tuple[Finding, ...]:
    """Return what the check finds in a level file of that text."""
    return inspect(write(folder, text), "true-level.toml", seeds).findings


def line_with(text: str, piece: str) -> int:
    """Return the first line, from 1, of a text that has a piece in it."""
    return next(n for n, row in enumerate(text.splitlines(), start=1) if piece in row)
