// Looks at pages in a real browser: access rules (axe-core), reflow, requests to elsewhere, life without script, the keyboard.
//
//   node audit.mjs WORK.json
//
// WORK.json: {base, chromium, axe, screens, pages: [{path, name}], journeys: [path]}. Prints one JSON object:
// {findings: [{path, variant, rule, detail}], looked, undecided}. The versions of what it imports stand in package.json.
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const work = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(join(work.tools, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const host = new URL(work.base).host;

const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Off by default in axe-core, and new in WCAG 2.2 (2.5.8).
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations", "incomplete"],
};
const VARIANTS = [
  { name: "wide light", width: 1280, scheme: "light" },
  { name: "wide dark", width: 1280, scheme: "dark" },
  { name: "narrow dark", width: 320, scheme: "dark" },
  { name: "narrow light", width: 320, scheme: "light" },
];

const findings = [];
const undecided = {};
let looked = 0;
const found = (path, variant, rule, detail) => findings.push({ path, variant, rule, detail });

const browser = await chromium.launch({
  executablePath: work.chromium,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${new URL(work.base).hostname}`,
  ],
});

async function open(options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && new URL(request.url()).host !== host)
      found(page.url(), "", "elsewhere", request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== "document")
      found(page.url(), "", "missing", `${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => found(page.url(), "", "error", String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      found(page.url(), "", "console", message.text());
  });
  return { context, page };
}

// What axe-core cannot see: that a narrow window needs no sideways scrolling (WCAG 1.4.10), also with the text spacing that
// a reader may set (1.4.12).
async function reflow(page, path, variant) {
  for (const spaced of [false, true]) {
    const style = spaced
      ? await page.addStyleTag({
          content: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
            "p { margin-block-end: 2em !important }",
        }).catch(() => null)
      : null;
    const wide = await page.evaluate(() => {
      const root = document.scrollingElement;
      if (root.scrollWidth <= root.clientWidth) return null;
      const out = [...document.querySelectorAll("body *")].find((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1) && !e.closest(".vh, .skip");
      });
      return `${root.scrollWidth} px of ${root.clientWidth}: ${out ? out.outerHTML.slice(0, 160) : "?"}`;
    });
    if (wide) found(path, variant + (spaced ? " spaced" : ""), "reflow", wide);
    if (style) await style.evaluate((element) => element.remove());
  }
}

async function audit() {
  const { context, page } = await open({ bypassCSP: true });
  for (const { path } of work.pages) {
    await page.setViewportSize({ width: VARIANTS[0].width, height: 900 });
    await page.emulateMedia({ colorScheme: VARIANTS[0].scheme });
    await page.goto(work.base + path, { waitUntil: "load" });
    await page.evaluate(() => document.querySelectorAll("details").forEach((e) => (e.open = true)));
    await page.evaluate(axe);
    for (const { name, width, scheme } of VARIANTS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      const result = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
      looked++;
      for (const violation of result.violations)
        for (const node of violation.nodes)
          found(path, name, violation.id, `${violation.help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ""}`);
      for (const one of result.incomplete) undecided[one.id] = (undecided[one.id] ?? 0) + one.nodes.length;
      if (width < 400) await reflow(page, path, name);
    }
  }
  await context.close();
}

// Without script a reader can open the disclosures, and reach the text by keyboard past the masthead.
async function journeys() {
  const { context, page } = await open({ javaScriptEnabled: false, viewport: { width: 1000, height: 900 } });
  for (const path of work.journeys) {
    await page.goto(work.base + path);
    await page.keyboard.press("Tab");
    const skip = page.locator(":focus");
    const target = (await skip.count()) ? await skip.getAttribute("href") : null;
    if (!target || !target.startsWith("#")) found(path, "keyboard", "skip", `the first stop is ${target}`);
    else {
      const box = await skip.boundingBox();
      if (!box || box.y < 0 || box.height < 24) found(path, "keyboard", "skip", "the skip link is not seen when it has the focus");
      await page.keyboard.press("Enter");
      const there = await page.waitForURL((url) => url.hash === target, { timeout: 5000 }).then(() => true, () => false);
      if (!there) found(path, "keyboard", "skip", `it leads to ${page.url()}`);
    }
    for (const summary of await page.locator("summary").all()) {
      const inside = summary.locator("xpath=following-sibling::*[1]");
      if (await inside.isVisible()) continue;
      await summary.focus();
      await page.keyboard.press("Enter");
      if (!(await inside.isVisible())) found(path, "keyboard", "disclosure", "it stays shut");
    }
  }
  await context.close();
}

// Pictures for people to look at.
async function screens() {
  mkdirSync(work.screens, { recursive: true });
  for (const scheme of ["light", "dark"])
    for (const width of [360, 820, 1280]) {
      const { context, page } = await open({ colorScheme: scheme, viewport: { width, height: 900 } });
      for (const { path, name } of work.pages) {
        await page.goto(work.base + path, { waitUntil: "load" });
        await page.screenshot({ path: join(work.screens, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await context.close();
    }
}

try {
  await audit();
  await journeys();
  if (work.screens) await screens();
} finally {
  await browser.close();
}
console.log(JSON.stringify({ findings, looked, undecided }));
