/** Chromium without a window, and pages in it that are watched: whatever goes wrong in one fails its test. */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { CHROMIUM, SCREENSHOTS } from "./places.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

export function openBrowser() {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--font-render-hinting=none"] });
}

/**
 * A page of its own context. `page.problems` are errors in the console, errors thrown, breaches of the security policy
 * and requests to anywhere but where the page is from; `options` are Playwright's own for a context.
 */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.problems = [];
  page.awaited = new Set();
  page.on("requestfinished", (request) => page.awaited.delete(request));
  page.on("requestfailed", (request) => page.awaited.delete(request));
  const origin = new URL(url).origin;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.problems.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    page.problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    page.awaited.add(request);
    const address = request.url();
    if (new URL(address).origin !== origin) page.problems.push(`request elsewhere: ${address.slice(0, 200)}`);
  });
  context.on("page", (other) => other !== page && page.problems.push("a window was opened"));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective}`),
    ),
  );
  await page.goto(url);
  await settle(page);
  return page;
}

/** Goes to a route of the explorer as a link does, and waits until all that it asked for is there. */
export async function go(page, hash) {
  await page.evaluate((to) => (location.hash = to), hash);
  await settle(page);
}

/** How long anything may take on a slow machine before a test gives up. */
const PATIENCE = 60_000;

/** Waits until nothing is awaited any more, neither by the network nor by what the page shows. */
export async function settle(page) {
  const until = Date.now() + PATIENCE;
  for (let quiet = 0; quiet < 2;) {
    await drawn(page);
    const busy = await page.evaluate(() => document.querySelector(".loading, [aria-busy=true], .stale")?.className);
    const awaited = [...page.awaited].map((request) => request.url());
    if (Date.now() > until) throw new Error(`the page does not settle: ${busy ?? awaited}`);
    quiet = awaited.length > 0 || busy !== undefined ? 0 : quiet + 1;
  }
}

/** Waits for what follows from the last event to be on the screen: counted in frames, which are late where all is slow. */
function drawn(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(done))));
      }),
  );
}

/** Tries a check until it holds, and fails as it failed last. */
export async function eventually(check) {
  for (const until = Date.now() + PATIENCE / 2; ; await wait(50)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

export function assertNoProblems(page) {
  assert.deepEqual(page.problems, []);
}

/** Fails where an element is wider than the window, naming it. */
export async function assertFits(page, what) {
  const over = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (node) => {
      for (let each = node.parentElement; each; each = each.parentElement)
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(each).overflowX)) return true;
      return false;
    };
    return [...document.querySelectorAll("body *")]
      .filter((node) => node.getBoundingClientRect().right > width + 1 && !scrolls(node))
      .map((node) => `${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""}`)
      .slice(0, 5);
  });
  assert.deepEqual(over, [], `${what} is wider than the window`);
}

/** Fails with a line for every violation that axe finds, and the elements it is about. */
export async function assertAccessible(page, what, except = {}) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    ([tags, rules]) => globalThis.axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] }),
    [RULES, except],
  );
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map((node) => node.target)
        .slice(0, 4)
        .join(" | ")}`,
  );
  assert.deepEqual(told, [], what);
}

export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
