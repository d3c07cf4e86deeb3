// `/` or Ctrl+K finds a page, an entry, a source or an act by a few words, and goes there or does
// it; `?` lists the keys. Acts are what stands on the page already: nothing is done that its own
// button would not do.
"use strict";

const MOST = 40; // lines that are shown at once
const ledger = document.body.dataset.case; // where the case is; nothing on the list of cases

function made(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

function dialog(name, title) {
  const close = made("button", { type: "button", textContent: "Close" });
  const box = made("dialog", { className: "over" }, made("h2", { textContent: title, id: name }));
  box.setAttribute("aria-labelledby", name);
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  return [box, close];
}

/** What stands on the page: links of its head, and what has a key. */
function onThisPage() {
  const links = [...document.querySelectorAll("header nav a, header .brand a")].map((link) => (
    { kind: "page", words: link.textContent.trim(), does: () => link.click() }));
  links[0].words = document.querySelector("header .brand a") === null ? links[0].words : "All cases";
  const buttons = [...document.querySelectorAll("main button, main a.button")].filter(
    (one) => one.checkVisibility()).map((one) => (
    { kind: "act", words: one.textContent.trim(), does: () => one.click() }));
  const fields = [...document.querySelectorAll("main [data-focus]")].map((one) => (
    { kind: "act", words: one.dataset.says || "Write in the text", does: () => one.focus() }));
  return [...buttons, ...fields, ...links];
}

/** The entries and the sources of the case. */
async function inTheLedger() {
  if (!ledger) return [];
  const answer = await fetch(`/api${ledger}/review`).catch(() => null);
  if (!answer || !answer.ok) return [];
  const goes = (path) => () => location.assign(`${ledger}/${path}`);
  const { entries } = await answer.json();
  return entries.flatMap(({ name, section, which, words, reviewed }) => {
    const told = words || name;
    const entry = {
      kind: reviewed ? section : `${section}, to review`, words: `${told} (${name})`,
      does: goes(`entries/${encodeURIComponent(name)}`),
    };
    if (section !== "sources") return [entry];
    return [{ kind: "source", words: told, does: goes(`sources/${encodeURIComponent(which)}`) }, entry];
  });
}

const [finder, finderClose] = dialog("finder-title", "Find");
const field = made("input", { type: "text", autocomplete: "off", spellcheck: false });
const list = made("ul", { id: "finder-list", className: "found" });
const count = made("p", { className: "quiet" });
for (const [name, value] of Object.entries({
  role: "combobox", "aria-expanded": "true", "aria-controls": "finder-list", "aria-autocomplete": "list",
  "aria-label": "A few words of a page, an entry, a source or an act",
})) field.setAttribute(name, value);
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "What is found");
count.setAttribute("role", "status");
finder.append(field, count, list, finderClose);

let known = [];
let shown = [];
let chosen = 0;

function choose(index) {
  chosen = shown.length ? (index + shown.length) % shown.length : 0;
  [...list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === chosen)));
  const line = list.children[chosen];
  if (line) line.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", line ? line.id : "");
}

function look() {
  const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = known.filter(({ kind, words }) => {
    const told = `${kind} ${words}`.toLowerCase();
    return wanted.every((word) => told.includes(word));
  });
  shown = all.slice(0, MOST);
  list.replaceChildren(...shown.map(({ kind, words }, at) => {
    const line = made("li", { id: `found-${at}` }, made("span", { className: "quiet", textContent: kind }), " ",
      made("bdi", { textContent: words }));
    line.setAttribute("role", "option");
    line.addEventListener("click", () => act(at));
    return line;
  }));
  count.textContent = all.length > MOST ? `${all.length} found, the first ${MOST} of them shown` : `${all.length} found`;
  choose(0);
}

function act(at) {
  const one = shown[at];
  if (!one) return;
  finder.close();
  one.does();
}

async function find() {
  if (finder.open) return;
  known = onThisPage();
  field.value = "";
  finder.showModal();
  field.focus();
  look();
  known = [...known, ...await inTheLedger()];
  if (finder.open) look();
}

field.addEventListener("input", look);
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(chosen + step);
  else if (event.key === "Enter") act(chosen);
  else return;
  event.preventDefault();
});

// The keys are those that the foot of the page tells, each before its words.
const [keys, keysClose] = dialog("keys-title", "Keys");
const told = made("dl", { className: "keys" });
for (const key of document.querySelectorAll("footer kbd")) {
  const words = (key.nextSibling ? key.nextSibling.textContent : "").replace(/[,.\s]+$/, "").trim();
  told.append(made("div", {}, made("dt", {}, key.cloneNode(true)), made("dd", { textContent: words })));
}
keys.append(told, keysClose);

document.addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, textarea, select, dialog");
  const asked = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.altKey;
  if (asked || (event.key === "/" && !inField)) {
    event.preventDefault();
    find();
  } else if (event.key === "?" && !inField && !keys.open) {
    event.preventDefault();
    keys.showModal();
  }
});
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => (opener.dataset.opens === "keys" ? keys.showModal() : find()));
}
