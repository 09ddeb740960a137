/** The parameters of a question as a site's own lists read them, and the page of a list that they ask for. */

import type { Params } from "../source.ts";

export function text(params: Params, name: string): string {
  const value = params[name];
  if (value === null || value === undefined || value === false) return "";
  return typeof value === "object" ? (value[0] ?? "") : String(value);
}

export function list(params: Params, name: string): readonly string[] {
  const value = params[name];
  if (value === null || value === undefined || value === "" || value === false) return [];
  return typeof value === "object" ? value : [String(value)];
}

/** Whether something was published from one day to another, both included, as the API compares: in UTC. */
export function publishedWithin(published: string | null | undefined, params: Params): boolean {
  return within(inUtc(published), params);
}

/** Whether a day, or an hour of it, is from one day to another, both included; a month or a year stands for all of it. */
export function within(day: string | null, params: Params): boolean {
  const [from, to] = [text(params, "from"), text(params, "to")];
  if (!from && !to) return true;
  return day !== null && (!from || day >= from) && (!to || day.slice(0, to.length) <= to);
}

/** The month of publication in UTC, or null. */
export function monthOf(published: string | null | undefined): string | null {
  return inUtc(published)?.slice(0, 7) ?? null;
}

function inUtc(published: string | null | undefined): string | null {
  if (!published) return null;
  if (published.length <= 10) return published;
  const time = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(published) ? published : `${published}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Whether a value is as a parameter wants it, where it is given. */
export function is(params: Params, name: string, value: boolean): boolean {
  const wanted = params[name];
  return wanted === null || wanted === undefined || wanted === "" || String(wanted) === String(value);
}

export interface Cut<T> {
  readonly total: number;
  readonly items: T[];
  readonly cursor: string | null;
}

/** The page that `cursor` and `limit` ask for; a cursor is the number of entries before it. */
export function cut<T>(entries: readonly T[], params: Params, usual: number): Cut<T> {
  const start = Number(text(params, "cursor")) || 0;
  const end = start + (Number(text(params, "limit")) || usual);
  return { total: entries.length, items: entries.slice(start, end), cursor: end < entries.length ? String(end) : null };
}
