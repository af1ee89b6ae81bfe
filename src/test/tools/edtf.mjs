// Reads dates as the npm package edtf does. Arguments: the folder of the tools, a file with a date a line; prints one JSON object a line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const [tools, file] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { default: edtf } = require("edtf");

// A day counted from 1970-01-01; null where there is no bound, or none that ECMAScript can count.
const day = (millis) => (typeof millis === "number" && Number.isFinite(millis) ? Math.floor(millis / 86400000) : null);

// With intervals of seasons allowed, it fails at one whose beginning is unknown.
function read(text) {
  try {
    return edtf(text, {});
  } catch {
    return edtf(text, { level: 3, seasonIntervals: true, seasonUncertainty: true });
  }
}

for (const text of readFileSync(file, "utf8").split("\n")) {
  if (text === "") continue;
  try {
    const date = read(text);
    console.log(JSON.stringify({ text, read: true, min: day(date.min), max: day(date.max) }));
  } catch {
    console.log(JSON.stringify({ text, read: false, min: null, max: null }));
  }
}
