"""Numbers and sentences about a turn, the same on the screen, in plain mode and in reports."""

import math

from descent_game.game.readout import MoveResult, Readout, Verdict

SENTENCES = {
    Verdict.STOOD_STILL: "No step, no change.",
    Verdict.NON_FINITE: "The loss is not a number here.",
    Verdict.NO_SLOPE: "There is no slope where the step began: nothing was promised.",
    Verdict.UPHILL: "The slope said up, and up it went.",
    Verdict.PAID_OFF: "The slope said up, but further away it is lower.",
    Verdict.OVERSHOOT: "The slope said down, but the step went past it and ended higher.",
    Verdict.BETTER: "Lower than the slope promised: it steepened on the way.",
    Verdict.AS_PROMISED: "The loss fell about as the slope promised.",
    Verdict.FELL_SHORT: "The loss fell, but by less than the slope promised.",
}
"""The sentence of each verdict. It is about the loss, never about what the player followed."""

NOISY_SENTENCES = SENTENCES | {
    Verdict.UPHILL: "The slope that was shown said up, and up it went.",
    Verdict.PAID_OFF: "The slope that was shown said up, but the loss fell.",
    Verdict.OVERSHOOT: "The slope that was shown said down, but the loss rose.",
    Verdict.BETTER: "The loss fell by more than the slope that was shown promised.",
}
"""The same in levels with noise, where it may be noise that changed the loss."""

SMALL_PROMISE = 0.01
"""A promise of at most this share of the change counts as next to nothing in sentences."""

DIGITS = 3
"""Significant digits of the largest number of a readout."""

COUNTABLE = 1e15
"""Larger numbers, of which a float has no last digit before the point, need not add up."""

LONGEST = 12
"""Characters of a number before it is written with an exponent."""


def decimals_for(*values: float) -> int:
    """Return the decimals, 0 to 9, that show the largest of some numbers with three digits."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    if largest == 0.0:
        return DIGITS - 1
    return min(9, max(0, DIGITS - 1 - math.floor(math.log10(largest))))


def signed(value: float, decimals: int) -> str:
    """Return a number with its sign and ``decimals`` decimals; zero has no sign."""
    if not math.isfinite(value):
        return "undefined" if math.isnan(value) else f"{value:+}"
    text = f"{value:+.{decimals}f}"
    return text if text.strip("+-0.") else f"{0.0:.{decimals}f}"


def plain(value: float, digits: int = DIGITS) -> str:
    """Return a number with ``digits`` significant digits; exponents for tiny and huge ones."""
    if not math.isfinite(value):
        return "undefined" if math.isnan(value) else str(value)
    text = f"{value:.{digits}g}"
    return text if "e" not in text or abs(value) >= 1e6 or abs(value) < 1e-4 else f"{value:.0f}"


def fitted(value: float, room: int) -> str:
    """Return a number in at most ``room`` characters: with 3, 2 or 1 digits, else an exponent."""
    texts = [plain(value, digits) for digits in (3, 2, 1)]
    shortest = f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e")
    return next((text for text in texts if len(text) <= room), shortest)


def exponential(text: str, value: float) -> str:
    """Return a number's text, or the number with an exponent where the text is very long."""
    return text if len(text) <= LONGEST else f"{value:+.2e}"


def change(value: float) -> str:
    """Return a change of the loss with its sign and three digits; long ones with an exponent."""
    return exponential(signed(value, decimals_for(value)), value)


def degrees(heading: float) -> str:
    """Return a heading: whole degrees as such, others with one decimal."""
    rounded = round(heading, 1) % 360.0
    return f"{rounded:.0f}°" if rounded == int(rounded) else f"{rounded:.1f}°"


def split_texts(readout: Readout) -> tuple[str, str, str, str]:
    """Return alone 1, alone 2, interaction and together as texts with the same decimals."""
    alone1, alone2 = readout.alone
    parts = alone1, alone2, readout.interaction
    return summed_texts(parts, readout.together, decimals_for(*parts, readout.together))


def summed_texts(
    parts: tuple[float, float, float], whole: float, decimals: int
) -> tuple[str, str, str, str]:
    """Return three parts and their sum as texts with so many decimals.

    The first three add up to the last as printed: the difference, at most one unit of the last
    digit, is added to the part that was rounded most (the largest-remainder method).
    """
    if not all(abs(value) < COUNTABLE for value in (*parts, whole)):
        alone1, alone2, interaction = (signed(part, decimals) for part in parts)
        return alone1, alone2, interaction, signed(whole, decimals)
    unit = 10.0**-decimals
    exact = [part / unit for part in parts]
    rounded = [round(part) for part in exact]
    total = round(whole / unit)
    for _ in range(abs(total - sum(rounded))):
        towards = 1 if total > sum(rounded) else -1
        worst = max(range(3), key=lambda i: towards * (exact[i] - rounded[i]))
        rounded[worst] += towards
    alone1, alone2, interaction = (signed(part * unit, decimals) for part in rounded)
    return alone1, alone2, interaction, signed(total * unit, decimals)


def sentence(move: MoveResult, *, noisy: bool = False) -> str:
    """Return the sentence about a move; ``noisy`` in levels with noise."""
    readout, verdict = move.readout, move.verdict
    if verdict in _OF_A_CHANGE and abs(readout.promise) <= SMALL_PROMISE * abs(readout.together):
        return _without_promise(readout, noisy=noisy)
    if noisy:
        return NOISY_SENTENCES[verdict]
    if verdict is Verdict.OVERSHOOT and readout.together == 0.0:
        return "The slope said down, but the loss ended where it had been."
    if verdict is Verdict.OVERSHOOT and move.crossed_crease:
        return "The step crossed a crease, where the slope jumps, and ended higher."
    if verdict is Verdict.FELL_SHORT:
        return _fell_short(move)
    return SENTENCES[verdict]


def _fell_short(move: MoveResult) -> str:
    if move.is_lowest:
        kept = f"{move.kept:.0%} of the promise was kept"
        return f"About as low as this heading leads nearby; {kept}."
    if move.slope_left > 0.0:
        return "The loss fell, but the step went past a lower point of its heading."
    return SENTENCES[Verdict.FELL_SHORT]


_OF_A_CHANGE = (Verdict.UPHILL, Verdict.PAID_OFF, Verdict.OVERSHOOT, Verdict.BETTER)


def _without_promise(readout: Readout, *, noisy: bool) -> str:
    """Return the sentence about a move of which the slope promised nothing, or next to nothing."""
    slope = "The slope that was shown said" if noisy else "The slope said"
    nothing = "next to nothing" if readout.promise else "nothing"
    if readout.together == 0.0:
        return f"{slope} {nothing}, and the loss is what it was."
    return (
        f"{slope} {nothing}, but the step ended {'lower' if readout.together < 0.0 else 'higher'}."
    )
