/** The HTML briefing of hostile reports: nothing runs, nothing leaves the page, all of the text can be read. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import {
  assertAccessible,
  assertFits,
  assertNoProblems,
  NARROW,
  openBrowser,
  openPage,
  screenshot,
  WIDE,
} from "./support/browser.mjs";
import { BRIEFINGS } from "./support/places.mjs";
import { serveFiles } from "./support/servers.mjs";

const PLAIN = "that the port of Bergen would stay open until May 2.";
/** The boxes that turn marks on and off stand before everything, so that style sheets can go by them. */
const TOGGLES = { region: { enabled: false } };
/** Axe measures the contrast of a text line by line: of a word of a million letters that takes it minutes. */
const ENDLESS = { ...TOGGLES, "color-contrast": { enabled: false } };
let browser;
let server;
before(async () => {
  browser = await openBrowser();
  server = await serveFiles(BRIEFINGS);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const name of readdirSync(BRIEFINGS).filter((each) => each.endsWith(".html"))) {
  // Once without the policy: it is the second wall, not the first.
  for (const [size, viewport, bypassCSP] of [
    ["wide", WIDE, true],
    ["narrow", NARROW, false],
  ])
    test(`${name}, ${size}${bypassCSP ? ", without its policy" : ""}`, async () => {
      const page = await openPage(browser, server.url + name, { viewport, bypassCSP });
      await tryEverything(page);
      const { hurt, elements, text } = await page.evaluate(() => ({
        hurt: globalThis.hurt ?? null,
        elements: document.querySelectorAll("img, svg, iframe, object, base, script ~ script, [onerror], [onload]")
          .length,
        text: document.body.innerText,
      }));
      assert.equal(hurt, null);
      assert.equal(elements, 0);
      assert.ok(text.replace(/\s+/g, " ").includes(PLAIN), "the plain sentence can be read");
      await assertFits(page, name);
      await assertAccessible(page, name, text.length > 500_000 ? ENDLESS : TOGGLES);
      assertNoProblems(page);
      if (name === "hostile.html") await screenshot(page, `briefing-hostile-${size}`);
      await page.context().close();
    });
}

/** Clicks, hovers and focuses all that the page has: a handler that got in would run now. */
async function tryEverything(page) {
  await page.evaluate(() => {
    for (const node of document.querySelectorAll("body *"))
      for (const type of ["mouseover", "focusin", "click", "load", "error"])
        node.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
  });
}
