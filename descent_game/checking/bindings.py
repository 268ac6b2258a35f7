"""The texts of a level beside what proves them: questions, hints, and sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from descent_game.checking.binding_rules import unbound_faults
from descent_game.checking.sentences import sentences_of
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial
from descent_game.errors import THE_VALUE, DescentError, KeyPath
from descent_game.game.wording import plain
from descent_game.level.schema import Claim, Question
from descent_game.level.toml.positions import Positions
from descent_game.measuring.claims import Measured, measure
from descent_game.measuring.questions import BOUNDS, choice_claim

UNPROVED = "nothing proves it"


class Binding(NamedTuple):
    """A text and its proofs on the level as published.

    Attributes:
        line: The line of the file where it begins, from 1.
        kind: What it is: ``idea``, ``hint 2``, ``answer``.
        words: The text in one row.
        proofs: What proves it, and what that measures; none if nothing does.
    """

    line: int
    kind: str
    words: str
    proofs: tuple[str, ...]

    def __str__(self) -> str:
        proofs = self.proofs or (UNPROVED,)
        return "\n".join(
            [f"{self.line:>5}  {self.kind}: {self.words}", *(f"{'':7}= {each}" for each in proofs)]
        )


def bindings_of(trial: Trial, text: str) -> list[Binding]:
    """Return the texts of a level that are bound, and those that should be, by their lines.

    Args:
        trial: The level as published.
        text: The text of its file.
    """
    positions = Positions(text)
    found = [*_hints(trial), *_choices(trial), *_sentences(trial), *_unbound(trial)]
    bindings = [
        Binding(positions.spot(path, within).line, kind, words, proofs)
        for path, within, kind, words, proofs in found
    ]
    return sorted(bindings, key=lambda binding: binding.line)


class _Found(NamedTuple):
    path: KeyPath
    within: int
    kind: str
    words: str
    proofs: tuple[str, ...]


def _hints(trial: Trial) -> Iterator[_Found]:
    text = trial.level.text
    for number, (hint, name) in enumerate(zip(text.hints, text.hint_plays, strict=False)):
        proof = _play(name, trial)
        yield _Found(("text", "hints", number), THE_VALUE, f"hint {number + 1}", hint, (proof,))


def _choices(trial: Trial) -> Iterator[_Found]:
    for index, question in enumerate(trial.level.questions):
        for number, choice in enumerate(question.choices[: len(question.right_when)]):
            kind = "answer" if number + 1 == question.answer else "wrong choice"
            path: KeyPath = ("questions", index, "choices", number)
            yield _Found(path, THE_VALUE, kind, choice, (_choice(question, number, trial),))


def _sentences(trial: Trial) -> Iterator[_Found]:
    for sentence in sentences_of(trial.level):
        proofs = [proof for proof in trial.level.proofs if sentence.has(proof.sentence)]
        names = dict.fromkeys(name for proof in proofs for name in proof.by)
        if names:
            found = tuple(_proof(name, trial) for name in names)
            yield _Found(sentence.text.path, sentence.at, sentence.text.kind, sentence.words, found)


def _unbound(trial: Trial) -> Iterator[_Found]:
    for fault in unbound_faults(trial):
        yield _Found(fault.path, fault.within, str(fault.path[-1]), fault.sentence, ())


def _proof(name: str, trial: Trial) -> str:
    for index, claim in enumerate(trial.level.claims):
        if claim.name == name:
            return f"claim {name}: {_measured(claim, trial.measured.get(index))}"
    return _play(name, trial)


def _play(name: str, trial: Trial) -> str:
    for index, play in enumerate(trial.level.plays):
        if play.name == name:
            game = trial.by_rule(index)
            if isinstance(game, DescentError):
                return f"play {name!r}: {game}"
            turn = game.player.goal_turn
            return f"play {name!r}: " + (f"goal on turn {turn}" if turn else "never at the goal")
    return f"{name!r}, which is no claim and no play"


def _choice(question: Question, number: int, trial: Trial) -> str:
    claim = choice_claim(question, number)
    if claim is None:
        return "no measure, or no bound"
    try:
        return _measured(claim, measure(claim, trial.game))
    except COMPUTATION_ERRORS as error:
        return str(error)


def _measured(claim: Claim, found: Measured | DescentError | None) -> str:
    """Return the bounds of a claim and what it measures."""
    bounds = " and ".join(
        f"{key.replace('_', ' ')} {_bound(getattr(claim, key))}"
        for key in BOUNDS
        if getattr(claim, key) is not None
    )
    if not isinstance(found, Measured):
        return f"{claim.measure} {bounds}: {found}"
    verdict = "does not hold" if found.complaint else "holds"
    return f"{claim.measure} {bounds} {verdict}, it is {plain(found.value)}"


def _bound(bound: float | str | tuple[float | str, float | str]) -> str:
    if isinstance(bound, tuple):
        return " and ".join(map(_bound, bound))
    return bound if isinstance(bound, str) else plain(bound)
