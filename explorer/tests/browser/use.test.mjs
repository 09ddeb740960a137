/** What an analyst does, by mouse and by keyboard, on the archive of the examples. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoProblems, eventually, go, openBrowser, openPage, settle } from "./support/browser.mjs";
import { WORLD } from "./support/places.mjs";
import { serveArchive } from "./support/servers.mjs";

let browser;
let server;
before(async () => {
  server = await serveArchive(WORLD);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A test on a fresh page at a route, which must end without a problem. */
function onPage(name, hash, run) {
  test(name, async () => {
    const page = await openPage(browser, server.url + (typeof hash === "function" ? hash() : hash));
    await run(page);
    assertNoProblems(page);
    await page.context().close();
  });
}

onPage("the first page lists the stories, the largest first, and by freshness", "#/", async (page) => {
  const titles = page.locator("main [data-item]");
  assert.match(await titles.first().innerText(), /night corridor/i);
  await page.getByText("latest", { exact: true }).click();
  await settle(page);
  assert.match(page.url(), /sort=fresh/);
  assert.match(await titles.first().innerText(), /radar/i);
  await page.reload();
  await settle(page);
  assert.match(await titles.first().innerText(), /radar/i, "the order is in the address");
});

onPage("search narrows by a facet, keeps it in the address, and goes back", "#/", async (page) => {
  await page.getByRole("searchbox").fill("cable anchor");
  await page.keyboard.press("Enter");
  await settle(page);
  assert.match(page.url(), /q=cable/);
  const status = page.locator("main [role=status]").first();
  const all = Number.parseInt(await status.innerText(), 10);
  assert.ok(all > 1);
  const facet = page.locator(".filters").getByText("North Sea Journal").first();
  await facet.click();
  await settle(page);
  assert.match(page.url(), /outlet=North/);
  assert.ok(Number.parseInt(await status.innerText(), 10) < all);
  await page.goBack();
  await settle(page);
  assert.equal(Number.parseInt(await status.innerText(), 10), all);
});

onPage("nothing found, and a query that cannot be read, say what to do", "#/search?q=zyzzyva", async (page) => {
  assert.match(await page.locator("main").innerText(), /No statements found/);
  await go(page, "#/search?q=%22open");
  assert.match(await page.locator("[role=alert]").innerText(), /quotation mark/);
  page.problems = page.problems.filter((each) => !each.includes("400"));
});

onPage("the keyboard reaches search, list entries and places", "#/", async (page) => {
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const first = await page.locator("main [data-item] a").first().getAttribute("href");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
  await page.keyboard.press("Enter");
  await settle(page);
  assert.match(page.url(), /#\/story\//);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await settle(page);
  assert.match(page.url(), /#\/actors/);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

onPage("a skip link leads past the navigation", "#/", async (page) => {
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /skip/i);
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest("main"))));
});

onPage("colours change by a button and are kept", "#/", async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await ground();
  const button = page.getByRole("button", { name: /Colours/ });
  await button.click();
  await button.click();
  const dark = await ground();
  assert.notEqual(dark, before);
  await page.reload();
  await settle(page);
  assert.equal(await ground(), dark);
});
