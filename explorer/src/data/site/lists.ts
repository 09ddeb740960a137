/** The lists of a site, filtered as the API filters them. The files hold the lists whole. */

import type {
  ActorPage,
  EventItem,
  EventPage,
  MatterPage,
  PlaceItem,
  PlacesView,
  ReportPage,
  StoryItem,
  StoryPage,
  TimelineBin,
  TimelineView,
} from "../types.ts";
import type { Params } from "../source.ts";
import { cut, is, list, publishedWithin, text, within } from "./params.ts";
import { foldName } from "./words.ts";

export function reportList({ reports }: ReportPage, params: Params): ReportPage {
  const outlets = list(params, "outlet");
  const chosen = reports.filter(
    ({ published, appearances }) =>
      publishedWithin(published, params) &&
      (outlets.length === 0 || appearances.some(({ outlet }) => outlets.includes(outlet ?? ""))),
  );
  const { total, items, cursor } = cut(chosen, params, 50);
  return { total, reports: items, cursor };
}

/** `found` are the stories with the words asked for, `carried` those that the outlets asked for have. */
export function storyList(
  { stories }: StoryPage,
  params: Params,
  found: ReadonlySet<string> | null,
  carried: ReadonlySet<string> | null,
): StoryPage {
  const chosen = stories.filter(
    (story) => spans(story, params) && (!found || found.has(story.id)) && (!carried || carried.has(story.id)),
  );
  if (text(params, "sort") === "fresh")
    chosen.sort((a, b) => ordered(b.last ?? "", a.last ?? "") || ordered(a.id, b.id));
  const { total, items, cursor } = cut(chosen, params, 30);
  return { total, stories: items, cursor };
}

export function carriedBy({ reports }: ReportPage, params: Params): ReadonlySet<string> | null {
  if (list(params, "outlet").length === 0) return null;
  const chosen = reportList(
    { total: 0, reports, cursor: null },
    { outlet: list(params, "outlet"), limit: reports.length },
  );
  return new Set(chosen.reports.flatMap(({ story }) => story ?? []));
}

export function actorList({ actors }: ActorPage, params: Params): ActorPage {
  const wanted = foldName(text(params, "q")).split(" ").filter(Boolean);
  const kind = text(params, "kind");
  const chosen = actors.filter(
    (actor) => (!kind || actor.kind === kind) && [actor.name, ...actor.names].some((name) => hasWords(name, wanted)),
  );
  const { total, items, cursor } = cut(chosen, params, 50);
  return { total, actors: items, cursor };
}

export function matterList({ matters }: MatterPage, params: Params): MatterPage {
  const wanted = foldName(text(params, "q")).split(" ").filter(Boolean);
  const [holder, story] = [text(params, "holder"), text(params, "story")];
  const chosen = matters.filter(
    (matter) =>
      hasWords([matter.label, ...matter.holders.map(({ actor }) => actor.name)].join(" "), wanted) &&
      (!holder || matter.holders.some(({ actor }) => actor.id === holder)) &&
      (!story || matter.story.id === story),
  );
  // The file has those with the most reports first; sorting keeps that order among equals.
  const sort = text(params, "sort");
  if (sort === "outlets") chosen.sort((a, b) => b.outlets - a.outlets);
  if (sort === "changes") chosen.sort((a, b) => b.shifts - a.shifts);
  const { total, items, cursor } = cut(chosen, params, 50);
  return { total, matters: items, cursor };
}

export function eventList(page: EventPage, params: Params, told: Told): EventPage {
  const { total, items, cursor } = cut(eventsOf(page, params, told), params, 50);
  return { total, events: items, cursor };
}

/** The story of a report, by the report's id. */
export type Told = ReadonlyMap<string, string | null>;

export function placeList(page: EventPage, params: Params, told: Told): PlacesView {
  const events = eventsOf(page, params, told);
  const groups = grouped(events, ({ place }) => place?.id ?? "");
  const places = [...groups].flatMap(([id, group]): PlaceItem[] => {
    const place = group[0]?.place;
    if (!place) return [];
    const counted = { count: group.length, url: address({ ...params, place: id }) };
    return [
      { place, events: counted, reports: new Set(group.map((each) => each.report)).size, by_modality: tally(group) },
    ];
  });
  places.sort((a, b) => b.events.count - a.events.count || ordered(a.place.id, b.place.id));
  const nowhere = { count: groups.get("")?.length ?? 0, url: address({ ...params, located: "false" }) };
  return { places, nowhere };
}

