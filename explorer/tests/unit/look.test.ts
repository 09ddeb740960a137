import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActorMatter, MapView, PlacesView, Quote } from "../../src/data/types.ts";
import { bandsOf, sideOf } from "../../src/pages/actor/bands.ts";
import { boxOf, byDay, byPlace, chosenFrom, placeCounts, total, unplaced } from "../../src/pages/map/cells.ts";
import { boxText, fitted, flat } from "../../src/pages/map/projection.ts";
import { parseQuery } from "../../src/router/route.ts";

const PLACES = [
  { id: "p-oslo", name: "Oslo", country: "NOR", lat: 59.9, lon: 10.7, level: "city" },
  { id: "p-lima", name: "Lima", country: "PER", lat: -12, lon: -77, level: "city" },
  { id: "p-mill", name: "the mill", country: null, lat: null, lon: null, level: null },
];

const MAP: MapView = {
  places: PLACES,
  days: ["2031-01-05", "2031-02-01"],
  modalities: ["actual", "denied", "planned"],
  cells: [
    [-1, -1, 0, 7],
    [-1, 0, 0, 1],
    [0, 0, 0, 3],
    [0, 1, 2, 2],
    [1, 1, 1, 4],
    [2, -1, 0, 5],
  ],
};

const chosen = (query: string) => chosenFrom(parseQuery(query));

test("days narrow the places, and an area narrows the days, but neither narrows itself", () => {
  const january = chosen("from=2031-01-01&to=2031-01");
  assert.deepEqual(
    byPlace(MAP, january).map((each) => [each.place.id, each.count]),
    [["p-oslo", 3]],
  );
  assert.equal(byDay(MAP, january).length, 2);
  const north = chosen("box=0,50,20,70");
  assert.deepEqual(
    byDay(MAP, north).map((each) => [each.day, each.by.done, each.by.planned, each.by.denied]),
    [
      ["2031-01-05", 3, 0, 0],
      ["2031-02-01", 0, 2, 0],
    ],
  );
  assert.equal(byPlace(MAP, north).find((each) => each.place.id === "p-lima")?.inside, false);
  assert.equal(total(MAP, north), 5);
});

test("what has no place or no day is counted, and a place without a point is listed", () => {
  assert.deepEqual(unplaced(MAP, chosen("")), { nowhere: 8, undated: 12 });
  assert.deepEqual(unplaced(MAP, chosen("place=p-mill")), { nowhere: 8, undated: 5 });
  assert.ok(byPlace(MAP, chosen("")).some((each) => each.place.id === "p-mill"));
  assert.equal(total(MAP, chosen("")), 22);
  assert.equal(total(MAP, chosen("standing=denied")), 4);
});

test("an area across the date line holds what lies on both sides of it", () => {
  const across = chosen("box=170,-20,-70,70");
  assert.deepEqual(
    byPlace(MAP, across)
      .filter((each) => each.inside)
      .map((each) => each.place.id),
    ["p-lima"],
  );
  assert.equal(boxOf("1,2,3"), null);
  assert.equal(boxOf("1,5,3,2"), null);
  assert.equal(boxText([-9.87654, 1, 2.5, 3.001]), "-9.88,1,2.5,3");
});

test("places of an answer are counted by how their events stand", () => {
  const view: PlacesView = {
    places: [
      {
        place: PLACES[0] as PlacesView["places"][number]["place"],
        events: { count: 6, url: "/api/v1/events?place=p-oslo" },
        reports: 2,
        by_modality: { actual: 1, promised: 2, threatened: 1, conditional: 2 },
      },
    ],
    nowhere: { count: 0, url: "/api/v1/events?located=false" },
  };
  const [oslo] = placeCounts(view, chosen(""));
  assert.deepEqual(oslo?.by, { done: 1, ongoing: 0, planned: 3, possible: 2, denied: 0 });
});

test("an area in degrees is a rectangle on the map, and points to be fitted are inside the picture", () => {
  const project = flat({ width: 960, height: 400 });
  const [west, east] = [project([-30, 40]), project([-30, -40])];
  assert.ok(west && east && Math.abs(west[0] - east[0]) < 1e-9);
  const size = { width: 640, height: 320 };
  const points = PLACES.flatMap((each) => (each.lat === null ? [] : [[each.lon ?? 0, each.lat] as const]));
  const near = fitted(size, points);
  for (const point of points) {
    const at = near([...point]);
    assert.ok(at && at[0] > 0 && at[0] < size.width && at[1] > 0 && at[1] < size.height);
  }
});

function told(stance: ActorMatter["positions"][number]["stance"], published: string | null) {
  const quote: Quote = { report: "sha256:00", span: [0, 4], text: "toll", outlet: null, title: null, published };
  return { id: "position-1", report: "sha256:00", stance, matter: quote, evidence: [quote] };
}

test("a position lasts from its first report to the first report of another", () => {
  const matter: ActorMatter = {
    key: "matter-1",
    label: "the toll",
    story: { id: "story-1", title: "The toll", reports: 4 },
    positions: [
      told("permits", "2031-03-04T08:00:00Z"),
      told("forbids", "2031-03-01T08:00:00Z"),
      told("forbids", "2031-03-02T08:00:00Z"),
      told("permits", null),
    ],
    shifts: [],
  };
  assert.deepEqual(bandsOf(matter), [
    { stance: "forbids", from: "2031-03-01", to: "2031-03-04", ended: true, positions: 2 },
    { stance: "permits", from: "2031-03-04", to: "2031-03-04", ended: false, positions: 1 },
  ]);
  assert.deepEqual([sideOf("permits"), sideOf("refuses"), sideOf("considers")], ["for", "against", "open"]);
});
