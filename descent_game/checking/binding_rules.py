"""Rules that bind texts to proofs: questions, hints, the idea, superlatives and universals."""

import math
from collections.abc import Iterator

from descent_game.checking.claim_rules import fault_of_error
from descent_game.checking.findings import Fault
from descent_game.checking.sentences import Sentence, generality, is_about_play, sentences_of
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial, as_error
from descent_game.errors import THE_VALUE, DescentError, KeyPath
from descent_game.game.wording import plain
from descent_game.level.schema import Claim, Level, Proof, Question
from descent_game.level.suggestions import suggestion
from descent_game.measuring.claims import holds, measure
from descent_game.measuring.questions import choice_claim

LESSON_HINTS = 2
"""Hints from which a level is a lesson, whose idea, hints and questions have to be bound."""
SIGNED = ("slope_1", "slope_2", "coupling", "coupling_share", "best_2_shift")
"""Measures whose sign is another one where one weight is mirrored."""
SWEEPING = (
    "best_heading_error", "stable_rate", "alone_rate", "axis_rise", "best_scaled_condition",
    "best_relaxation", "bot_start_share", "three_star_share",
)  # fmt: skip
"""Measures that are about all settings, moves or starts by themselves."""


def is_lesson(level: Level) -> bool:
    """Tell whether a level is a lesson: it leads to its idea by several hints."""
    return len(level.text.hints) >= LESSON_HINTS


def unbound_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the questions, the hints, the idea and the sentences that nothing proves."""
    level = trial.level
    for index, question in enumerate(level.questions):
        if not question.right_when and (is_lesson(level) or _asks_about_play(question)):
            message = "nothing proves the answer; give 'right_when', a bound for each choice"
            yield _unbound(("questions", index, "ask"), message, question.ask)
    for index, hint in enumerate(level.text.hints if is_lesson(level) else ()):
        if not level.text.hint_plays:
            message = "nothing proves the hint; name a play for each hint in 'hint_plays'"
            yield _unbound(("text", "hints", index), message, hint)
    if is_lesson(level) and not any(_proves(proof, level.idea) for proof in level.proofs):
        message = "nothing proves the idea; tie it to a claim or a play in [[proofs]]"
        yield _unbound(("idea",), message, level.idea)
    yield from _general_faults(level)


def _general_faults(level: Level) -> Iterator[Fault]:
    """Yield the superlatives and universals that no claim, or none that sweeps, stands behind."""
    for sentence in sentences_of(level):
        general = generality(sentence) if sentence.text.kind not in ("hints", "ask") else None
        if general is None:
            continue
        proofs = [proof for proof in level.proofs if sentence.has(proof.sentence)]
        path, words = sentence.text.path, general.words
        if not proofs:
            message = f"nothing proves {words!r}; tie the sentence to a claim in [[proofs]]"
            yield _unbound(path, message, sentence.words, general.at)
        elif general.of_settings and not any(_sweeps(proof, level) for proof in proofs):
            message = f"{words!r}: no claim in its proof is about more than one; give it a 'sweep'"
            yield _unbound(path, message, sentence.words, general.at)


def proof_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the proofs of no sentence, and those by what does not exist."""
    level = trial.level
    names = [*(claim.name for claim in level.claims), *(play.name for play in level.plays)]
    for index, proof in enumerate(level.proofs):
        if not _sentences(level, proof.sentence):
            message = f"no sentence of the texts has the words {proof.sentence!r}"
            yield Fault("bound", ("proofs", index, "sentence"), message)
        for number, name in enumerate(proof.by):
            if name not in names:
                message = f"there is no claim and no play {name!r}{suggestion(name, names)}"
                yield Fault("bound", ("proofs", index, "by", number), message)


def comparison_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims about "without" that only change a number of the level's own bot."""
    level, own = trial.level, trial.level.bot
    for index, claim in enumerate(level.claims):
        bot = claim.bot
        if "without" not in claim.say.lower() or claim.given or claim.policy or not bot:
            continue
        if bot.optimizer == own.optimizer and bot.settings.keys() == own.settings.keys():
            message = f"{claim.say!r}: only settings of the level's bot differ; give 'given'"
            yield from _at_its_uses(level, claim, ("claims", index, "say"), message)


