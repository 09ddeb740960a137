/** Story, source graph, report, actor, matter and map, by mouse and by keyboard, on the archive of the examples. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses } from "./support/addresses.mjs";
import { assertNoProblems, eventually, go, openBrowser, openPage, settle } from "./support/browser.mjs";
import { WORLD } from "./support/places.mjs";
import { serveArchive } from "./support/servers.mjs";

let browser;
let server;
let pages;
let matters;
before(async () => {
  server = await serveArchive(WORLD);
  browser = await openBrowser();
  pages = await addresses(server.url);
  ({ matters } = await (await fetch(`${server.url}api/v1/matters?limit=1000`)).json());
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A test on a fresh page at a route, which must end without a problem. */
function onPage(name, hash, run) {
  test(name, async () => {
    const page = await openPage(browser, server.url + hash());
    await run(page);
    assertNoProblems(page);
    await page.context().close();
  });
}

const text = async (locator) => (await locator.innerText()).replace(/\s+/g, " ");

onPage(
  "the parts of a story are tabs, by mouse and by arrow keys",
  () => pages.story,
  async (page) => {
    await page.getByRole("tab", { name: "Claims" }).click();
    await settle(page);
    assert.match(page.url(), /tab=claims/);
    assert.match(await page.getByRole("tabpanel").innerText(), /origin/i);
    await page.keyboard.press("ArrowRight");
    await settle(page);
    assert.match(page.url(), /tab=sources/);
  },
);

