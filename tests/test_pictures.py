"""The README's pictures say what the program says now, and ask for nothing from a network."""

import re
from pathlib import Path

import pytest

from tests.pictures import PICTURES, TERMINAL, debrief, moving_game, won_game, words

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ANEW = "make pictures writes it anew"


def kept(name: str) -> str:
    return (PICTURES / name).read_text(encoding="utf-8")


def test_the_moving_game_says_what_the_program_exports() -> None:
    picture = moving_game()
    assert words(kept("game.svg")) == words(picture), ANEW
    assert kept("game.svg").count("<animateTransform") == picture.count("<animateTransform"), ANEW


async def test_the_debrief_says_what_the_screen_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in TERMINAL.items():
        monkeypatch.setenv(name, value)
    assert words(kept("debrief.svg")) == words(await debrief()), ANEW


def test_the_words_of_a_picture_are_read_as_they_stand() -> None:
    shown = " ".join(words(kept("debrief.svg")))
    assert "Goal reached after 2 turns" in shown
    assert "Nearby the gradient misses nothing; what it cannot know is far away." in shown


@pytest.mark.parametrize("name", ["game.svg", "debrief.svg"])
def test_a_picture_of_the_readme_stands_alone(name: str) -> None:
    text = kept(name).replace("http://www.w3.org/2000/svg", "")
    assert not [word for word in ("http", "url(", "@import", "<script", "href") if word in text]
    assert f"(docs/pictures/{name})" in README


def test_every_picture_is_in_a_document() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    texts = "".join(document.read_text(encoding="utf-8") for document in documents)
    assert not [path.name for path in PICTURES.iterdir() if f"pictures/{path.name})" not in texts]


def test_the_readme_tells_of_the_game_that_is_shown() -> None:
    game = won_game()
    caption = README.partition("(docs/pictures/game.svg)")[2].partition("\n#")[0]
    assert game.level.title in caption.replace("*", "")
    assert re.findall(r"\d+", caption) == [str(game.player.goal_turn), str(game.bot.goal_turn)]
    (ghost,) = game.ghosts
    assert ghost.goal_turn is None
