// Reads pages as a screen reader is given them: roles, names and states, in order.
//
//   node outline.mjs WORK.json
//
// WORK.json: {base, chromium, tools, paths: [path]}. Prints one JSON object: {pages: {path: {title, main, tongues}}}, where `main`
// is the outline below the main landmark by Playwright, one line each, and `tongues` says of each answer its language and direction.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const work = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { chromium } = createRequire(join(work.tools, "package.json"))("playwright-core");
const browser = await chromium.launch({
  executablePath: work.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});
const pages = {};
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const path of work.paths) {
    await page.goto(work.base + path, { waitUntil: "load" });
    pages[path] = {
      title: await page.title(),
      main: await page.locator("main").ariaSnapshot(),
      tongues: await page.locator(".roll > li").evaluateAll((all) => all.map((li) => {
        const root = document.documentElement;
        return `${li.lang || root.lang} ${li.dir || root.dir}`;
      })),
    };
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify({ pages }));