onPage(
  "an arrow of the source graph shows the words that prove it",
  () => pages["story-sources"],
  async (page) => {
    assert.ok((await page.locator(".graph .arrow").count()) > 3);
    assert.ok((await page.locator(".graph .node.independent").count()) >= 1, "independent origins stand out");
    await page.locator(".graph .arrow .hit").first().dispatchEvent("click");
    await settle(page);
    const proof = page.locator("main .evidence .quoted").first();
    const words = await text(proof);
    await proof.click();
    await settle(page);
    assert.match(page.url(), /#\/report\/.*at=/);
    const target = (await page.locator("mark[data-target]").allInnerTexts()).join("").replace(/\s+/g, " ");
    assert.ok(target.length > 0 && words.includes(target.slice(0, 12)), `${words} | ${target}`);
  },
);

onPage(
  "the source graph is walked by arrow keys",
  () => pages["story-sources"],
  async (page) => {
    await page.locator(".graph .node[tabindex='0']").focus();
    const node = () => page.evaluate(() => document.activeElement.dataset.node);
    const before = await node();
    for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    assert.notEqual(await node(), before);
    await page.keyboard.press("Enter");
    await settle(page);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
  },
);

onPage(
  "every number on the story page opens what it counts",
  () => pages.story,
  async (page) => {
    const counts = page.locator("main a.count");
    const links = new Set(await counts.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href"))));
    assert.ok(links.size > 0);
    for (const link of [...links].slice(0, 6)) {
      await go(page, link);
      assert.equal(await page.locator("[role=alert]").count(), 0, link);
      assert.ok((await text(page.locator("main"))).length > 40, link);
    }
  },
);

onPage(
  "the months of an actor are walked by arrow keys, and each opens what it counts",
  () => `${pages.actor}?unsure=1`,
  async (page) => {
    const labels = (found) => found.map((bar) => bar.getAttribute("aria-label"));
    await page.locator("figure.years a[aria-label]").first().waitFor();
    const all = await page.locator("figure.years a[aria-label]").evaluateAll(labels);
    assert.ok(all.length >= 3);
    await page.locator("figure.years").focus();
    const seen = new Set();
    for (let at = 0; at < all.length; at += 1) {
      await page.keyboard.press("ArrowRight");
      seen.add(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")));
    }
    assert.deepEqual([...seen].sort(), [...new Set(all)].sort());
    const bars = page.locator("figure.years a[aria-label]");
    for (const kind of ["said", "did", "positions"]) {
      const bar = bars.and(page.locator(`[aria-label^="${kind},"]`)).last();
      const count = Number(/\d+$/.exec(await bar.getAttribute("aria-label"))[0]);
      await go(page, await bar.getAttribute("href"));
      assert.match(await text(page.locator("main [role=status]").first()), new RegExp(`^${count} `));
      await go(page, `${pages.actor}?unsure=1`);
    }
  },
);

onPage(
  "a form of an actor's name opens the reports that have it",
  () => pages["actor-names"],
  async (page) => {
    const count = page.locator("main table a.count").first();
    const number = await text(count);
    await count.click();
    await settle(page);
    assert.match(await text(page.locator("h1")), /^Reports that name Romania as “/);
    assert.match(await text(page.locator("main [role=status]").first()), new RegExp(`^${number} report`));
  },
);

onPage(
  "a report's rows and marks belong together both ways",
  () => `${pages.report}?tab=said`,
  async (page) => {
    await page.locator("[data-row]").filter({ hasText: "motorways at night" }).first().hover();
    await page.locator("mark.is-active").first().waitFor();
    assert.match((await page.locator("mark.is-active").allInnerTexts()).join(" "), /motorways at night/);
    await page.locator("mark[data-ids]").first().click();
    await settle(page);
    assert.ok((await page.locator("[data-row][data-chosen]").count()) >= 1);
  },
);

onPage(
  "a citation has the words, the report and the span",
  () => pages.report,
  async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("main .cite").first().click();
    await eventually(async () => {
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /sha256:[0-9a-f]{64}/);
    });
  },
);

onPage(
  "an actor's page leads to what it held, and to who acts with it",
  () => pages.actor,
  async (page) => {
    assert.match(await text(page.locator("h1")), /Romania/);
    const found = new Set();
    const tabs = page.locator("main [role=tab]");
    for (let at = 0; at < Math.max(1, await tabs.count()); at += 1) {
      if (await tabs.count()) await tabs.nth(at).click();
      await settle(page);
      const links = await page
        .locator("main a[href]")
        .evaluateAll((all) => all.map((each) => each.getAttribute("href")));
      for (const link of links) found.add(link.split("/")[1]);
    }
    for (const kind of ["matter", "actor", "report"]) assert.ok(found.has(kind), `${kind}: ${[...found]}`);
  },
);

onPage("the slider of a matter sets what was known by when", matterKnownLate, async (page) => {
  await page.getByRole("slider").focus();
  const now = await text(page.locator("main"));
  await page.keyboard.press("Home");
  await settle(page);
  assert.match(page.url(), /known=\d{4}-/);
  assert.notEqual(await text(page.locator("main")), now);
  await page.keyboard.press("End");
  await settle(page);
  assert.doesNotMatch(page.url(), /known=/);
});

/** How many events the map page counts under what is chosen. */
const counted = async (page) => Number.parseInt(await page.locator("main .line [role=status]").innerText(), 10);

onPage(
  "the map shows what is sure, and the rest when asked for",
  () => "#/map",
  async (page) => {
    const sure = await counted(page);
    await page.getByLabel("also unsure readings").check();
    await settle(page);
    assert.match(page.url(), /unsure=1/);
    assert.ok((await counted(page)) > sure);
    assert.ok((await page.locator(".points a.inside").count()) > 5);
  },
);

onPage(
  "brushing the timeline narrows the map, and so do dates that are typed",
  () => "#/map?unsure=1",
  async (page) => {
    const all = await counted(page);
    const places = await page.locator(".points a.inside").count();
    await drag(page, ".time .brush .overlay", [0.7, 0.5], [0.85, 0.5]);
    assert.match(page.url(), /from=\d{4}-\d\d-\d\d/);
    assert.ok((await counted(page)) < all);
    assert.ok((await page.locator(".points a.inside").count()) < places);
    await page.locator(".filters input[type=date]").first().fill("2025-05-01");
    await page.keyboard.press("Tab");
    await eventually(() => assert.match(page.url(), /from=2025-05-01/));
  },
);

onPage(
  "an area drawn on the map narrows the timeline and is kept in the address",
  () => "#/map?unsure=1",
  async (page) => {
    const bars = () =>
      page.locator(".time .bar").evaluateAll((all) => all.map((bar) => bar.getAttribute("x")).join(" "));
    const before = await bars();
    await page.getByText("Choose an area", { exact: true }).click();
    await settle(page);
    await drag(page, ".world .brush .overlay", [0.46, 0.1], [0.6, 0.35]);
    assert.match(decodeURIComponent(page.url()), /box=-?[\d.]+,/);
    assert.notEqual(await bars(), before);
    await page.reload();
    await settle(page);
    assert.ok((await page.locator(".points a.outside").count()) > 0);
  },
);

onPage(
  "a view is saved under a name and opened again",
  () => "#/search?q=cable",
  async (page) => {
    const views = page.getByRole("button", { name: /Saved views/ });
    await views.click();
    await page.locator("header.top form:not([role=search]) input").fill("Cables");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await go(page, "#/");
    await views.click();
    await page.getByRole("link", { name: "Cables" }).click();
    await settle(page);
    assert.match(page.url(), /q=cable/);
  },
);

/** From one point of an element to another, both as shares of its width and height. */
async function drag(page, selector, [fromX, fromY], [toX, toY]) {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  await page.mouse.move(x + width * fromX, y + height * fromY);
  await page.mouse.down();
  await page.mouse.move(x + width * toX, y + height * toY, { steps: 5 });
  await page.mouse.up();
  await settle(page);
}

/** A matter that was told of over days: the night imports of electricity. */
function matterKnownLate() {
  const told = matters.filter(({ first, last }) => first?.slice(0, 10) !== last?.slice(0, 10));
  const most = told.toSorted((a, b) => b.reports - a.reports)[0];
  return `#/matter/${encodeURIComponent(most.key)}`;
}
