"""Rules about texts: they fit the screen, have no typed numbers, and questions have one answer."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from descent_game.catalogue.catalogue import find_known_level
from descent_game.checking.findings import Fault
from descent_game.checking.trials import Trial
from descent_game.checking.typed_numbers import fields_of, typed_numbers
from descent_game.errors import DescentError, KeyPath
from descent_game.level.schema import Level, Question
from descent_game.level.texts import fill_in, text_rows

PAGE = 68
"""Columns of a page of text on a screen of 80x24."""
SIDE = 35
"""Columns of the debrief beside the map."""
UNDER_MAP = 78
"""Columns of the hints under the map."""


class Limit(NamedTuple):
    """How many rows a text may take where it is shown, and what happens beyond."""

    columns: int
    rows: int
    reason: str


LIMITS = {
    "brief": Limit(PAGE, 12, "more would push the goal and the bot off the first page"),
    "debrief": Limit(SIDE, 16, "more would push the stars off the account beside the map"),
    "why": Limit(PAGE, 60, "more is more than three pages"),
    "hints": Limit(UNDER_MAP, 3, "more is cut off under the map"),
    "idea": Limit(UNDER_MAP, 3, "more is cut off under the map"),
    "ask": Limit(PAGE, 3, "more leaves no room for the brief"),
    "because": Limit(SIDE, 8, "more pushes the debrief away"),
}
CHOICE = 60
"""Characters of a choice: one row beside its number."""
SENTENCES = 3
"""The most sentences of a debrief."""
OUTCOME_FIELDS = ("turns", "loss", "held_out", "stars")
"""The fields that depend on the player's moves."""
REMEDIES = {"idea": "fields are not filled in here, so leave it out"}
"""What to do about a typed number in a text without fields, by the kind of its limit."""
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
_SOURCE = re.compile(r"^# \S+: made from '([^'\n]+)'", re.MULTILINE)
_FORMULA_ROW = re.compile(r"^ {2,}\S.*$", re.MULTILINE)


class Text(NamedTuple):
    """A text, the key where it stands, and the kind of its limit."""

    path: KeyPath
    kind: str
    text: str


def text_faults(trial: Trial) -> Iterator[Fault]:
    """Yield texts that are too long, and numbers in them that should be fields."""
    level, values = trial.level, trial.text_values
    for text in texts_of(level):
        yield from _length_faults(text, fill_in(text.text, values))
        for number, at in typed_numbers(text.text):
            remedy = REMEDIES.get(text.kind) or _field_for(number, values)
            message = f"{number!r} is typed by hand; {remedy}"
            yield Fault("typed-number", text.path, message, within=at)
    sentences = len(_SENTENCE_END.findall(fill_in(level.text.debrief, values)))
    if sentences > SENTENCES:
        message = f"{sentences} sentences; at most {SENTENCES} are read"
        yield Fault("text-length", ("text", "debrief"), message)


def bot_field_faults(trial: Trial) -> Iterator[Fault]:
    """Yield texts with ``{bot.turns}`` in levels whose bot does not arrive."""
    field = "{bot.turns}"
    for text in texts_of(trial.level) if not trial.game.bot.reached else ():
        if field in text.text:
            remedy = f"{{bot.took}} says {trial.text_values['bot.took']!r}"
            message = f"the bot does not arrive, so {field} are no turns that it needed; {remedy}"
            yield Fault("bot-field", text.path, message, near=field)


def question_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what is wrong with the questions of a level."""
    for position, question in enumerate(trial.level.questions):
        path: KeyPath = ("questions", position, "choices")
        yield from _choice_faults(question, path)
        for choice in question.choices:
            if len(choice) > CHOICE:
                message = f"{choice!r} has {len(choice)} characters; at most {CHOICE} fit a row"
                yield Fault("text-length", path, message, near=choice)


def texts_of(level: Level) -> Iterator[Text]:
    """Yield every text that is shown around a game, but for names and choices."""
    yield Text(("title",), "idea", level.title)
    yield Text(("idea",), "idea", level.idea)
    for key in ("brief", "debrief", "why"):
        yield Text(("text", key), key, getattr(level.text, key) or "")
    for position, hint in enumerate(level.text.hints):
        yield Text(("text", "hints", position), "hints", hint)
    for position, question in enumerate(level.questions):
        yield Text(("questions", position, "ask"), "ask", question.ask)
        yield Text(("questions", position, "because"), "because", question.because)


def rows_of(text: str, columns: int) -> int:
    """Return the rows that a text takes, with a blank row between two paragraphs."""
    return len(text_rows(text, columns))


def _field_for(number: str, values: Mapping[str, str]) -> str:
    """Return what to write for a typed number: the fields that have its value, if any."""
    constant = {name: value for name, value in values.items() if name not in OUTCOME_FIELDS}
    fields = [f"{{{name}}}" for name in fields_of(number, constant)]
    if not fields:
        return "write a field such as {claim.NAME}"
    which = "" if len(fields) == 1 else ", whichever you mean"
    return f"write {' or '.join(fields)}{which}"


def _length_faults(text: Text, filled: str) -> Iterator[Fault]:
    columns, allowed, reason = LIMITS[text.kind]
    rows = rows_of(filled, columns)
    if rows > allowed:
        message = f"{rows} rows of {columns} columns; at most {allowed}: {reason}"
        yield Fault("text-length", text.path, message)
    for formula in _FORMULA_ROW.findall(filled) if text.kind == "why" else ():
        if len(formula) > columns:
            message = f"an indented row of {len(formula)} columns; at most {columns} fit the page"
            yield Fault("text-length", text.path, message, near=formula.strip()[:20])


def _choice_faults(question: Question, path: KeyPath) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for choice in question.choices:
        plain = " ".join(re.findall(r"[\w.+-]+", choice.casefold())).rstrip(".")
        if plain in seen:
            message = f"{choice!r} and {seen[plain]!r} are the same; one answer can be right"
            yield Fault("question", path, message, near=choice)
        if "{" in choice:
            message = f"{choice!r} has a field, and choices are shown as they are"
            yield Fault("question", path, message, near=choice)
        seen[plain] = choice


def copied_faults(level: Level, text: str) -> Iterator[Fault]:
    """Yield the texts that a level has in common with the one that it was made from."""
    made = _SOURCE.search(text)
    words = _words_of(made[1]) if made and made[1] != level.id else frozenset[str]()
    for own in texts_of(level):
        if made and own.text in words:
            yield Fault("copied", own.path, f"still the words of {made[1]!r}")


def source_bytes(text: str) -> bytes:
    """Return what the file of the level holds that a text was made from; nothing without one."""
    made = _SOURCE.search(text)
    try:
        return find_known_level(made[1]).path.read_bytes() if made else b""
    except (DescentError, OSError):
        return b""


@lru_cache(maxsize=8)
def _words_of(name: str) -> frozenset[str]:
    """Return the texts of a level of the course or of a pack, none of any other."""
    try:
        level = find_known_level(name).read()
    except DescentError:
        return frozenset()
    return frozenset(own.text for own in texts_of(level) if own.text)


ONCE = (text_faults, question_faults)
ON_VARIANTS = (bot_field_faults,)
