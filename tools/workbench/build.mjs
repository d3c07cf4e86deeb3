// Builds the editor into src/zopa/workbench/static, with the licences of what is in it.
// `npm ci && npm run build`; a test fails where what is built is not of these sources.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const there = join(here, "../../src/zopa/workbench/static");
const sources = ["editor.js", "package.json", "package-lock.json"];
const sum = createHash("sha256");
for (const name of sources) sum.update(readFileSync(join(here, name)));

const made = await build({
  absWorkingDir: here,
  entryPoints: ["editor.js"],
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  outfile: join(there, "editor.js"),
  banner: { js: `/* Built by tools/workbench/build.mjs; licences in editor.licenses.txt; of ${sum.digest("hex")} */` },
});

const packages = new Set();
for (const input of Object.keys(made.metafile.inputs)) {
  const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
  if (found) packages.add(found[1]);
}
const told = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file || !existsSync(join(folder, file))) throw new Error(`${name} has no licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf-8").trim()}\n`;
});
const rule = `\n${"-".repeat(72)}\n\n`;
writeFileSync(join(there, "editor.licenses.txt"), `The editor of the workbench holds:\n${rule}${told.join(rule)}`);
