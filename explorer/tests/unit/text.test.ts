import assert from "node:assert/strict";
import { test } from "node:test";
import { citation } from "../../src/components/CopyCitation.tsx";
import { pieces, plainLine } from "../../src/text/controls.ts";
import { date, dates, period } from "../../src/text/format.ts";

test("control characters that turn text around are told apart from it", () => {
  const found = pieces("safe\u202Eevil\u2066x");
  assert.deepEqual(
    found.map((piece) => piece.control?.[0] ?? piece.text),
    ["safe", "RLO", "evil", "LRI", "x"],
  );
  assert.equal(plainLine("safe\u202E evil\n  x"), "safe evil x");
});

test("dates are shown as precisely as they are known, in no zone but their own", () => {
  assert.equal(date("2031-03-12"), "12 Mar 2031");
  assert.equal(date("2031-03-12T23:40:00Z", true), "12 Mar 2031, 23:40");
  assert.equal(date("2031-03"), "Mar 2031");
  assert.equal(date("XXXX-11-17"), "17 Nov");
  assert.equal(date(null), "no date");
  assert.equal(date("PRESENT_REF"), "PRESENT_REF");
});

test("ranges of dates leave out what both ends share", () => {
  assert.equal(dates("2031-03-11", "2031-03-14"), "11–14 Mar 2031");
  assert.equal(dates("2031-02-28", "2031-03-03"), "28 Feb – 3 Mar 2031");
  assert.equal(dates("2030-12-31", "2031-01-01"), "31 Dec 2030 – 1 Jan 2031");
  assert.equal(dates("2031-03-11T06:00:00Z", "2031-03-11T09:00:00Z"), "11 Mar 2031");
  assert.equal(dates(null, null), "no date");
});

test("a period is as short as its ends allow", () => {
  assert.equal(period("2031-01-01", "2031-12-31"), "2031");
  assert.equal(period("0900-01-01", "0999-12-31"), "900–999");
  assert.equal(period("2031-02-01", "2031-02-28"), "Feb 2031");
  assert.equal(period("2031-09-01", "2031-11-30"), "1 Sep – 30 Nov 2031");
});

test("a citation carries the words, title, outlet, date, address, report and characters", () => {
  const text = citation({
    report: "sha256:ab12",
    span: [40, 58],
    text: "no floodgate",
    outlet: "Danube Press",
    published: "2031-03-12",
    title: "Corridor",
    uri: "https://example.org/1",
  });
  assert.equal(
    text,
    "“no floodgate” “Corridor”, Danube Press, 12 Mar 2031. https://example.org/1 [sha256:ab12, characters 40–58]",
  );
});
