/** The cells of the map view, counted by place and by day under what is chosen. */

import { standing, type Standing } from "../../components/Modality.tsx";
import type { Modality } from "../../data/record.ts";
import type { MapView, PlaceItem, PlaceRef, PlacesView, TimelineView } from "../../data/types.ts";
import { many, one, type Query } from "../../router/route.ts";

/** West, south, east, north, in degrees; west is larger than east where the area crosses the date line. */
export type Box = readonly [number, number, number, number];

export interface Chosen {
  readonly from: string | null;
  readonly to: string | null;
  readonly box: Box | null;
  readonly place: string | null;
  /** Modalities that are shown, as the API names them; all where nothing is chosen. */
  readonly modalities: readonly string[];
  readonly narrowed: boolean;
}

export interface PlaceCount {
  readonly place: PlaceRef;
  readonly count: number;
  readonly by: Readonly<Record<Standing, number>>;
  /** Whether it is in the area or is the place that is chosen. */
  readonly inside: boolean;
}

export interface DayCount {
  readonly day: string;
  readonly by: Readonly<Record<Standing, number>>;
}

const MODALITIES = [
  "actual",
  "ongoing",
  "planned",
  "expected",
  "promised",
  "threatened",
  "requested",
  "possible",
  "conditional",
  "denied",
] as const satisfies readonly Modality[];

export function chosenFrom(query: Query): Chosen {
  const standings = many(query, "standing");
  const modalities = MODALITIES.filter((each) => standings.includes(standing(each)));
  return {
    from: one(query, "from") || null,
    to: one(query, "to") || null,
    box: boxOf(one(query, "box")),
    place: one(query, "place") || null,
    modalities: standings.length > 0 ? modalities : MODALITIES,
    narrowed: standings.length > 0,
  };
}

/** The area written in an address: four numbers that are degrees; null for anything else. */
export function boxOf(text: string): Box | null {
  const [west, south, east, north, ...rest] = text.split(",").map(Number);
  if (rest.length > 0 || west === undefined || south === undefined || east === undefined || north === undefined)
    return null;
  const fine = [west, south, east, north].every(Number.isFinite) && south < north;
  return fine && text !== "" ? [west, south, east, north] : null;
}

/** Events by place on the chosen days: those with a point, the most first. */
export function byPlace(map: MapView, chosen: Chosen): PlaceCount[] {
  const counts = new Map<number, Record<Standing, number>>();
  each(map, chosen, (place, day, kind, count) => {
    if (place < 0 || !onDays(map.days[day], chosen)) return;
    add(counts, place, kind, count);
  });
  return [...counts]
    .map(([at, by]) => ({
      place: map.places[at] as PlaceRef,
      by,
      count: sum(by),
      inside: isInside(map.places[at], chosen),
    }))
    .sort((a, b) => b.count - a.count || a.place.name.localeCompare(b.place.name));
}

/** Events by day in the chosen area, in order. */
export function byDay(map: MapView, chosen: Chosen): DayCount[] {
  const counts = new Map<number, Record<Standing, number>>();
  each(map, chosen, (place, day, kind, count) => {
    if (day < 0 || !isInside(map.places[place], chosen)) return;
    add(counts, day, kind, count);
  });
  return [...counts].sort((a, b) => a[0] - b[0]).map(([at, by]) => ({ day: map.days[at] ?? "", by }));
}

/** Events that meet all that is chosen. */
export function total(map: MapView, chosen: Chosen): number {
  let found = 0;
  each(map, chosen, (place, day, _kind, count) => {
    if (onDays(map.days[day], chosen) && isInside(map.places[place], chosen)) found += count;
  });
  return found;
}

export function sum(by: Readonly<Record<Standing, number>>): number {
  return by.done + by.ongoing + by.planned + by.possible + by.denied;
}

/** The standing that most events of a place have. */
export function leading(by: Readonly<Record<Standing, number>>): Standing {
  return (Object.entries(by) as [Standing, number][]).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

export interface Counts {
  readonly places: readonly PlaceCount[];
  readonly days: readonly DayCount[];
  readonly count: number;
  /** Events on the chosen days of which no place is told. */
  readonly nowhere: number;
  /** Events in the chosen area of which no day is told. */
  readonly undated: number;
}

/** Events that the map or the timeline cannot show. */
export function unplaced(map: MapView, chosen: Chosen): { nowhere: number; undated: number } {
  const found = { nowhere: 0, undated: 0 };
  each(map, chosen, (place, day, _kind, count) => {
    if (place < 0 && onDays(map.days[day], chosen)) found.nowhere += count;
    if (day < 0 && isInside(map.places[place], chosen)) found.undated += count;
  });
  return found;
}

/** The places of an answer as the map shows them. */
export function placeCounts(view: PlacesView, chosen: Chosen): PlaceCount[] {
  return view.places.map((item) => ({ ...countOf(item), inside: isInside(item.place, chosen) }));
}

export function countOf(item: PlaceItem): PlaceCount {
  return { place: item.place, count: item.events.count, by: byStanding(item.by_modality), inside: true };
}

export function dayCounts(view: TimelineView): DayCount[] {
  return view.bins.map((bin) => ({ day: bin.first, by: byStanding(bin.by_modality) }));
}

function byStanding(counts: Readonly<Record<string, number>>): Record<Standing, number> {
  const by = { done: 0, ongoing: 0, planned: 0, possible: 0, denied: 0 };
  for (const [modality, count] of Object.entries(counts)) by[standing(modality as Modality)] += count;
  return by;
}

type Use = (place: number, day: number, kind: Standing, count: number) => void;

function each(map: MapView, { modalities }: Chosen, use: Use): void {
  const kinds = map.modalities.map((name) => (modalities.includes(name) ? standing(name as Modality) : null));
  for (const [place, day, modality, count] of map.cells) {
    const kind = kinds[modality];
    if (kind) use(place, day, kind, count);
  }
}

function add(counts: Map<number, Record<Standing, number>>, at: number, kind: Standing, count: number): void {
  const by = counts.get(at) ?? { done: 0, ongoing: 0, planned: 0, possible: 0, denied: 0 };
  by[kind] += count;
  counts.set(at, by);
}

function onDays(day: string | undefined, { from, to }: Chosen): boolean {
  if (!from && !to) return true;
  return day !== undefined && (!from || day >= from) && (!to || day.slice(0, to.length) <= to);
}

function isInside(place: PlaceRef | undefined, { box, place: id }: Chosen): boolean {
  if (id) return place?.id === id;
  if (!box) return true;
  if (place?.lat == null || place.lon == null) return false;
  const [west, south, east, north] = box;
  const across = west <= east ? place.lon >= west && place.lon <= east : place.lon >= west || place.lon <= east;
  return across && place.lat >= south && place.lat <= north;
}
