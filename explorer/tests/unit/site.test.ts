import assert from "node:assert/strict";
import { test } from "node:test";
import type { SearchIndex } from "../../src/data/site/index-file.ts";
import { eventList, placeList, timeline } from "../../src/data/site/lists.ts";
import { match, parseQuery } from "../../src/data/site/query.ts";
import { Searcher } from "../../src/data/site/search.ts";
import { foldName, wordsOf } from "../../src/data/site/words.ts";
import type { EventItem } from "../../src/data/types.ts";

const TEXT = "😀 Zoë Müller said the tanks left. “Nobody knows,” she told the Marsh Courier on Monday.";

function meets(query: string, text: string): boolean {
  const node = parseQuery(query);
  return node !== null && match(node, wordsOf(text)) !== null;
}

test("queries find what the archive's own search finds", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["muller zoe", true],
    ['"the tanks"', true],
    ['"tanks the"', false],
    ["tank", false],
    ["tank*", true],
    ['"marsh cour"*', true],
    ["tanks -courier", false],
    ["tanks NOT boats", true],
    ["boats OR tanks", true],
    ["(boats OR jets) tanks", false],
    ["“nobody knows”", true],
  ];
  for (const [query, expected] of cases) assert.equal(meets(query, TEXT), expected, query);
});

test("a query that cannot be read says why", () => {
  for (const query of ['"open', "(tanks", "tanks)", "OR", "-tanks"])
    assert.throws(() => parseQuery(query), /cannot be searched/, query);
  assert.equal(parseQuery("!?"), null);
});

test("names are compared without case, accents and full stops", () => {
  assert.equal(foldName("The U.S.–Café"), "the us cafe");
});

const VALUES = [
  { facet: "outlet", value: "marsh courier", label: "Marsh Courier", filter: "outlet", filter_value: "Marsh Courier" },
  { facet: "happened_day", value: "2024-11-17", label: "2024-11-17", filter: "happened", filter_value: "2024-11-17" },
  {
    facet: "happened_part_of_a_month",
    value: "2024-12",
    label: "2024-12",
    filter: "happened",
    filter_value: "2024-12",
  },
  { facet: "place", value: "geonames 1", label: "Oslo", filter: "place", filter_value: "Oslo", lat: 59.9, lon: 10.75 },
].map((value) => ({ lat: null, lon: null, ...value }));

function index(): SearchIndex {
  const known = { url: "/api/v1/reports/a", title: "Tanks", outlet: null, published: null, uri: null };
  return {
    reports: [
      { ...known, id: "sha256:a", story: "story-1", text: TEXT },
      {
        ...known,
        id: "sha256:b",
        story: "story-2",
        text: "The jets came back. " + "Nothing else was told. ".repeat(40) + "jets",
      },
    ],
    values: VALUES,
    statements: [
      ["a1", 0, 2, 33, "Zoë Müller", [0, 1]],
      ["b1", 1, 0, 945, "pilot", [0, 2, 3]],
    ],
    events: [],
    positions: [],
    units: [
      ["sha256:a", 0, 0, 87, "Tanks", [0]],
      ["sha256:b", 1, 0, 945, "Jets return", [0]],
    ],
  };
}

test("spans of what is found are code points of the report's text", () => {
  const found = new Searcher(index()).search({ in: "statements", q: "tanks" });
  assert.equal(found.total, 1);
  const [snippet] = found.hits[0]?.snippets ?? [];
  const points = Array.from(TEXT);
  for (const [start, end] of snippet?.found ?? []) assert.equal(points.slice(start, end).join(""), "tanks");
  assert.equal(snippet?.text, points.slice(...(snippet?.span ?? [0, 0])).join(""));
});

test("a long text is cut around the words, which are never halved", () => {
  const [hit] = new Searcher(index()).search({ in: "statements", q: "jets" }).hits;
  const text = hit?.snippets[0]?.text ?? "";
  const whole = index().reports[1]?.text ?? "";
  assert.ok(text.length > 200 && text.length <= 240 && text.startsWith("The jets"), text);
  assert.match(whole[text.length] ?? "", /\s/);
});

