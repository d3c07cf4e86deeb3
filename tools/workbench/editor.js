// The editor of the ledger: the text area of the page, with line numbers, colours, and what
// `zopa check` would find at its line as one types. The text area stays the form's field, so the
// page works as before where this does not run.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, linter } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const PAUSE = 350; // milliseconds without a key before the text is looked at

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--code-text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--code-value)" },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: "var(--grey)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--grey)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--ground)" },
  "&.cm-focused": { outline: "none" }, // the frame around the editor shows the focus
  ".cm-scroller": { font: "inherit", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { color: "var(--grey)", backgroundColor: "var(--shade)", borderRightColor: "var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--chosen)" },
  ".cm-selectionMatch": { backgroundColor: "var(--chosen)" },
  ".cm-searchMatch": { backgroundColor: "var(--mark)", outline: "1px solid var(--grey)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--chosen)" },
  ".cm-panels, .cm-tooltip": {
    color: "var(--ink)", backgroundColor: "var(--shade)", border: "1px solid var(--grey)", font: ".9rem/1.4 var(--sans)",
  },
  ".cm-diagnostic": { padding: ".3rem .6rem" },
  ".cm-textfield, .cm-button": {
    color: "var(--ink)", backgroundColor: "var(--ground)", backgroundImage: "none",
    border: "1px solid var(--grey)", fontSize: ".9rem",
  },
});

/** Where a place of a finding begins and ends; lines and columns count characters, from 1. */
function run(doc, place) {
  const line = doc.line(Math.min(Math.max(place.line, 1), doc.lines));
  const characters = [...line.text];
  const before = characters.slice(0, place.column - 1).join("").length;
  const words = characters.slice(place.column - 1, place.column - 1 + place.length).join("").length;
  const from = Math.min(line.from + before, line.to);
  return { from, to: Math.max(Math.min(from + words, line.to), from) };
}

function diagnostic(doc, finding) {
  const label = finding.label ? ` (${finding.label})` : "";
  const help = finding.help.map((words) => `\n${words}`).join("");
  const severity = finding.severity === "note" ? "info" : finding.severity;
  return {
    ...run(doc, finding.place), severity, source: finding.code,
    message: `${finding.message}${label}${help}`,
  };
}

/** The findings as the page lists them; the words of each are text and never markup. */
function list(area, findings, ledger) {
  const told = (tag, words, kind = "") => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };
  const shown = findings.map((finding) => {
    const block = told("div", "", `finding ${finding.severity}`);
    const head = told("p", "");
    const { line, column, file } = finding.place;
    head.append(told("strong", finding.severity), " · ");
    if (file === ledger) {
      const link = told("a", `line ${line}`);
      Object.assign(link, { href: "#text" });
      Object.assign(link.dataset, { line, column });
      head.append(link);
    } else {
      head.append(`${file}, line ${line}`);
    }
    head.append(` · ${finding.code}`);
    block.append(head, told("p", finding.message + (finding.label ? ` (${finding.label})` : "")));
    block.append(...finding.help.map((words) => told("p", words, "quiet")));
    return block;
  });
  area.replaceChildren(...(shown.length ? shown : [told("p", "Nothing is wrong with it.", "quiet")]));
}

/** Ask what would be found in a text; nothing where that cannot be known just now. */
async function found(address, text) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
    });
    return answer.ok ? (await answer.json()).findings : null;
  } catch {
    return null;
  }
}

function open(field) {
  const frame = document.createElement("div");
  frame.className = "editor";
  // in a shadow its styles are adopted, and none is written into the page
  const root = frame.attachShadow({ mode: "open" });
  const area = document.querySelector("[data-list]");
  const told = document.querySelector("[data-found]");
  const { ledger, findings: address } = field.dataset;

  const lint = linter(async ({ state }) => {
    const findings = await found(address, state.doc.toString());
    if (!findings) {
      told.textContent = "What is wrong with the text cannot be told just now.";
      return [];
    }
    if (view.state.doc.eq(state.doc)) {
      list(area, findings, ledger);
      const errors = findings.filter(({ severity }) => severity === "error").length;
      const weighty = errors ? `, ${errors} of them errors` : "";
      told.textContent = `Of the text as it is typed: ${findings.length} found${weighty}.`;
    }
    return findings.filter(({ place }) => place.file === ledger).map((one) => diagnostic(state.doc, one));
  }, { delay: PAUSE });

  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), history(), drawSelection(),
        yaml(), syntaxHighlighting(colours), indentUnit.of("  "), search({ top: true }),
        highlightSelectionMatches(), lint, lintGutter(), look,
        keymap.of([
          { key: "Mod-s", run: () => { field.form.requestSubmit(field.form.querySelector("button")); return true; } },
          { key: "Escape", run: ({ contentDOM }) => { contentDOM.blur(); return true; } },
          ...searchKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap,
        ]),
        EditorView.contentAttributes.of({
          "aria-label": field.labels[0].textContent, spellcheck: "false", tabindex: "0",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
      ],
    }),
  });

  const go = (line, column) => {
    const { from } = run(view.state.doc, { line, column, length: 0 });
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    view.focus();
  };
  area.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.line), Number(link.dataset.column));
  });
  field.labels[0].addEventListener("click", (event) => { event.preventDefault(); view.focus(); });
  frame.addEventListener("keydown", (event) => event.stopPropagation()); // here keys write
  frame.focus = () => view.focus();
  frame.dataset.focus = field.dataset.focus;
  delete field.dataset.focus;
  field.hidden = true;
  field.before(frame);
  const line = Number(new URLSearchParams(location.search).get("line"));
  if (line) go(line, 1);
  return view;
}

const field = document.querySelector("textarea[data-findings]");
if (field) open(field);
