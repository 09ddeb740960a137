/** Hostile reports through every page, on the server and as a site: nothing runs, nothing breaks, all can be read. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  assertFits,
  assertNoProblems,
  go,
  NARROW,
  openBrowser,
  openPage,
  screenshot,
  WIDE,
} from "./support/browser.mjs";
import { BUILT, HOSTILE } from "./support/places.mjs";
import { serveArchive, serveFiles } from "./support/servers.mjs";

const PLAIN = "that the port of Bergen would stay open until May 2.";
let browser;
let server;
let site;
let routes;
before(async () => {
  server = await serveArchive(HOSTILE);
  site = await serveFiles(join(BUILT, "hostile-site"), "/x/");
  browser = await openBrowser();
  routes = await everyRoute(server.url);
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

/** Every report and story, the first actors and matters, every list. */
async function everyRoute(url) {
  const ask = async (path) => (await fetch(`${url}api/v1/${path}`)).json();
  const [reports, stories, actors, matters] = await Promise.all(
    ["reports?limit=100", "stories?limit=100", "actors?limit=12", "matters?limit=6"].map(ask),
  );
  return [
    "#/",
    "#/search?in=statements&q=port",
    "#/search?in=reports&q=port",
    "#/search?in=events&q=port",
    ...reports.reports.map(({ id }) => `#/report/${encodeURIComponent(id)}`),
    ...stories.stories.flatMap(({ id }) =>
      ["", "?tab=claims", "?tab=sources", "?tab=reports"].map((tab) => `#/story/${id}${tab}`),
    ),
    "#/actors",
    ...actors.actors.map(({ id }) => `#/actor/${encodeURIComponent(id)}`),
    "#/matters",
    ...matters.matters.map(({ key }) => `#/matter/${encodeURIComponent(key)}`),
    "#/map",
    "#/archive",
    "#/events",
    "#/reports",
    // addresses themselves are written by others too
    "#/story/%3Cimg%20src=x%20onerror=alert(1)%3E",
    "#/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "#/report/..%2F..%2Fetc?at=9-3",
    "#/%E0%A4%A",
  ];
}

const WAYS = [
  ["the server, wide", () => server.url, { viewport: WIDE }],
  ["the server, narrow, without the policy", () => server.url, { viewport: NARROW, bypassCSP: true }],
  ["a site, narrow", () => site.url, { viewport: NARROW }],
];
for (const [way, url, options] of WAYS)
  test(`hostile reports on ${way}`, async (t) => {
    const page = await openPage(browser, url(), options);
    for (const route of routes)
      await t.test(route, async () => {
        page.problems.length = 0;
        await go(page, route);
        await tryEverything(page);
        const found = await page.evaluate(() => ({
          hurt: globalThis.hurt ?? null,
          scripts: document.querySelectorAll(
            "body script, iframe, object, embed, base, img, [onerror], [onload], [onclick]",
          ).length,
          links: [...document.querySelectorAll("a[href]")]
            .map((node) => node.protocol)
            .filter((each) => !/^https?:$|^mailto:$/.test(each)),
          bidi: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText),
          oneHeading: document.querySelectorAll("h1, [role=alert]").length >= 1,
        }));
        assert.deepEqual(found, { hurt: null, scripts: 0, links: [], bidi: false, oneHeading: true });
        await assertFits(page, route);
        page.problems = page.problems.filter((each) => !/status of (400|404)/.test(each));
        assertNoProblems(page);
      });
    await screenshot(page, `hostile-${way.replace(/\W+/g, "-")}`);
    await page.context().close();
  });

test("the text after the hostile part can be read on every report's page", async () => {
  const page = await openPage(browser, server.url);
  for (const route of routes.filter((each) => /^#\/report\/sha256/.test(each))) {
    await go(page, route);
    const text = await page.locator("main").textContent(); // innerText leaves out what is not laid out yet
    assert.ok(text.replace(/\s+/g, " ").includes(PLAIN), route);
  }
  await page.context().close();
});

async function tryEverything(page) {
  await page.evaluate(() => {
    for (const node of document.querySelectorAll("main *"))
      for (const type of ["mouseover", "focusin", "load", "error"])
        node.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
  });
}
