/** Which values of a search index meet the filters of a search; the names of filters are the API's. */

import { DataError, type Params } from "../source.ts";
import { list, text } from "./params.ts";
import type { FoundValue } from "./index-file.ts";
import { foldName, holds } from "./words.ts";

const NAMED = ["actor", "source", "outlet"];
const CODED = ["modality", "anonymity", "stance", "certainty"];
const EARTH_KM = 6371;

/** For each filter that is set, the values (indexes) of which a hit must have one. */
export function wantedValues(values: readonly FoundValue[], params: Params): ReadonlySet<number>[] {
  const groups: ReadonlySet<number>[] = [];
  const want = (meets: (value: FoundValue) => boolean) =>
    groups.push(new Set(values.flatMap((value, at) => (meets(value) ? [at] : []))));
  for (const name of [...NAMED, ...CODED, "type", "place"]) {
    const asked = list(params, name);
    if (asked.length > 0) want((value) => asked.some((each) => meets(name, each, value)));
  }
  const near = text(params, "near");
  if (near) want(nearTo(values, near, Number(text(params, "within") || 50)));
  for (const clock of ["happened", "reported"]) {
    const [from, to] = [text(params, `${clock}_from`), text(params, `${clock}_to`)];
    if (from || to) want((value) => dated(clock, value) && overlaps(value.value, from, to));
  }
  return groups;
}

function meets(filter: string, asked: string, { facet, value, label }: FoundValue): boolean {
  if (CODED.includes(filter)) return facet === filter && value === asked;
  if (filter === "type") return facet === "type" && value === foldName(asked);
  if (filter === "place") return atPlace(asked, facet, value, label);
  if (filter === "actor" && facet === "country") return value === asked;
  return facet === filter && holds(value, foldName(asked));
}

function atPlace(asked: string, facet: string, value: string, label: string): boolean {
  if (facet === "land" && value === asked) return true;
  return ["place", "area", "land"].includes(facet) && foldName(label) === foldName(asked);
}

/** A time is filed under its days, or under months or years where it is known no better. */
function dated(clock: string, { facet }: FoundValue): boolean {
  return facet.startsWith(clock) && (facet.endsWith("_day") || facet.includes("_part_of_"));
}

function overlaps(value: string, from: string, to: string): boolean {
  const starts = !to || value.slice(0, to.length) <= to;
  return starts && (!from || value >= from.slice(0, value.length));
}

function nearTo(values: readonly FoundValue[], near: string, within: number): (value: FoundValue) => boolean {
  const point = pointOf(values, near);
  if (!point) throw new DataError(400, `This site has no place called ${near}.`, "Give its point, such as 50.0,36.2.");
  return ({ facet, lat, lon }) =>
    facet === "place" && lat !== null && lon !== null && distance(point, [lat, lon]) <= within;
}

function pointOf(values: readonly FoundValue[], near: string): [number, number] | null {
  const numbers = near.split(",").map(Number);
  const [lat, lon] = numbers;
  if (numbers.length === 2 && lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
    return [lat, lon];
  const named = values.find(
    (value) => value.facet === "place" && value.lat !== null && foldName(value.label) === foldName(near),
  );
  return named && named.lat !== null && named.lon !== null ? [named.lat, named.lon] : null;
}

/** Great circle, in kilometres. */
function distance([lat, lon]: [number, number], [otherLat, otherLon]: [number, number]): number {
  const radians = Math.PI / 180;
  const across = Math.sin(((otherLon - lon) * radians) / 2) ** 2;
  const up = Math.sin(((otherLat - lat) * radians) / 2) ** 2;
  const part = up + Math.cos(lat * radians) * Math.cos(otherLat * radians) * across;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part)));
}
