"use strict";
// Steps through the games of one student. Numbers and sentences were computed when the page was made.
for (const game of document.querySelectorAll(".game")) {
  const turns = JSON.parse(game.querySelector("script").textContent);
  const slider = game.querySelector("input");
  const way = game.querySelector(".player"), here = game.querySelector(".here");
  const show = () => {
    const at = Number(slider.value), turn = turns[at];
    way.setAttribute("points", turns.slice(0, at + 1).map((t) => t.at.join(",")).join(" "));
    here.setAttribute("cx", turn.at[0]);
    here.setAttribute("cy", turn.at[1]);
    for (const field of game.querySelectorAll("[data-field]"))
      field.textContent = turn[field.dataset.field] ?? "-";
  };
  const go = (to) => { slider.value = to; show(); };
  const [first, back, on, last] = game.querySelectorAll("button");
  first.onclick = () => go(0);
  back.onclick = () => go(Number(slider.value) - 1);
  on.onclick = () => go(Number(slider.value) + 1);
  last.onclick = () => go(turns.length - 1);
  slider.oninput = show;
  show();
}
