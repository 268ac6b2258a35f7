"""How quick ``descent level edit`` is while somebody types 60 keys a second, on 4,000 rows of data.

Keys are written at their times whether the screen keeps up or not, beside a trivial TextArea app.
"""

import os
import random
import select
import statistics
import string
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import report
from benchmarks.screen import Terminal, plain

ROWS = 4_000
KEYS = 600
RATE = 60.0
"""Keys a second."""
LINE = 30
"""Keys to a line of the text."""
WINDOW = 6
"""Last keys that have to be seen in a row, so that the frame is that of the key."""

RATIO = 2.0
"""Times the trivial app, at the 95th percentile."""

EDIT = """
from descent_game.cli.main import main
main(["level", "edit", {!r}])
"""

TRIVIAL = """
from pathlib import Path
from textual.app import App
from textual.widgets import TextArea
class Trivial(App):
    def compose(self):
        area = TextArea(Path({!r}).read_text(), show_line_numbers=True)
        area.cursor_blink = False
        yield area
Trivial().run()
"""

LEVEL = """
format = 1
id = "{id}"
title = "Many rows"
world = "my-levels"
order = 1
idea = "A line between two kinds of points."

[loss]
formula = "mean(softplus(w1*x + w2*z) - y*(w1*x + w2*z))"
{loss}

[map]
w1 = [-5.0, 5.0]
w2 = [-5.0, 5.0]

[start]
w = [-3.0, 3.0]

[rules]
max_step = 2.0
turns = 20

[goal]
loss = 0.5

[bot]
optimizer = "gd"
learning_rate = 2.0

[stars]
par = 6

[text]
brief = "Points of two kinds."
debrief = "They are parted."
{columns}
"""


def data(rows: int = ROWS) -> dict[str, list[float]]:
    """Return two columns of numbers and the kinds of the points."""
    draw = random.Random(1)
    x, z = ([round(draw.gauss(0.0, 1.0), 2) for _ in range(rows)] for _ in range(2))
    kinds = [float(a - b + draw.gauss(0.0, 1.0) > 0.0) for a, b in zip(x, z, strict=True)]
    return {"x": x, "z": z, "y": kinds}


def with_rows_inside(folder: Path, rows: int = ROWS) -> Path:
    """Write the level with its data in it."""
    columns = "[loss.columns]\n"
    for name, numbers in data(rows).items():
        lines = (numbers[at : at + 10] for at in range(0, rows, 10))
        columns += f"{name} = [\n" + "".join(f"  {str(line)[1:-1]},\n" for line in lines) + "]\n"
    return written(folder, "rows-inside", loss="", columns=columns)


def with_rows_beside(folder: Path) -> Path:
    """Write the level with its data in a file of their own."""
    table = zip(*data().values(), strict=True)
    lines = ["x,z,y", *(",".join(map(str, row)) for row in table)]
    (folder / "rows.csv").write_text("\n".join(lines), encoding="utf-8")
    return written(folder, "rows-beside", loss='data = "rows.csv"', columns="")


def written(folder: Path, name: str, **parts: str) -> Path:
    """Write the level file."""
    path = folder / f"{name}.toml"
    path.write_text(LEVEL.format(id=name, **parts), encoding="utf-8")
    return path


def keys() -> Iterator[str]:
    """Yield what is typed: a comment of several lines, no few letters twice."""
    draw = random.Random(2)
    for number in range(KEYS):
        if number % LINE == 0:
            yield "\r#"
        yield draw.choice(string.ascii_lowercase)


def typed(terminal: Terminal) -> list[float]:
    """Return the milliseconds from each key to the frame that shows it, typed at a fixed rate."""
    times: list[float] = []
    waiting: list[tuple[float, str]] = []
    line, seen = "", ""
    began = time.perf_counter()
    for number, key in enumerate(keys()):
        due = began + number / RATE
        while (left := due - time.perf_counter()) > 0.0:
            seen = look(terminal, left, waiting, seen, times)
        os.write(terminal.master, key.encode())
        line = "#" if key.startswith("\r") else line + key
        if len(line) >= WINDOW:
            waiting.append((time.perf_counter(), line[-WINDOW:]))
    deadline = time.perf_counter() + 2.0
    while waiting and time.perf_counter() < deadline:
        seen = look(terminal, 0.05, waiting, seen, times)
    return times + [1e3 * (time.perf_counter() - at) for at, _ in waiting]


def look(
    terminal: Terminal, seconds: float, waiting: list[tuple[float, str]], seen: str,
    times: list[float],
) -> str:  # fmt: skip
    """Read what is written within some seconds, and note the keys that it shows."""
    if not select.select([terminal.master], [], [], seconds)[0]:
        return seen
    seen = (seen + os.read(terminal.master, 1 << 16).decode(errors="replace"))[-40_000:]
    now, words = time.perf_counter(), plain(seen)
    for pair in [pair for pair in waiting if pair[1] in words]:
        waiting.remove(pair)
        times.append(1e3 * (now - pair[0]))
    return seen


def measured(code: str, sign: str, home: str) -> tuple[list[float], float]:
    """Return the milliseconds of keys, and the megabytes after them."""
    terminal = Terminal(code, home)
    try:
        terminal.read_until(sign)
        terminal.drain(0.5)
        os.write(terminal.master, b"\x1b[B\x1b[B\x1b[B\x1b[F")
        terminal.drain(0.5)
        return typed(terminal), terminal.megabytes()
    finally:
        terminal.close()


def main() -> None:
    """Print the figures of editing."""
    with tempfile.TemporaryDirectory() as home:
        for words, make in (("beside", with_rows_beside), ("in", with_rows_inside)):
            path = make(Path(home))
            theirs, _ = measured(TRIVIAL.format(str(path)), "title", home)
            ours, _ = measured(EDIT.format(str(path)), "FINDINGS", home)
            late, trivial = (statistics.quantiles(t, n=20)[-1] for t in (ours, theirs))
            name = f"editing at 60 keys/s, rows {words} the file, p95 / a trivial TextArea"
            report(name, late / trivial, RATIO)


if __name__ == "__main__":
    main()
