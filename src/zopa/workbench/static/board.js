// On the board every side's answer moves as soon as a term is changed. The address follows, so that
// a package can be kept as a bookmark, and going back takes a change back.

const board = document.querySelector("[data-board]");
const home = board.dataset.board;
const form = board.querySelector("[data-package]");
const keep = board.querySelector("[data-keep]");
const answer = board.querySelector("[data-answer]");
const offers = board.querySelector("[data-offers]");
let asked = 0;
const SOON = 900; // milliseconds

function asking() {
  return new URLSearchParams(new FormData(form)).toString();
}

async function part(address) {
  const got = await fetch(address);
  const made = new DOMParser().parseFromString(await got.text(), "text/html");
  if (got.ok) return [...made.body.childNodes];
  return [...(made.querySelector("main") ?? made.body).childNodes];
}

async function moved() {
  const number = ++asked;
  for (const term of form.querySelectorAll(".term")) {
    const select = term.querySelector("select");
    const before = select.dataset.before.split(" ").filter(Boolean);
    const changed = select.value ? !before.includes(select.value) : before.length > 0;
    term.classList.toggle("changed", changed);
    keep.elements[select.name].value = select.value;
  }
  history.replaceState(null, "", `${home}?${asking()}`);
  const told = await part(`${home}/answer?${asking()}`);
  if (number !== asked) return; // an older answer comes too late
  answer.replaceChildren(...told);
  fromMore();
}

// What is told from few draws is told again from all, as soon as they are there.
function fromMore() {
  const number = asked;
  const again = () => { if (number === asked) moved(); };
  if (answer.querySelector("[data-more]")) setTimeout(again, SOON);
}

form.addEventListener("change", (event) => {
  if (!event.target.matches("[data-anew]")) return moved();
  // another side, or another draft to begin with: its own terms
  const query = new URLSearchParams({ party: form.elements.party.value });
  if (event.target.name === "start") query.set("start", form.elements.start.value);
  location.assign(`${home}?${query}`);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  moved();
});

if (offers.querySelector("[data-waiting]")) {
  offers.querySelector("[data-waiting]").textContent = "They are being worked out.";
  part(`${offers.dataset.offers}?${asking()}`).then((told) => offers.replaceChildren(...told));
}
fromMore();
