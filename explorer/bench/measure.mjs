/**
 * node bench/measure.mjs ARCHIVE ROUNDS: how soon the explorer's pages show something and answer, in Chromium, as JSON.
 *
 * A page is opened by its address in a browser that has nothing of it, ROUNDS times: `paint` is from the start of the
 * navigation to the frame in which the page's own content first stands there, `settled` to when nothing is awaited any
 * more (milliseconds). Then all that can be pressed near the top of it is pressed, and something is typed: `interaction`
 * is the longest time from an input to the next frame, as the browser's Event Timing tells it; times under 16 ms are
 * not told, and count as 16.
 */

import { addresses } from "../tests/browser/support/addresses.mjs";
import { NARROW, openBrowser, WIDE } from "../tests/browser/support/browser.mjs";
import { serveArchive } from "../tests/browser/support/servers.mjs";

/** Longer than this a page never takes, in milliseconds: the claims of the largest story are found when first asked for. */
const PATIENCE = 120_000;
const [archive, rounds] = [process.argv[2], Number(process.argv[3] ?? 5)];
const [server, browser] = await Promise.all([serveArchive(archive), openBrowser()]);
const { lost: _, ...pages } = await addresses(server.url);
const found = { pages: {}, transfer: await transfer(), chromium: browser.version() };
for (const [name, hash] of Object.entries(pages)) {
  found.pages[name] = { paint: [], settled: [], interaction: [], pressed: 0 };
  for (let round = 0; round < rounds; round += 1) await measure(name, server.url + hash, round % 2 ? NARROW : WIDE);
}
console.log(JSON.stringify(found));
await browser.close();
await server.stop();

async function measure(name, url, viewport) {
  const page = await watched(url, viewport);
  await page.waitForFunction(() => globalThis.settledAt !== undefined, null, { timeout: PATIENCE });
  const { paint, settled } = await page.evaluate(() => ({
    paint: globalThis.paintedAt,
    settled: globalThis.settledAt,
  }));
  const pressed = await press(page);
  await page.waitForTimeout(100);
  const longest = await page.evaluate(() => globalThis.longest);
  const entry = found.pages[name];
  entry.paint.push(paint);
  entry.settled.push(settled);
  entry.interaction.push(Math.max(16, longest));
  entry.pressed = Math.max(entry.pressed, pressed);
  await page.context().close();
}

async function watched(url, viewport) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.interactionId) globalThis.longest = Math.max(globalThis.longest, entry.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true });
    const awaited = () => document.querySelector("main .loading, main [aria-busy=true]");
    const look = () => {
      const main = document.querySelector("main");
      const shows = main?.querySelector("h1") && main.innerText.length > 60;
      if (shows && globalThis.paintedAt === undefined && !main.querySelector("article > .loading, .loading:only-child"))
        globalThis.paintedAt = performance.now();
      if (globalThis.paintedAt !== undefined && !awaited()) globalThis.settledAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  return page;
}

/** Presses tabs, buttons, boxes and sliders of the page, and keys; what leads away is left out. */
async function press(page) {
  const controls = page.locator(
    "main :is([role=tab], button, summary, input[type=checkbox], input[type=radio], input[type=range], tr[data-item]):visible",
  );
  let pressed = 0;
  for (let at = 0; at < Math.min(await controls.count(), 14); at += 1) {
    const done = await controls
      .nth(at)
      .click({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (done) pressed += 1;
    await page.waitForTimeout(120);
  }
  for (const key of ["j", "j", "k", "ArrowRight", "ArrowRight", "ArrowLeft", "?", "Escape", "/"])
    await page.keyboard.press(key);
  await page.keyboard.type("night corridor", { delay: 20 });
  return pressed + 9 + 14;
}

/** Bytes over the network, compressed as they came, until the first page stands. */
async function transfer() {
  const context = await browser.newContext({ viewport: WIDE });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(server.url, { waitUntil: "networkidle" });
  await context.close();
  return bytes;
}
