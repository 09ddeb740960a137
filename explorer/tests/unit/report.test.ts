import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReportView } from "../../src/data/types.ts";
import { webAddress } from "../../src/pages/report/Facts.tsx";
import { marksOf } from "../../src/pages/report/marks.ts";
import { bookOf, chainOf, hull, kindOf, spanOf } from "../../src/pages/report/rows.ts";

const TEXT = "Officials told Prut Radio that the port will not open, the Danube Press said.";
const at = (words: string): [number, number] => [TEXT.indexOf(words), TEXT.indexOf(words) + words.length];

const statement = (id: string, name: string, kind: string, anonymity: string, via: string[], shown = true) => ({
  id,
  source: { anonymity, kind, actor: null, name, span: at(name), count: null, details: [] },
  cue: at("told"),
  content: [at("the port will not open")],
  quotation: "indirect",
  stance: "asserts",
  via,
  inside: null,
  confidence: 0.9,
  shown,
});

const view = {
  report: { id: "sha256:ab" },
  record: {
    report: { id: "sha256:ab", text: TEXT, outlet: "Danube Press", credits: [] },
    attributions: [
      statement("attribution-1", "Officials", "official", "unnamed", ["attribution-2"]),
      statement("attribution-2", "Prut Radio", "outlet", "named", [], false),
    ],
    actors: [],
    places: [],
    times: [],
    positions: [],
    shifts: [],
    keypoints: [],
    events: [
      {
        id: "event-1",
        trigger: at("open"),
        sentence: [0, TEXT.length],
        mentions: [],
        type: null,
        modality: "denied",
        factuality: "CT-",
        shown: true,
      },
    ],
    timeline: [],
  },
  entities: {},
  matters: {},
} as unknown as ReportView;

const book = bookOf(view);

test("only addresses of the web may be opened", () => {
  assert.equal(webAddress("https://prut.example/a"), "https://prut.example/a");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "no address", "", null]) {
    assert.equal(webAddress(bad), null);
  }
});

test("the chain runs from the outlet over who passed it on to the source", () => {
  const attribution = book.attributions.get("attribution-1");
  assert.ok(attribution);
  assert.deepEqual(
    chainOf(book, attribution).map((link) => [link.name, link.role, link.anonymity]),
    [
      ["Danube Press", "outlet", undefined],
      ["Prut Radio", "agency", "named"],
      ["Officials", "source", "unnamed"],
    ],
  );
});

test("unsure readings are marked only when they are asked for, and then set apart", () => {
  const choice = { layers: ["said" as const], unsure: false, standings: [] };
  assert.deepEqual(new Set(marksOf(book, choice).map((mark) => mark.id)), new Set(["attribution-1"]));
  const all = marksOf(book, { ...choice, unsure: true });
  assert.ok(all.filter((mark) => mark.id === "attribution-2").every((mark) => mark.look === "is-unsure"));
  assert.ok(all.some((mark) => mark.id === "attribution-2"));
});

test("a denied event looks denied, and is left out where others are asked for", () => {
  const choice = { layers: ["events" as const], unsure: false, standings: [] as string[] };
  assert.equal(marksOf(book, choice)[0]?.look, "is-denied");
  assert.deepEqual(marksOf(book, { ...choice, standings: ["done"] }), []);
});

test("an id leads to its tab and to its words", () => {
  assert.deepEqual(["attribution-1", "event-1", "shift-1", "actor-1"].map(kindOf), [
    "said",
    "events",
    "positions",
    null,
  ]);
  assert.deepEqual(spanOf(book, "event-1"), at("open"));
  assert.equal(hull([]), null);
});
