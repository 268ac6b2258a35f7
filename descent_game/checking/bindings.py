"""The texts of a level beside what proves them: questions, hints, and sentences."""

from collections.abc import Iterator, Sequence
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
        sound: Whether the proofs hold, as far as claims and choices are concerned.
    """

    line: int
    kind: str
    words: str
    proofs: tuple[str, ...]
    sound: bool = True

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
        Binding(positions.spot(f.path, f.within).line, f.kind, f.words, *_summed_up(f.proofs))
        for f in found
    ]
    return sorted(bindings, key=lambda binding: binding.line)


class _Proof(NamedTuple):
    words: str
    holds: bool = True


class _Found(NamedTuple):
    path: KeyPath
    within: int
    kind: str
    words: str
    proofs: tuple[_Proof, ...]


def _summed_up(proofs: Sequence[_Proof]) -> tuple[tuple[str, ...], bool]:
    return tuple(proof.words for proof in proofs), all(proof.holds for proof in proofs)


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
            is_answer = kind == "answer"
            proof = _choice(question, number, trial)
            proof = proof._replace(holds=proof.holds is is_answer)
            yield _Found(path, THE_VALUE, kind, choice, (proof,))


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


def _proof(name: str, trial: Trial) -> _Proof:
    for index, claim in enumerate(trial.level.claims):
        if claim.name == name:
            proof = _measured(claim, trial.measured.get(index))
            return proof._replace(words=f"claim {name}: {proof.words}")
    return _play(name, trial)


def _play(name: str, trial: Trial) -> _Proof:
    for index, play in enumerate(trial.level.plays):
        if play.name == name:
            game = trial.by_rule(index)
            if isinstance(game, DescentError):
                return _Proof(f"play {name!r}: {game}", holds=False)
            turn = game.player.goal_turn
            where = f"goal on turn {turn}" if turn else "never at the goal"
            return _Proof(f"play {name!r}: {where}")
    return _Proof(f"{name!r}, which is no claim and no play", holds=False)


def _choice(question: Question, number: int, trial: Trial) -> _Proof:
    claim = choice_claim(question, number)
    if claim is None:
        return _Proof("no measure, or no bound", holds=False)
    try:
        return _measured(claim, measure(claim, trial.game))
    except COMPUTATION_ERRORS as error:
        return _Proof(str(error), holds=False)


def _measured(claim: Claim, found: Measured | DescentError | None) -> _Proof:
    """Return the bounds of a claim and what it measures."""
    bounds = " and ".join(
        f"{key.replace('_', ' ')} {_bound(getattr(claim, key))}"
        for key in BOUNDS
        if getattr(claim, key) is not None
    )
    if not isinstance(found, Measured):
        return _Proof(f"{claim.measure} {bounds}: {found}", holds=False)
    verdict = "does not hold" if found.complaint else "holds"
    words = f"{claim.measure} {bounds} {verdict}, it is {plain(found.value)}"
    return _Proof(words, holds=not found.complaint)


def _bound(bound: float | str | tuple[float | str, float | str]) -> str:
    if isinstance(bound, tuple):
        return " and ".join(map(_bound, bound))
    return bound if isinstance(bound, str) else plain(bound)
