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
