"use strict";
const ways = [...document.querySelectorAll(".way")].map((way) => ({
  pieces: [...way.querySelectorAll("[data-turn]")],
  here: way.querySelector(".here"),
}));
const slider = document.querySelector("#turn"), position = document.querySelector("#position");
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
  position.textContent = "turn " + turn + " of " + last;
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
