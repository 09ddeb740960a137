import assert from "node:assert/strict";
import { test } from "node:test";
import { arrows, layersOf, layout, ordered, settle } from "../../src/pages/story/graph/layout.ts";

const SIZE = { width: 100, height: 40, across: 60, down: 10 };

const source = (id: string) => ({ id, kind: "source" as const, independent: true });
const report = (id: string, independent = false) => ({ id, kind: "report" as const, independent });
const edge = (taker: string, giver: string) => ({ taker, giver });

const CHAIN = {
  nodes: [report("late"), report("middle"), report("early"), source("ministry")],
  edges: [edge("late", "middle"), edge("middle", "early"), edge("early", "ministry"), edge("late", "ministry")],
};

test("each report stands right of all that it took from", () => {
  const layers = layersOf(CHAIN.nodes, CHAIN.edges);
  assert.deepEqual(
    ["ministry", "early", "middle", "late"].map((id) => layers.get(id)),
    [0, 1, 2, 3],
  );
});

test("a report that takes from nobody stands with the origins only if it is one", () => {
  const layers = layersOf([report("own", true), report("alone")], []);
  assert.deepEqual([layers.get("own"), layers.get("alone")], [0, 1]);
});

test("two reports that took from each other do not hang the layout", () => {
  const placed = layout([report("a"), report("b")], [edge("a", "b"), edge("b", "a")], SIZE);
  assert.equal(placed.length, 2);
  assert.ok(placed.every((node) => Number.isFinite(node.x) && Number.isFinite(node.y)));
});

test("no two boxes overlap, in a graph of sixty nodes", () => {
  const sources = Array.from({ length: 25 }, (_, at) => source(`s${at}`));
  const reports = Array.from({ length: 35 }, (_, at) => report(`r${at}`));
  const edges = reports.flatMap((each, at) => [
    edge(each.id, `s${(at * 7) % 25}`),
    ...(at > 3 ? [edge(each.id, `r${(at * 3) % at}`)] : []),
  ]);
  const placed = layout([...sources, ...reports], edges, SIZE);
  assert.equal(placed.length, 60);
  for (const a of placed) {
    for (const b of placed) {
      if (a === b || a.layer !== b.layer) continue;
      assert.ok(Math.abs(a.y - b.y) >= SIZE.height + SIZE.down - 1e-6, `${a.id} and ${b.id}`);
    }
  }
});

test("the same graph is always drawn the same", () => {
  const once = JSON.stringify(layout(CHAIN.nodes, CHAIN.edges, SIZE));
  assert.equal(JSON.stringify(layout(CHAIN.nodes, CHAIN.edges, SIZE)), once);
});

test("boxes are put in the order that saves crossings", () => {
  const nodes = [source("s1"), source("s2"), report("r1"), report("r2")];
  const [sources = [], reports = []] = ordered(nodes, [edge("r1", "s2"), edge("r2", "s1")]);
  const straight = (reports[0] === "r1") === (sources[0] === "s2");
  assert.ok(straight, `${sources.join()} against ${reports.join()}`);
});

test("settle keeps order and distance, and gives free wishes as they are", () => {
  assert.deepEqual(settle([0, 100, 200], 50, 300), [0, 100, 200]);
  const crowded = settle([100, 100, 100], 50, 300);
  assert.deepEqual(crowded, [50, 100, 150]);
  const low = settle([500, 600], 50, 300);
  assert.ok((low[1] ?? 0) <= 300 && (low[1] ?? 0) - (low[0] ?? 0) >= 50);
});

test("an arrow runs from the taker to the giver, and one to nowhere is left out", () => {
  const placed = layout(CHAIN.nodes, CHAIN.edges, SIZE);
  const drawn = arrows([edge("early", "ministry"), edge("early", "nobody")], placed, SIZE);
  assert.equal(drawn.length, 1);
  const from = placed.find((node) => node.id === "early");
  assert.ok(drawn[0]?.path.startsWith(`M${from?.x} `));
});