test("filters narrow, and facets count what is left", () => {
  const searcher = new Searcher(index());
  const count = (params: Record<string, string>) => searcher.search({ in: "statements", ...params }).total;
  assert.equal(count({}), 0);
  assert.equal(count({ outlet: "Marsh Courier" }), 2);
  assert.equal(count({ outlet: "courier" }), 2);
  assert.equal(count({ outlet: "cour" }), 0);
  assert.equal(count({ happened_from: "2024-11-17", happened_to: "2024-11-17" }), 1);
  assert.equal(count({ happened_from: "2024-12-05", happened_to: "2024-12-06" }), 1);
  assert.equal(count({ happened_from: "2025" }), 0);
  assert.equal(count({ place: "Oslo" }), 1);
  assert.equal(count({ near: "60.0,10.8", within: "20" }), 1);
  assert.equal(count({ near: "60.0,10.8", within: "5" }), 0);
  const { facets } = searcher.search({ in: "statements", outlet: "Marsh Courier", facet: ["outlet", "place"] });
  assert.deepEqual(
    facets["outlet"]?.map(({ label, hits }) => [label, hits]),
    [["Marsh Courier", 2]],
  );
  assert.deepEqual(
    facets["place"]?.map(({ label, hits }) => [label, hits]),
    [["Oslo", 1]],
  );
});

test("pages go on where the one before ended", () => {
  const searcher = new Searcher(index());
  const first = searcher.search({ in: "reports", outlet: "Marsh Courier", limit: 1 });
  const second = searcher.search({ in: "reports", outlet: "Marsh Courier", limit: 1, cursor: first.cursor });
  assert.deepEqual([first.hits[0]?.report, second.hits[0]?.report, second.cursor], ["sha256:a", "sha256:b", null]);
});

test("words find stories", () => {
  assert.deepEqual([...new Searcher(index()).stories("jets")], ["story-2"]);
});

function event(id: string, day: string | null, place: string | null, modality: EventItem["modality"]): EventItem {
  const quote = {
    report: `sha256:${id}`,
    span: [0, 1] as [number, number],
    text: "x",
    outlet: null,
    title: null,
    published: null,
  };
  return {
    id,
    report: `sha256:${id}`,
    trigger: quote,
    sentence: quote,
    type: "ASSAULT",
    mode: null,
    cameo: null,
    factuality: "CT+",
    modality,
    confidence: 1,
    shown: true,
    actors: [],
    recipients: [],
    time: null,
    day,
    attributions: [],
    place: place === null ? null : { id: place, name: place, country: null, lat: 10, lon: 20, level: null },
  };
}

test("events are filtered and counted as the API does it", () => {
  const events = [
    event("a", "2024-01-31", "p", "actual"),
    event("b", "2024-02-01", "p", "denied"),
    event("c", null, null, "actual"),
  ];
  const page = { total: 3, events, cursor: null };
  const told = new Map([["sha256:a", "story-1"]]);
  const ids = (params: Record<string, string>) =>
    eventList(page, params, told)
      .events.map(({ id }) => id)
      .join("");
  assert.equal(ids({}), "abc");
  assert.equal(ids({ from: "2024-02" }), "b");
  assert.equal(ids({ to: "2024-01" }), "a");
  assert.equal(ids({ story: "story-1" }), "a");
  assert.equal(ids({ dated: "false" }), "c");
  assert.equal(ids({ located: "true", modality: "denied" }), "b");
  assert.equal(ids({ box: "19,9,21,11" }), "ab");
  assert.equal(ids({ box: "170,9,-170,11" }), "");
  assert.deepEqual(
    placeList(page, {}, told).places.map(({ events, by_modality }) => [events.count, by_modality]),
    [[2, { actual: 1, denied: 1 }]],
  );
  assert.equal(placeList(page, {}, told).nowhere.count, 1);
  assert.deepEqual(
    timeline(page, { unit: "week" }, told).bins.map(({ first, last, events }) => [first, last, events.count]),
    [["2024-01-29", "2024-02-04", 2]],
  );
  assert.deepEqual(
    timeline(page, { unit: "month" }, told).bins.map(({ last }) => last),
    ["2024-01-31", "2024-02-29"],
  );
});
