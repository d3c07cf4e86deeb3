// The deal space as a live picture: whoever points at a deal is told what it settles, and two that
// are picked are compared. By mouse, by touch and by key; colours are those of the page.

const SVG = "http://www.w3.org/2000/svg";
const BROAD = { wide: 640, high: 520, left: 44 };
const SLIM = { wide: 350, high: 360, left: 34 }; // for a telephone, so that words stay readable
const NARROW = 480; // pixels of the page below which the picture is slim
const BELOW = 46;
const TOP = 26;
const RIGHT = 14;
const NEAR = 28; // pixels within which a pointer finds a point
let { wide, high, left } = BROAD;

function element(name, attributes = {}, ...inside) {
  const made = name === "p" || name === "h3" || name === "ul" || name === "li" || name === "dl" ||
    name === "dt" || name === "dd" || name === "div" || name === "button" || name === "bdi" || name === "span"
    ? document.createElement(name)
    : document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

const across = (value) => left + (value / 100) * (wide - left - RIGHT);
const upwards = (value) => TOP + (1 - value / 100) * (high - TOP - BELOW);

// All points with what they are; those with a name come last, and are found first.
function pointsOf(chart) {
  const of = (kind, name, points, terms, named = -1) =>
    points.map(([x, y], k) => ({ kind, name, x, y, terms: terms[k], named: k === named }));
  return [
    ...of("dot", "A deal", chart.dots, chart.dot_terms),
    ...of("front", "A deal that leaves nothing unused", chart.frontier, chart.frontier_terms),
    ...chart.drafts.flatMap((one) => of("draft", one.name, one.points, one.terms, one.named)),
    ...chart.fair.flatMap((one) => of("fair", one.name, one.points, one.terms, 0)),
  ];
}

function mark(point) {
  const x = across(point.x);
  const y = upwards(point.y);
  if (point.kind === "dot") return element("circle", { class: "dot", cx: x, cy: y, r: wide / 240 });
  if (point.kind === "front") return element("circle", { class: "front", cx: x, cy: y, r: 3 });
  if (point.kind === "fair") {
    const path = `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`;
    return element("path", { class: "fair", d: path });
  }
  const half = point.named ? 5 : 3.5;
  return element("rect", {
    class: point.named ? "draft" : "way", x: x - half, y: y - half, width: 2 * half, height: 2 * half,
  });
}

function ground(chart) {
  const [x, y] = [across(chart.no_deal[0]), upwards(chart.no_deal[1])];
  const [right, top] = [across(100), upwards(100)];
  const bottom = upwards(0);
  const parts = [
    element("rect", { class: "gains", x, y: top, width: right - x, height: Math.max(0, y - top) }),
  ];
  for (let k = 0; k <= 100; k += 25) {
    parts.push(
      element("line", { class: "axis", x1: across(k), x2: across(k), y1: top, y2: bottom }),
      element("line", { class: "axis", x1: left, x2: right, y1: upwards(k), y2: upwards(k) }),
      element("text", { class: "quiet", x: across(k), y: bottom + 16, "text-anchor": "middle" }, `${k}`),
      element("text", { class: "quiet", x: left - 6, y: upwards(k) + 4, "text-anchor": "end" }, `${k}`),
    );
  }
  parts.push(
    element("line", { class: "none", x1: x, x2: x, y1: top, y2: bottom }),
    element("line", { class: "none", x1: left, x2: right, y1: y, y2: y }),
    element("text", { x: 2, y: TOP - 10 }, `↑ ${chart.axes[1]}`),
    element("text", { x: right, y: high - 8, "text-anchor": "end" }, `${chart.axes[0]} →`),
  );
  return parts;
}

// What the dashed lines are, in front of the dots.
function noDealNames(chart) {
  const [x, y] = [across(chart.no_deal[0]), upwards(chart.no_deal[1])];
  const end = { class: "quiet", x: across(100) - 2, y: y - 5, "text-anchor": "end" };
  return [
    element("text", { class: "quiet", x: x + 4, y: upwards(0) - 5 }, chart.no_deal_names[0]),
    element("text", end, chart.no_deal_names[1]),
  ];
}

const SIGNS = {
  dot: ["circle", { cx: 8, cy: 7, r: 3 }, "a deal"],
  frontier: ["path", { d: "M1 3L8 7L15 11" }, "nothing left unused"],
  front: ["circle", { cx: 8, cy: 7, r: 3 }, "nothing left unused"],
  draft: ["rect", { x: 3, y: 2, width: 10, height: 10 }, "a draft"],
  way: ["rect", { x: 4, y: 3, width: 7, height: 7 }, "another way to settle its terms"],
  fair: ["path", { d: "M8 0L15 7L8 14L1 7Z" }, "a fair deal"],
  gains: ["rect", { x: 0, y: 1, width: 16, height: 12 }, "both gain"],
};

function legend(chart, points) {
  const joined = chart.joined && chart.frontier.length > 1;
  const drawn = new Set(["gains", ...points.map((point) => kindDrawn(point))]);
  if (joined) drawn.add("frontier").delete("front");
  const signs = Object.entries(SIGNS).filter(([kind]) => drawn.has(kind));
  return element("ul", { class: "legend" }, ...signs.map(([kind, [shape, where, words]]) => {
    const sign = element("svg", { viewBox: "0 0 16 14", "aria-hidden": "true" },
      element(shape, { class: kind, ...where }));
    return element("li", {}, sign, words);
  }));
}

function kindDrawn(point) {
  return point.kind === "draft" && !point.named ? "way" : point.kind;
}

function outcomeWords(chart, point) {
  return chart.issues.map((issue, k) => [issue.title, issue.levels[point.terms[k]][1]]);
}

function termsOf(chart, point) {
  return chart.issues.map((issue, k) => `${issue.id}=${issue.levels[point.terms[k]][0]}`).join(";");
}

// Where the numbers of points with names stand: beside them, and on no other number or point.
function numbersBeside(named) {
  const taken = named.map((point) => [across(point.x), upwards(point.y)]);
  return named.map((point) => {
    const [x, y] = [across(point.x), upwards(point.y)];
    let best = null;
    for (let ring = 14; ring <= 50 && !best; ring += 9) {
      for (let turn = 0; turn < 12 && !best; turn++) {
        const angle = -Math.PI / 4 + (turn * Math.PI) / 6;
        const at = [x + ring * Math.cos(angle), y + ring * Math.sin(angle)];
        const inside = at[0] > left + 8 && at[0] < wide - 8 && at[1] > TOP - 14 && at[1] < high - BELOW - 6;
        if (inside && taken.every((other) => Math.hypot(other[0] - at[0], other[1] - at[1]) > 12.5)) best = at;
      }
    }
    taken.push(best ?? [x + 14, y - 10]);
    return taken.at(-1);
  });
}

export function drawDealSpace(place, chart, compareAt) {
  ({ wide, high, left } = place.clientWidth < NARROW ? SLIM : BROAD);
  const points = pointsOf(chart);
  const named = points.filter((point) => point.named);
  const before = place.dealSpace ?? { picks: [] };
  // what is picked or pointed at is kept over an edit, where its outcome is still there
  const find = (old) => points.findLast((point) => termsOf(chart, point) === old);
  let picks = before.picks.map(find).filter(Boolean);
  let here = (before.here && find(before.here)) ?? null;

  const svg = element("svg", {
    viewBox: `0 0 ${wide} ${high}`, tabindex: 0, role: "application", "aria-label": chart.title,
    "aria-describedby": "space-how space-outcome",
  }, ...ground(chart));
  for (const point of points.filter((one) => one.kind === "dot")) svg.append(mark(point));
  svg.append(...noDealNames(chart));
  if (chart.joined && chart.frontier.length > 1) {
    const corners = chart.frontier.map(([x, y]) => `${across(x)},${upwards(y)}`).join(" ");
    svg.append(element("polyline", { class: "frontier", points: corners }));
  }
  for (const point of points.filter((one) => one.kind !== "dot")) svg.append(mark(point));
  const stand = numbersBeside(named);
  named.forEach((point, k) => {
    const [x, y] = stand[k];
    const middle = { class: "number", x, y: y + 4.5, "text-anchor": "middle" };
    svg.append(element("text", middle, `${k + 1}`));
  });
  const layer = element("g");
  svg.append(layer);

  const outcome = element("div", { class: "outcome", id: "space-outcome", "aria-live": "polite" });
  const list = element("ul", { class: "named", "aria-label": "Drafts and fair deals in the picture" });
  named.forEach((point, k) => {
    const button = element("button", { type: "button" },
      element("span", {}, `${k + 1}`), element("bdi", {}, point.name));
    button.addEventListener("click", () => pick(point));
    list.append(element("li", {}, button));
  });
  const compared = element("div", { class: "compared", "aria-live": "polite" });
  const how = element("p", { class: "quiet", id: "space-how" },
    "Point at a deal to see what it settles; pick two, by clicking or tapping them, to compare them. " +
    "By key: arrows go from deal to deal, N to those with a name, Enter picks, Escape lets go.");

  function show() {
    layer.replaceChildren();
    picks.forEach((point, k) => {
      const side = across(point.x) < left + 30 ? 1 : -1;
      layer.append(
        element("circle", { class: "picked", cx: across(point.x), cy: upwards(point.y), r: 11 }),
        element("text", {
          class: "pick-name", x: across(point.x) + 17 * side, y: upwards(point.y) + 18,
          "text-anchor": "middle",
        }, "AB"[k]),
      );
    });
    const told = here ?? picks.at(-1) ?? null;
    place.dealSpace.here = here ? termsOf(chart, here) : "";
    if (here) {
      layer.append(element("circle", { class: "here", cx: across(here.x), cy: upwards(here.y), r: 8 }));
    }
    [...list.querySelectorAll("button")].forEach((button, k) => {
      button.setAttribute("aria-pressed", picks.includes(named[k]));
    });
    if (!told) {
      outcome.replaceChildren(element("p", { class: "quiet" }, "No deal is pointed at."));
      return;
    }
    const pairs = outcomeWords(chart, told).flatMap(([title, words]) => [
      element("dt", {}, element("bdi", {}, title)), element("dd", {}, element("bdi", {}, words)),
    ]);
    const worth = [0, 1].map((k) => `${chart.axes[k]}: ${Math.round([told.x, told.y][k])}`).join("; ");
    outcome.replaceChildren(
      element("h3", {}, element("bdi", {}, told.name)), element("p", {}, worth), element("dl", {}, ...pairs));
  }

  async function compare() {
    if (picks.length < 2) {
      compared.replaceChildren();
      return;
    }
    const asked = new URLSearchParams();
    for (const [k, point] of picks.entries()) {
      asked.set("ab"[k], termsOf(chart, point));
      asked.set(`${"ab"[k]}_name`, point.name);
    }
    const answer = await fetch(`${compareAt}?${asked}`);
    if (!answer.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    compared.replaceChildren(...made.body.childNodes);
  }

  function pick(point) {
    if (picks.includes(point)) picks = picks.filter((one) => one !== point);
    else picks = picks.length < 2 ? [...picks, point] : [picks[0], point];
    place.dealSpace.picks = picks.map((one) => termsOf(chart, one));
    here = point;
    show();
    compare();
  }

  function nearest(event) {
    const box = svg.getBoundingClientRect();
    const scale = wide / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    let found = null;
    let least = NEAR;
    for (const point of points) {
      // what has a name is found a little before what has none
      const away = Math.hypot(across(point.x) - x, upwards(point.y) - y) - (point.named ? 4 : 0);
      if (away <= least) [found, least] = [point, away];
    }
    return found;
  }

  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const found = nearest(event);
    if (found !== here) {
      here = found;
      show();
    }
  });
  svg.addEventListener("pointerleave", () => {
    here = null;
    show();
  });
  svg.addEventListener("click", (event) => {
    const found = nearest(event);
    if (found) pick(found);
  });
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [1, 1], ArrowDown: [1, -1] }[event.key];
    if (step) move(...step);
    else if (event.key === "n" || event.key === "N") nextNamed(event.shiftKey ? -1 : 1);
    else if ((event.key === "Enter" || event.key === " ") && here) pick(here);
    else if (event.key === "Escape") [here, picks] = [null, []];
    else return;
    place.dealSpace.picks = picks.map((one) => termsOf(chart, one));
    event.preventDefault();
    event.stopPropagation();
    show();
    if (event.key === "Escape") compare();
  });

  function move(axis, by) {
    const at = (point) => (axis ? point.y : point.x);
    const beside = (point) => (axis ? point.x : point.y);
    if (!here) {
      here = picks.at(-1) ?? named[0] ?? points[0];
      return;
    }
    // the next point that way, of which a little to the side counts as further off
    let least = Infinity;
    let found = here;
    for (const point of points) {
      const ahead = (at(point) - at(here)) * by;
      if (ahead <= 0.05) continue;
      const away = ahead + 2 * Math.abs(beside(point) - beside(here));
      if (away < least) [found, least] = [point, away];
    }
    here = found;
  }

  function nextNamed(by) {
    if (!named.length) return;
    const at = named.indexOf(here);
    here = named[at < 0 ? (by > 0 ? 0 : named.length - 1) : (at + by + named.length) % named.length];
  }

  place.dealSpace = { picks: picks.map((one) => termsOf(chart, one)), slim: wide === SLIM.wide };
  before.sizes?.disconnect();
  place.dealSpace.sizes = new ResizeObserver(() => {
    if (place.clientWidth < NARROW !== place.dealSpace.slim) drawDealSpace(place, chart, compareAt);
  });
  place.dealSpace.sizes.observe(place);
  const focused = place.contains(document.activeElement) && document.activeElement.tagName === "svg";
  place.replaceChildren(
    how,
    element("div", { class: "plane" }, element("div", {}, legend(chart, points), svg, list), outcome),
    compared,
  );
  if (focused) svg.focus({ preventScroll: true });
  show();
  compare();
  place.dataset.drawn = `${chart.version}-${chart.draws}`;
}
