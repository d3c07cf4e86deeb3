// The page of the answers follows the ledger: it asks how far they are, and takes the parts that
// have changed. What a person has opened, chosen or scrolled to stays as it is.
import { drawDealSpace } from "/static/deal_space.js";

const SOON = 300; // milliseconds between two questions while something is being worked out
const LATER = 500; // and while nothing is: a look at the ledger costs little

const live = document.querySelector("[data-live]");
const home = live.dataset.live;
document.documentElement.classList.add("live");
let against = "";
let chart = "";

function stamp() {
  return live.querySelector("[data-stamp]").dataset.stamp;
}

async function takeParts() {
  const answer = await fetch(`${home}/parts?against=${encodeURIComponent(against)}`);
  if (!answer.ok || answer.redirected) return location.reload();
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = [...made.querySelectorAll("[data-part]")];
  let before = null;
  for (const part of parts) {
    const old = live.querySelector(`[data-part="${part.dataset.part}"]`);
    keepOpen(old, part);
    if (part.dataset.part === "space") keepPicture(old, part);
    else if (!old) place(part, before);
    else if (old.outerHTML !== part.outerHTML) replace(old, part);
    before = live.querySelector(`[data-part="${part.dataset.part}"]`);
  }
  for (const old of live.querySelectorAll("[data-part]")) {
    if (!parts.some((part) => part.dataset.part === old.dataset.part)) old.remove();
  }
  picture();
}

function place(part, before) {
  if (before) before.after(part);
  else live.prepend(part);
}

function replace(old, part) {
  const id = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(part);
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}

function keepOpen(old, part) {
  for (const details of part.querySelectorAll("details[data-keep]")) {
    details.open = Boolean(old?.querySelector(`details[data-keep="${details.dataset.keep}"]`)?.open);
  }
}

// The picture stays while its new points are fetched, so that nothing flickers or jumps.
function keepPicture(old, part) {
  if (!old) {
    const asks = live.querySelector('[data-part="beside"]');
    asks.after(part);
    return;
  }
  old.className = part.className;
  old.dataset.version = part.dataset.version;
  old.querySelector("[data-chart]").dataset.chart = part.querySelector("[data-chart]").dataset.chart;
}

async function picture() {
  const space = live.querySelector("[data-chart]");
  if (!space || space.dataset.chart === chart) return;
  chart = space.dataset.chart;
  const answer = await fetch(`${home}/deal-space`);
  if (answer.ok) drawDealSpace(space, await answer.json(), `${home}/compare`);
}

async function follow() {
  let wait = LATER;
  try {
    if (!document.hidden) {
      const answer = await fetch(`${home}/state`);
      if (!answer.ok || answer.redirected) throw new Error("no answer");
      const state = await answer.json();
      if (state.stamp !== stamp()) await takeParts();
      const doing = live.querySelector("[data-doing]");
      if (doing.textContent !== state.doing) doing.textContent = state.doing;
      if (state.doing) wait = SOON;
    }
  } catch {
    live.querySelector("[data-doing]").textContent = "the workbench does not answer";
  }
  setTimeout(follow, wait);
}

live.addEventListener("change", (event) => {
  if (!event.target.matches("[data-against]")) return;
  against = event.target.value;
  takeParts();
});

against = live.querySelector("[data-against]")?.value ?? "";
picture();
follow();