export function timeline(page: EventPage, params: Params, told: Told): TimelineView {
  const unit = (text(params, "unit") || "day") as TimelineView["unit"];
  const events = eventsOf(page, params, told);
  const groups = grouped(events.filter(isDated), (event) => binOf(event.day ?? "", unit).join(" "));
  const bins = [...groups].map(([bin, group]): TimelineBin => {
    const [first = "", last = ""] = bin.split(" ");
    const counted = { count: group.length, url: address({ ...params, from: first, to: last }) };
    return { first, last, events: counted, by_modality: tally(group) };
  });
  bins.sort((a, b) => ordered(a.first, b.first));
  const undated = events.filter((event) => !isDated(event)).length;
  return { unit, bins, undated: { count: undated, url: address({ ...params, dated: "false" }) } };
}

function eventsOf({ events }: EventPage, params: Params, told: Told): EventItem[] {
  const [types, modalities] = [list(params, "type"), list(params, "modality")];
  const [actor, role, place] = [text(params, "actor"), text(params, "role") || "any", text(params, "place")];
  const [story, report] = [text(params, "story"), text(params, "report").replace(/^sha256:/, "")];
  const box = text(params, "box") ? text(params, "box").split(",").map(Number) : null;
  return events.filter(
    (event) =>
      ((!text(params, "from") && !text(params, "to")) || (isDated(event) && within(event.day, params))) &&
      (types.length === 0 || (event.type !== null && types.includes(event.type))) &&
      (modalities.length === 0 || modalities.includes(event.modality)) &&
      (!actor || takesPart(event, actor, role)) &&
      (!place || event.place?.id === place) &&
      (!box || inBox(event, box)) &&
      (!story || told.get(event.report) === story) &&
      (!report || event.report === `sha256:${report}`) &&
      is(params, "shown", event.shown) &&
      is(params, "dated", isDated(event)) &&
      is(params, "located", event.place !== null),
  );
}

function isDated({ day }: EventItem): boolean {
  return day?.length === 10;
}

function takesPart(event: EventItem, actor: string, role: string): boolean {
  const roles = [...(role === "recipient" ? [] : event.actors), ...(role === "actor" ? [] : event.recipients)];
  return roles.some(({ id }) => id === actor);
}

function inBox({ place }: EventItem, [west = 0, south = 0, east = 0, north = 0]: readonly number[]): boolean {
  const [lat, lon] = [place?.lat, place?.lon];
  if (lat === null || lat === undefined || lon === null || lon === undefined) return false;
  return lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);
}

function tally(events: readonly EventItem[]): Record<string, number> {
  const groups = grouped(events, ({ modality }) => modality);
  return Object.fromEntries([...groups].map(([name, group]) => [name, group.length]).sort());
}

/** The first and last day of the day, week (from Monday) or month that a day is in. */
function binOf(day: string, unit: TimelineView["unit"]): [string, string] {
  if (unit === "day") return [day, day];
  const at = new Date(`${day}T00:00:00Z`);
  const [year, month, number] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  if (unit === "month") return [iso(Date.UTC(year, month, 1)), iso(Date.UTC(year, month + 1, 0))];
  const monday = number - ((at.getUTCDay() + 6) % 7);
  return [iso(Date.UTC(year, month, monday)), iso(Date.UTC(year, month, monday + 6))];
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function spans({ first, last }: StoryItem, params: Params): boolean {
  const [from, to] = [text(params, "from"), text(params, "to")];
  if ((from || to) && (first === null || last === null)) return false;
  return (!from || (last ?? "") >= from) && (!to || (first ?? "").slice(0, to.length) <= to);
}

function hasWords(name: string, wanted: readonly string[]): boolean {
  const words = foldName(name).split(" ");
  return wanted.every((word) => words.includes(word));
}

function ordered(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function address(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (["limit", "cursor", "unit"].includes(name)) continue;
    for (const each of value === null || value === undefined ? [] : typeof value === "object" ? value : [value])
      if (each !== "") query.append(name, String(each));
  }
  return `/api/v1/events?${query.toString()}`;
}

function grouped<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}
