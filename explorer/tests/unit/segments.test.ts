import assert from "node:assert/strict";
import { test } from "node:test";
import { pointText } from "../../src/text/codepoints.ts";
import { paragraphs, segments, type Mark } from "../../src/text/segments.ts";

const mark = (id: string, start: number, end: number): Mark => ({ id, start, end, kind: "said" });
const shape = (found: ReturnType<typeof segments>) =>
  found.map((each) => [each.start, each.end, each.marks.map((one) => one.id).join("")]);

test("no marks: one segment", () => {
  assert.deepEqual(shape(segments(3, 9, [])), [[3, 9, ""]]);
});

test("overlapping marks are cut at every edge", () => {
  assert.deepEqual(shape(segments(0, 10, [mark("a", 1, 6), mark("b", 4, 8)])), [
    [0, 1, ""],
    [1, 4, "a"],
    [4, 6, "ab"],
    [6, 8, "b"],
    [8, 10, ""],
  ]);
});

test("nested marks keep the order in which they were given, wherever they open", () => {
  assert.deepEqual(shape(segments(0, 6, [mark("in", 2, 4), mark("out", 0, 6)])), [
    [0, 2, "out"],
    [2, 4, "inout"],
    [4, 6, "out"],
  ]);
});

test("marks are clipped to the paragraph; empty ones and those elsewhere are left out", () => {
  const marks = [mark("a", 0, 100), mark("b", 5, 5), mark("c", 20, 30), mark("d", 30, 2)];
  assert.deepEqual(shape(segments(10, 20, marks)), [[10, 20, "a"]]);
});

test("segments cover the range without a gap, whatever the marks", () => {
  const marks = Array.from({ length: 60 }, (_, at) =>
    mark(String(at), (at * 37) % 90, ((at * 37) % 90) + ((at * 13) % 25)),
  );
  const found = segments(0, 100, marks);
  assert.equal(found[0]?.start, 0);
  assert.equal(found.at(-1)?.end, 100);
  for (let at = 1; at < found.length; at += 1) assert.equal(found[at]?.start, found[at - 1]?.end);
  for (const each of found) {
    const over = marks.filter((one) => one.start <= each.start && one.end >= each.end);
    assert.deepEqual(each.marks, over);
  }
});

test("spans count code points: characters beyond the first plane are one", () => {
  const text = pointText("The 🚆 left at 𝟗 am");
  assert.equal(text.length, 18);
  assert.equal(text.slice(4, 5), "🚆");
  assert.equal(text.slice(6, 10), "left");
  assert.equal(text.slice(14, 15), "𝟗");
  assert.equal(text.point(text.unit(14)), 14);
  assert.equal(text.slice(15, 99), " am");
});

test("a lone half of a pair is one code point, as in the archive", () => {
  const text = pointText("a\ud83db🚆c");
  assert.equal(text.length, 5);
  assert.equal(text.slice(2, 3), "b");
  assert.equal(text.slice(4, 5), "c");
});

test("text of the first plane needs no table and cuts the same", () => {
  const text = pointText("Ținutul Dorna");
  assert.equal(text.slice(0, 7), "Ținutul");
  assert.equal(text.slice(-5, 2), "Ți");
});

test("paragraphs are in code points too, without empty lines", () => {
  const points = pointText("🚆 one\n\n  \ntwo 🚆\nthree");
  const cuts = paragraphs(points).map(([start, end]) => points.slice(start, end));
  assert.deepEqual(cuts, ["🚆 one", "two 🚆", "three"]);
});
