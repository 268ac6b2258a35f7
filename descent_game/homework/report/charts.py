"""Bars of counts, as SVG."""

from collections.abc import Sequence

from descent_game.rendering.html import escaped

WIDE, HIGH, FOOT = 640.0, 150.0, 34.0
BINS = 10


def distribution(points: Sequence[float], max_points: float) -> str:
    """Return how many students have how many points, in ten equal ranges up to ``max_points``."""
    counts = [0] * BINS
    for value in points:
        share = value / max_points if max_points > 0 else 0.0
        counts[min(BINS - 1, max(0, int(share * BINS)))] += 1
    tallest, step = max([*counts, 1]), WIDE / BINS
    parts = []
    for place, count in enumerate(counts):
        high = count / tallest * (HIGH - 20)
        x, low, up = place * step, max_points * place / BINS, max_points * (place + 1) / BINS
        parts.append(
            f'<rect x="{x + 2:g}" y="{HIGH - high:.1f}" width="{step - 4:g}" height="{high:.1f}"'
            f' fill="var(--bar)"><title>{low:g} to {up:g}: {count}</title></rect>'
            f"{_label(x + step / 2, HIGH - high - 4, str(count))}"
            f"{_label(x, HIGH + 14, f'{low:g}')}"
        )
    parts.append(_label(WIDE, HIGH + 14, f"{max_points:g}"))
    parts.append(_label(WIDE / 2, HIGH + 30, "points"))
    name = f"Students by points, in tenths of {max_points:g}: {', '.join(map(str, counts))}"
    return (
        f'<svg viewBox="-14 0 {WIDE + 28:g} {HIGH + FOOT:g}" width="{WIDE:g}" role="img"'
        f' aria-label="{escaped(name)}">{"".join(parts)}</svg>'
    )


def share(count: int, of: int) -> str:
    """Return a count with its share, in words and as a bar."""
    if not of:
        return "-"
    part = count / of
    bar = f'<rect width="{60 * part:.1f}" height="8" fill="var(--bar)"/>'
    return (
        f'<svg class="bar" viewBox="0 0 60 8" width="60" height="8" aria-hidden="true">{bar}</svg>'
        f'<span class="share">{count} ({part:.0%})</span>'
    )


def _label(x: float, y: float, words: str) -> str:
    return f'<text x="{x:g}" y="{y:.1f}" text-anchor="middle">{escaped(words)}</text>'
