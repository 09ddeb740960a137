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

const STORY_TABS = ["points", "timeline", "claims", "sources", "compare", "places", "reports"];

/** Every report, story and list, the first actors and matters, with their tabs. */
async function everyRoute(url) {
  const ask = async (path) => (await fetch(`${url}api/v1/${path}`)).json();
  const [reports, stories, actors, matters] = await Promise.all(
    ["reports?limit=100", "stories?limit=100", "actors?limit=8", "matters?limit=6"].map(ask),
  );
  const within = (kind, id, tabs) => tabs.map((tab) => `#/${kind}/${encodeURIComponent(id)}?tab=${tab}&unsure=1`);
  return [
    "#/",
    ...["statements", "reports", "events", "positions"].map((kind) => `#/search?in=${kind}&q=port`),
    ...reports.reports.map(({ id }) => `#/report/${encodeURIComponent(id)}`),
    ...within("report", reports.reports[0].id, ["said", "events", "positions", "timeline", "about"]),
    ...stories.stories.flatMap(({ id }) => within("story", id, STORY_TABS)),
    "#/actors",
    ...actors.actors.map(({ id }) => `#/actor/${encodeURIComponent(id)}`),
    ...within("actor", actors.actors[0].id, ["did", "undergone", "positions", "with", "names"]),
    `#/statements/${encodeURIComponent(actors.actors[0].id)}`,
    `#/named/${encodeURIComponent(actors.actors[0].id)}`,
    "#/matters",
    ...matters.matters.map(({ key }) => `#/matter/${encodeURIComponent(key)}`),
    "#/map?unsure=1",
    "#/archive",
    "#/events?unsure=1",
    "#/reports",
    ...ODD,
  ];
}

/** Addresses are written by others too: the archive answers that there is no such thing, or that it cannot read them. */
const ODD = [
  ...["story", "report", "actor", "matter", "statements", "named"].map(
    (kind) => `#/${kind}/%3Cimg%20src=x%20onerror=alert(1)%3E`,
  ),
  "#/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
  "#/search?q=%22open",
  "#/report/..%2F..%2Fetc?at=9-3",
  "#/%E0%A4%A",
  "#/%3Cscript%3E",
  `#/${"A".repeat(2000)}`,
];

const WAYS = [
  ["the server, wide", () => server.url, { viewport: WIDE }],
  ["the server, narrow, without the policy", () => server.url, { viewport: NARROW, bypassCSP: true }],
  ["a site, narrow", () => site.url, { viewport: NARROW }],
];
for (const [way, url, options] of WAYS)
  test(`hostile reports on ${way}`, async (t) => {
    const page = await openPage(browser, url(), options);
    for (const route of routes)
      await t.test(route.slice(0, 80), async () => {
        page.problems.length = 0;
        await go(page, route);
        await tryEverything(page);
        const found = await page.evaluate(() => ({
          hurt: globalThis.hurt ?? null,
          scripts: document.querySelectorAll(
            "body script, iframe, object, embed, base, img, [onerror], [onload], [onclick]",
          ).length,
          links: [...document.querySelectorAll("a[href]")]
            .map((node) => new URL(node.getAttribute("href"), document.baseURI).protocol)
            .filter((each) => !/^https?:$|^mailto:$/.test(each)),
          bidi: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText),
          oneHeading: document.querySelectorAll("h1, [role=alert]").length >= 1,
        }));
        assert.deepEqual(found, { hurt: null, scripts: 0, links: [], bidi: false, oneHeading: true });
        await assertFits(page, route);
        if (ODD.includes(route)) page.problems = page.problems.filter((each) => !/status of (400|404)/.test(each));
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
