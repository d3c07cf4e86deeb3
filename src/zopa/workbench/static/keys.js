// One key an act: `data-key` names the key that presses a button or follows a link, `data-focus`
// the key that goes into a field. In a field keys write; Escape leaves it.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (event.target.closest("dialog")) return;
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "p") {
    const before = document.querySelector(".entries li:has(+ li [aria-current]) a");
    if (before) before.click();
    return;
  }
  for (const thing of document.querySelectorAll("[data-key], [data-focus]")) {
    if (thing.dataset.key === event.key) {
      event.preventDefault();
      thing.click();
      return;
    }
    if (thing.dataset.focus === event.key) {
      event.preventDefault();
      thing.focus();
      return;
    }
  }
});

for (const mark of document.querySelectorAll(".paper:not(.open) mark.first")) {
  const paper = mark.closest(".paper");
  paper.scrollTop = mark.offsetTop - paper.offsetTop - paper.clientHeight / 3;
}

// Words that are selected in a source lead to the form for a fact, with the words filled in.
const paper = document.querySelector("[data-source]");
const offer = document.querySelector(".selected");
if (paper && offer) {
  const links = [...offer.querySelectorAll("a")].map((link) => [link, link.getAttribute("href")]);
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  paper.addEventListener("click", (event) => {
    if (event.target.closest("a") && !document.getSelection().isCollapsed) event.preventDefault();
  });
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const words = paper.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
    offer.hidden = !words;
    if (!words) return;
    for (const [link, form] of links) {
      link.setAttribute("href", `${form}&words=${encodeURIComponent(words)}`);
    }
  });
}

// What has been typed and not kept is not left without a word.
let sent = false;
document.addEventListener("submit", () => { sent = true; });
addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll("form textarea")];
  if (!sent && typed.some((field) => field.value !== field.defaultValue)) event.preventDefault();
});