def question_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the choices that are right where they should not be, or not where they should."""
    for index, question in enumerate(trial.level.questions):
        path: KeyPath = ("questions", index)
        wanted, given = len(question.choices), len(question.right_when)
        if given not in (0, wanted):
            message = f"{given} for {wanted} choices; give one for each"
            yield Fault("bound", (*path, "right_when"), message)
            continue
        for number in range(given):
            yield from _choice_faults(trial, question, path, number)


def _choice_faults(trial: Trial, question: Question, path: KeyPath, number: int) -> Iterator[Fault]:
    claim = choice_claim(question, number)
    at: KeyPath = (*path, "right_when", number)
    if claim is None:
        yield Fault("bound", at, f"no measure, or no bound, for {question.choices[number]!r}")
        return
    try:
        values = [measure(claim, trial.game).value]
        if claim.measure in SIGNED and trial.level.variants.mirrors:
            values.append(-values[0])
        holding = {holds(claim, value, trial.game) for value in values}
    except COMPUTATION_ERRORS as error:
        found = as_error(error)
        yield fault_of_error("bound", at, (), f"{question.choices[number]!r}: {found}", found)
        return
    is_answer = number + 1 == question.answer
    if holding != {is_answer}:
        measured = " or ".join(plain(value) for value in values)
        message = f"is the answer and wrong: {claim.measure} is {measured}"
        if not is_answer:
            message = f"is not the answer and right: {claim.measure} is {measured}"
        if len(values) > 1:
            message += ", for mirrored maps change its sign"
        yield Fault("bound", (*path, "choices", number), f"{question.choices[number]!r} {message}")


def hint_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the hints whose play is slower than that of the hint before; the last has to arrive."""
    text, path = trial.level.text, ("text", "hint_plays")
    wanted, given = len(text.hints), len(text.hint_plays)
    if given not in (0, wanted):
        yield Fault("bound", path, f"{given} plays for {wanted} hints; give one for each")
        return
    names = {play.name: index for index, play in enumerate(trial.level.plays)}
    before = math.inf
    for number, name in enumerate(text.hint_plays):
        if name not in names:
            message = f"there is no play {name!r}{suggestion(name, list(names))}"
            yield Fault("bound", (*path, number), message)
            return
        if trial.level.plays[names[name]].policy is None:
            yield Fault("bound", (*path, number), f"{name!r} has moves, which fit one map only")
            return
        game = trial.by_rule(names[name])
        if isinstance(game, DescentError):
            return  # as the rule for plays says
        turns = float(game.player.goal_turn or math.inf)
        at: KeyPath = ("text", "hints", number)
        if turns > before:
            slower = "never arrives" if math.isinf(turns) else f"takes {turns:.0f} turns"
            message = f"{name!r} {slower}, {before:.0f} by the hint before"
            yield Fault("bound", at, message)
        elif math.isinf(turns) and number == wanted - 1:
            yield Fault("bound", at, f"the last hint's play, {name!r}, never arrives")
        before = turns


def _asks_about_play(question: Question) -> bool:
    return is_about_play(" ".join([question.ask, *question.choices]))


def _unbound(path: KeyPath, message: str, sentence: str, at: int = THE_VALUE) -> Fault:
    return Fault("unbound", path, message, within=at, sentence=sentence)


def _sentences(level: Level, piece: str) -> list[Sentence]:
    return [sentence for sentence in sentences_of(level) if sentence.has(piece)]


def _proves(proof: Proof, text: str) -> bool:
    return " ".join(proof.sentence.split()) in text


def _sweeps(proof: Proof, level: Level) -> bool:
    claims = (claim for claim in level.claims if claim.name in proof.by)
    return any(claim.sweep or claim.measure in SWEEPING for claim in claims)


def _at_its_uses(level: Level, claim: Claim, path: KeyPath, message: str) -> Iterator[Fault]:
    """Yield a fault at every sentence with a claim's field, else at the claim."""
    field = f"{{claim.{claim.name}}}"
    uses = [sentence for sentence in sentences_of(level) if field in sentence.raw]
    for sentence in uses:
        at = sentence.at + sentence.raw.index(field)
        yield Fault("bound", sentence.text.path, message, within=at)
    if not uses:
        yield Fault("bound", path, message)


ONCE = (unbound_faults, proof_faults, comparison_faults)
ON_VARIANTS = (question_faults, hint_faults)
