import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, inOrder, turned } from "../../src/pages/story/compare/align.ts";
import { changes } from "../../src/pages/report/changes.ts";
import { named } from "../../src/pages/story/words.ts";

const shared = (a: number, b: number, words: number) => ({
  a: { span: [a, a + words] as const },
  b: { span: [b, b + words] as const },
  words,
});

test("passages that both texts have in the same order are kept, those with the most words", () => {
  const [first, moved, last] = [shared(0, 0, 10), shared(20, 200, 5), shared(40, 60, 20)];
  assert.deepEqual(inOrder([last, moved, first]), [first, last]);
});

test("no passage, no order", () => {
  assert.deepEqual(inOrder([]), []);
});

test("between two anchors the sides run in proportion, and end together", () => {
  const anchors = [[100, 300]] as const;
  assert.equal(beside(anchors, 50, [200, 400]), 150);
  assert.equal(beside(anchors, 100, [200, 400]), 300);
  assert.equal(beside(anchors, 150, [200, 400]), 350);
  assert.equal(beside(anchors, 999, [200, 400]), 400);
});

test("there and back is the same place", () => {
  const anchors = [
    [100, 300],
    [160, 320],
  ] as const;
  const there = beside(anchors, 130, [200, 400]);
  assert.equal(beside(turned(anchors), there, [400, 200]), 130);
});

test("a revision's changes put both texts together again", () => {
  const before = "The port opens.\n\nNobody was hurt.\n\nMore follows.";
  const after = "The port opens.\n\nTwo people were hurt.\n\nMore follows.\n\nThe mayor spoke.";
  const found = changes(before, after);
  const side = (not: string) =>
    found
      .filter((change) => change.kind !== not)
      .map((change) => change.text)
      .join("\n\n");
  assert.equal(side("new"), before);
  assert.equal(side("gone"), after);
  assert.equal(found.filter((change) => change.kind === "same").length, 2);
});

test("a reason names the outlets in place of a and b, and leaves other words alone", () => {
  assert.equal(named("b credits Prut Radio", "Danube Press", "Galati Morning"), "Galati Morning credits Prut Radio");
  assert.equal(named("about b words", "A1", "B1"), "about b words");
});
