"""The sentences of a level's texts, and the words in them that a proof has to stand behind."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from descent_game.checking.text_rules import Text, texts_of
from descent_game.level.schema import Level

_SENTENCE = re.compile(r"\S(?:.(?!\n\s*\n))*?(?:[.?!](?=\s|\Z)|(?=\n\s*\n)|\S?\Z)", re.DOTALL)
_FIELD = re.compile(r"\{[^{}]*\}")
_THINGS = (
    r"(?:rates?|inertia|momentum|settings?|bots?|plays?|polic(?:y|ies)|headings?|methods?|plan)"
)
_GAME = re.compile(
    rf"\b(?:{_THINGS}|you|steps?|moves?|turns?|push(?:es)?|compass|descent|gradient)\b",
    re.IGNORECASE,
)
_SWEEPING = re.compile(
    rf"\b(?:whatever|no|any|every|all|each)(?:\s+[\w-]+){{0,2}}\s+{_THINGS}\b"
    rf"|\b(?:best|fastest|quickest|largest|smallest)(?:\s+[\w-]+){{0,2}}\s+{_THINGS}\b"
    rf"|\b{_THINGS}\b[^.;:]*\b(?:is|are)\s+(?:the\s+)?(?:best|fastest|quickest)\b",
    re.IGNORECASE,
)
_UNIVERSAL = re.compile(
    r"\b(?:never|always|nobody|whatever|without|for ever|fastest|quickest)\b"
    r"|(?<!at its )(?<!at their )\bbest\b(?!\s+(?:w1|w2|value|place|weight|pair|line)s?\b)",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A sentence of a text.

    Attributes:
        text: The text, with its key.
        at: On which character of the text, from 1, it begins.
        raw: The sentence as it stands, with line breaks.
    """

    text: Text
    at: int
    raw: str

    @property
    def words(self) -> str:
        """The sentence in one row."""
        return " ".join(self.raw.split())

    def has(self, piece: str) -> bool:
        """Tell whether some words are in the sentence, wherever lines break."""
        return " ".join(piece.split()) in self.words


class Generality(NamedTuple):
    """Words that say more than one case: where they begin, from 1, and whether of all settings."""

    words: str
    at: int
    of_settings: bool


def sentences_of(level: Level) -> Iterator[Sentence]:
    """Yield every sentence of a level's texts, those of hints and questions too."""
    for text in texts_of(level):
        for match in _SENTENCE.finditer(text.text):
            yield Sentence(text, match.start() + 1, match[0])


def is_about_play(words: str) -> bool:
    """Tell whether words are about bots, settings or moves."""
    return bool(_GAME.search(words))


def generality(sentence: Sentence) -> Generality | None:
    """Return the superlative or the universal of a sentence about bots, settings or moves."""
    raw = _FIELD.sub(lambda field: "_" * len(field[0]), sentence.raw)
    found = _SWEEPING.search(raw)
    general = found or (_UNIVERSAL.search(raw) if is_about_play(raw) else None)
    if general is None or sentence.raw.endswith("?"):
        return None
    words = " ".join(general[0].split())
    return Generality(words, sentence.at + general.start(), found is not None)
