"""A picture as a page for a browser, with a player for its turns: one file, nothing from a network.

The page's own policy forbids every request, and every script but the one whose digest it names.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape

from descent_game.rendering.svg import printable

STYLE = """
body { margin: 0; padding: 1rem; font-family: ui-monospace, Menlo, Consolas, monospace; }
body.dark { background: #0b0e13; color: #dde4ec; }
body.light { background: #f5f6f8; color: #1b2530; }
svg { max-width: 100%; height: auto; }
main { max-width: 75rem; margin: auto; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
button, select { font: inherit; padding: .3rem .7rem; }
input[type=range] { flex: 1 1 12rem; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .15rem .8rem; text-align: right; }
th:last-child, td:last-child { text-align: left; }
tr.now { outline: 2px solid currentColor; font-weight: bold; }
"""

SCRIPT = """
"use strict";
const ways = [...document.querySelectorAll(".way")].map((way) => ({
  pieces: [...way.querySelectorAll("[data-turn]")],
  here: way.querySelector(".here"),
}));
const slider = document.querySelector("#turn"), told = document.querySelector("#told");
const play = document.querySelector("#play"), speed = document.querySelector("#speed");
const rows = [...document.querySelectorAll("tbody tr")], last = Number(slider.max);
let turn = last, timer = 0;
function show(now) {
  turn = Math.min(Math.max(now, 0), last);
  for (const way of ways) {
    const done = way.pieces.filter((piece) => Number(piece.dataset.turn) <= turn);
    for (const piece of way.pieces) {
      piece.style.display = done.includes(piece) ? "" : "none";
    }
    const line = (done.at(-1) || way.pieces[0] || way.here).querySelector("line");
    if (line) {
      const end = done.length ? "2" : "1";
      const x = line.getAttribute("x" + end), y = line.getAttribute("y" + end);
      way.here.setAttribute("transform", "translate(" + x + "," + y + ")");
    }
  }
  rows.forEach((row, number) => row.classList.toggle("now", number === turn));
  slider.value = turn;
  told.textContent = "turn " + turn + " of " + last;
}
function stop() { clearInterval(timer); timer = 0; play.textContent = "Play"; }
function start() {
  if (turn === last) { show(0); }
  play.textContent = "Pause";
  timer = setInterval(() => {
    show(turn + 1);
    if (turn === last) { stop(); }
  }, 1000 / Number(speed.value));
}
play.onclick = () => (timer ? stop() : start());
speed.onchange = () => { if (timer) { stop(); start(); } };
slider.oninput = () => { stop(); show(Number(slider.value)); };
document.querySelector("#back").onclick = () => { stop(); show(turn - 1); };
document.querySelector("#on").onclick = () => { stop(); show(turn + 1); };
document.onkeydown = (event) => {
  if (event.target !== document.body) { return; }
  const keys = { ArrowLeft: () => show(turn - 1), ArrowRight: () => show(turn + 1) };
  if (event.key === " ") { event.preventDefault(); play.onclick(); }
  else if (keys[event.key]) { stop(); keys[event.key](); }
};
show(last);
"""

SPEEDS = (0.5, 1, 2, 4, 8)
"""Turns a second."""


def page(
    title: str,
    image: str,
    table: Sequence[Mapping[str, str]],
    *,
    notes: Sequence[str] = (),
    dark: bool = True,
) -> str:
    """Return the page. ``table`` has a row for the start and one for each turn, all alike."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    last = max(len(table) - 1, 0)
    speeds = "".join(
        f'<option value="{speed:g}"{" selected" if speed == 1 else ""}>{speed:g} a second</option>'
        for speed in SPEEDS
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_words(title)}</title>
<style>{STYLE}</style>
</head>
<body class="{"dark" if dark else "light"}">
<main>
{image}
<div class="controls">
<button id="play">Play</button>
<button id="back" aria-label="one turn back">&larr;</button>
<button id="on" aria-label="one turn on">&rarr;</button>
<input type="range" id="turn" min="0" max="{last}" value="{last}" aria-label="turn">
<span id="told">turn {last} of {last}</span>
<select id="speed" aria-label="speed">{speeds}</select>
</div>
{"".join(f"<p>{_words(note)}</p>" for note in notes)}
{_table(table)}
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _table(table: Sequence[Mapping[str, str]]) -> str:
    if not table:
        return ""
    heads = "".join(f"<th>{_words(name)}</th>" for name in table[0])
    rows = "".join(
        f"<tr>{''.join(f'<td>{_words(text)}</td>' for text in row.values())}</tr>\n"
        for row in table
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _words(text: str) -> str:
    return escape(printable(text))
