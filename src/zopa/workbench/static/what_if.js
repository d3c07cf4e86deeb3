// Changes are tried as soon as they are chosen, and the address follows. Nothing is written.

const page = document.querySelector("[data-what-if]");
const home = page.dataset.whatIf;
const form = page.querySelector("[data-changes]");
const effect = page.querySelector("[data-effect]");
let asked = 0;
const SOON = 900; // milliseconds

function changes() {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "*");
  return new URLSearchParams(fields).toString();
}

async function tried() {
  const number = ++asked;
  for (const term of form.querySelectorAll(".term")) {
    term.classList.toggle("changed", term.querySelector("select").value !== "*");
  }
  history.replaceState(null, "", `${home}?${changes()}`);
  effect.setAttribute("aria-busy", "true");
  const open = effect.querySelector("details")?.open;
  const got = await fetch(`${home}/effect?${changes()}`);
  const made = new DOMParser().parseFromString(await got.text(), "text/html");
  if (number !== asked) return; // a newer change is being tried
  effect.removeAttribute("aria-busy");
  effect.replaceChildren(...(made.querySelector("main") ?? made.body).childNodes);
  if (open) effect.querySelector("details")?.setAttribute("open", "");
  fromMore();
}

// What is told from few draws is told again from all, as soon as they are there.
function fromMore() {
  const number = asked;
  const again = () => { if (number === asked) tried(); };
  if (effect.querySelector("[data-more]")) setTimeout(again, SOON);
}

form.addEventListener("change", tried);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  tried();
});
fromMore();
