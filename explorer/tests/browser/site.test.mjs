/** `onrecord site` under a path of a plain server of files: the same pages, filters and search, and nothing else asked. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import {
  assertAccessible,
  assertFits,
  assertNoProblems,
  go,
  NARROW,
  openBrowser,
  openPage,
  screenshot,
  settle,
} from "./support/browser.mjs";
import { addresses } from "./support/addresses.mjs";
import { ROOT, SITE, WORLD } from "./support/places.mjs";
import { serveArchive, serveFiles } from "./support/servers.mjs";

let browser;
let server;
let site;
let pages;
before(async () => {
  server = await serveArchive(WORLD);
  site = await serveFiles(SITE, "/news/2025/");
  browser = await openBrowser();
  pages = await addresses(server.url);
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

test("every page stands on the site too", async (t) => {
  const page = await openPage(browser, site.url, { viewport: NARROW });
  for (const [name, hash] of Object.entries(pages))
    await t.test(name, async () => {
      page.problems.length = 0;
      await go(page, hash);
      assert.equal(await page.locator("[role=alert]").count(), 0);
      assert.ok((await page.locator("main").innerText()).length > 40, "the page shows something");
      await assertFits(page, name);
      await assertAccessible(page, name);
      assertNoProblems(page);
    });
  await screenshot(page, "site-narrow");
  await page.context().close();
});

test("nothing runs that is not the site's own: its policy is in the page", async () => {
  const page = await openPage(browser, site.url);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.hurt = true";
    document.body.append(script);
    return globalThis.hurt ?? false;
  });
  assert.equal(ran, false);
  await page.context().close();
});

// The site answers by itself what the server answers from the archive: the same numbers, the same hits.
const QUESTIONS = [
  "search?in=statements&q=night",
  'search?in=statements&q="second night crew"',
  "search?in=statements&q=anchor -tanker&outlet=North Sea Journal",
  "search?in=reports&q=cocoa OR cable",
  "search?in=events&modality=planned",
  "search?in=statements&anonymity=unnamed&reported_from=2025-05",
  "search?in=positions&actor=India",
  "search?in=events&happened_from=2025-04-01&happened_to=2025-04-30",
  "search?in=reports&place=Norway&facet=outlet&facet=reported_month",
  "reports?outlet=Meridian Wire",
  "reports?from=2025-05&to=2025-05-12",
  "stories?sort=fresh&from=2025-04-10",
  "stories?q=electricity",
  "stories?outlet=Prut Radio",
  "actors?kind=person",
  "actors?q=ministry",
  "matters?q=night",
  "matters?q=india imports",
  "events?modality=denied&modality=planned",
  "events?from=2025-04&to=2025-05&dated=true",
  "events?type=REJECT&shown=true",
  "places?located=true",
  "places?modality=actual",
  "timeline?unit=week",
  "timeline?unit=month&modality=actual",
  "reports?outlet=",
];
/** Of an actor: `A` stands for the one that most reports name, `F` for a form of its name. */
const OF_ACTOR = [
  "actors/A/reports?form=F",
  "actors/A/statements?shown=true",
  "actors/A/statements?from=2025-03&to=2025-04",
  "actors/A/matters?from=2025-03&to=2025-04",
  "actors/A/matters?to=2025-03-12",
  "actors/A/matters?stance=permits",
];

test("the site answers as the server does", async (t) => {
  const source = await siteSource();
  const actor = await (await fetch(`${server.url}${pages.actor.replace("#/actor/", "api/v1/actors/")}`)).json();
  const ofActor = OF_ACTOR.map((each) => each.replace("A", actor.id).replace("=F", `=${actor.variants[0].id}`));
  for (const question of [...QUESTIONS, ...ofActor])
    await t.test(question, async () => {
      const limited = /^(places|timeline)/.test(question) ? question : `${question}&limit=1000`;
      const expected = await (await fetch(`${server.url}api/v1/${limited}`)).json();
      assert.deepEqual(essence(await askSite(source, limited)), essence(expected));
    });
});

