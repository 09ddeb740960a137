/** Links between pages, in one place: a page never writes an address by hand. */

import { href, parseQuery, type Query, type QueryInput } from "./route.ts";
import type { Span } from "../data/record.ts";

/** A report, at a passage of it where a span is given (code points of its text). */
export function reportHref(id: string, span?: Span | null, query: QueryInput = {}): string {
  return href("report", id, { ...query, at: span ? `${span[0]}-${span[1]}` : null });
}

export function storyHref(id: string, query: QueryInput = {}): string {
  return href("story", id, query);
}

export function actorHref(id: string, query: QueryInput = {}): string {
  return href("actor", id, query);
}

export function matterHref(key: string, query: QueryInput = {}): string {
  return href("matter", key, query);
}

export function mapHref(query: QueryInput = {}): string {
  return href("map", null, query);
}

/** The search page: `searchHref({in: "event", type: "ASSAULT"})`; keys are the filters of the API. */
export function searchHref(query: QueryInput = {}): string {
  return href("search", null, query);
}

/** The span written in a report link's `at`, or null. */
export function parseSpan(text: string): Span | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(text);
  if (!found) return null;
  const span: Span = [Number(found[1]), Number(found[2])];
  return span[0] < span[1] ? span : null;
}

/**
 * The page that lists what an address of the API lists (`Counted.url`): every number opens what it counts.
 * `/api/v1/events?story=X` is `#/events?story=X`, `/api/v1/actors/X/statements` is `#/statements/X`.
 */
export function countedHref(url: string): string {
  const [path = "", query = ""] = url.replace(/^.*?\/api\/v1\//, "").split("?");
  const [first = "", id, list] = path.split("/");
  const found = parseQuery(query);
  const key = id === undefined ? null : decodeURIComponent(id);
  if (first === "stories") return key ? href("story", key, found) : href("", null, found);
  if (first === "actors" && key) return ofActor(key, list, found);
  if (first === "reports" && key) return href("report", key, found);
  if (first === "matters" && key) return href("matter", key, found);
  return href(first, null, first === "events" ? sure(found) : found);
}

/** Positions are a part of the actor's own page, where they stand by their matters. */
function ofActor(key: string, list: string | undefined, query: Query): string {
  if (list === "reports") return href("named", key, query);
  if (list === "statements") return href("statements", key, sure(query));
  return href("actor", key, list === "matters" ? { ...query, tab: "positions" } : query);
}

/** Pages of events and statements leave out unsure readings unless asked: an address that counts all has to ask. */
function sure({ shown, ...others }: Query): QueryInput {
  return shown?.[0] === "true" ? others : { ...others, unsure: "1" };
}
