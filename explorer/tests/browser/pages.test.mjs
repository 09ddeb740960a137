/** Every page, light and dark, wide and at 360 px: no error, no violation, nothing wider than the window. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses } from "./support/addresses.mjs";
import {
  assertAccessible,
  assertFits,
  assertNoProblems,
  go,
  NARROW,
  openBrowser,
  openPage,
  screenshot,
  WIDE,
} from "./support/browser.mjs";
import { WORLD } from "./support/places.mjs";
import { serveArchive } from "./support/servers.mjs";

const LOOKS = {
  light: { viewport: WIDE, colorScheme: "light" },
  dark: { viewport: WIDE, colorScheme: "dark" },
  narrow: { viewport: NARROW, colorScheme: "light" },
};
let browser;
let server;
let pages;
before(async () => {
  server = await serveArchive(WORLD);
  browser = await openBrowser();
  pages = await addresses(server.url);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [look, options] of Object.entries(LOOKS))
  test(`pages, ${look}`, async (t) => {
    const page = await openPage(browser, server.url, options);
    for (const [name, hash] of Object.entries(pages))
      await t.test(`${name}, ${look}`, async () => {
        page.problems.length = 0;
        await go(page, hash);
        assert.equal(await page.locator("h1").count(), 1);
        assert.ok((await page.locator("main").innerText()).length > 40, "the page shows something");
        assert.equal(await page.locator("[role=alert]").count(), 0);
        await screenshot(page, `${name}-${look}`);
        await assertFits(page, name);
        await assertAccessible(page, `${name}, ${look}`);
        assertNoProblems(page);
      });
    await page.context().close();
  });

test("the policy that comes with the page lets nothing else in", async () => {
  const policy = (await fetch(server.url)).headers.get("Content-Security-Policy");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/);
});

test("pages print without navigation and filters", async () => {
  const page = await openPage(browser, `${server.url}${pages.story}`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav").first().isVisible(), false);
  assert.ok(await page.locator("h1").isVisible());
  const printed = await page.pdf({ format: "A4" });
  assert.ok(printed.length > 10_000);
  await page.context().close();
});