test("a hit of the site has all that one of the server has, and the same", async () => {
  const source = await siteSource();
  for (const kind of ["statements", "events", "positions", "reports"]) {
    const question = `search?in=${kind}&q=night&order=newest&limit=1000`;
    const expected = await (await fetch(`${server.url}api/v1/${question}`)).json();
    const found = await askSite(source, question);
    assert.ok(expected.hits.length > 0);
    assert.deepEqual(found.hits.map(told), expected.hits.map(told));
  }
});

/** A hit without what is weighed and cut in a way of one's own: the fields are there all the same. */
function told({ score, snippets, ...hit }) {
  assert.equal(typeof score, "number");
  assert.deepEqual(Object.keys(snippets[0]).sort(), ["found", "span", "text"]);
  return hit;
}

/** What must agree of two answers: which entries, and how many of each value. Hits of one score may change places. */
function essence(answer) {
  const ids = (entries, key) => entries?.map(key).sort();
  return {
    total: answer.total,
    hits: ids(answer.hits, (hit) => `${hit.report} ${hit.record} ${hit.span}`),
    found: ids(
      answer.hits?.filter((hit) => hit.kind !== "report") ?? [],
      (hit) => `${hit.record} ${JSON.stringify(hit.snippets.flatMap((each) => each.found).slice(0, 1))}`,
    ),
    facets: Object.fromEntries(
      Object.entries(answer.facets ?? {}).map(([name, counts]) => [
        name,
        ids(counts, ({ value, hits }) => `${value} ${hits}`),
      ]),
    ),
    reports: answer.reports?.map(({ id }) => id),
    stories: Array.isArray(answer.stories) ? answer.stories.map(({ id }) => id) : answer.stories,
    actors: answer.actors?.map(({ id }) => id),
    matters: answer.matters?.map(({ key }) => key),
    events: ids(answer.events, ({ id, report }) => `${report} ${id}`),
    places: answer.places?.map(({ place, events, by_modality }) => [place.id, events.count, by_modality]),
    nowhere: answer.nowhere?.count,
    bins: answer.bins?.map(({ first, last, events, by_modality }) => [first, last, events.count, by_modality]),
    undated: answer.undated?.count,
    statements: answer.statements?.map(({ id, report }) => `${report} ${id}`),
    months: answer.months,
    forms: answer.forms,
    positions: answer.positions,
    held: answer.matters?.[0]?.story && answer.matters.map(({ positions, shifts }) => [positions, shifts]),
  };
}

/** The explorer's own source of data, which needs no browser but for the place where it keeps a token. */
async function siteSource() {
  globalThis.sessionStorage ??= { getItem: () => null };
  const made = { entryPoints: [join(ROOT, "explorer/src/data/files.ts")], bundle: true, format: "esm", write: false };
  const [{ text }] = (await build(made)).outputFiles;
  const { fileSource } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return fileSource(`${site.url}api/v1/`);
}

function askSite(source, question) {
  const [path, query] = question.split("?");
  const params = {};
  for (const [name, value] of new URLSearchParams(query)) (params[name] ??= []).push(value);
  return source.get(path, params, new AbortController().signal);
}

test("search and filters work without a server", async () => {
  const page = await openPage(browser, `${site.url}#/search?in=statements&q=turbines`);
  assert.match(await page.locator("main").innerText(), /do not stop at sunset/);
  await go(page, "#/");
  await page.getByText("Meridian Wire").first().click();
  await settle(page);
  assert.match(page.url(), /outlet=Meridian/);
  assertNoProblems(page);
  await page.context().close();
});

test("all files of the site are small text, and none holds a path of this machine", () => {
  for (const entry of readdirSync(SITE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(json|html)$/.test(entry.name)) continue;
    assert.doesNotMatch(readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8"), /build\/browser/);
  }
});
