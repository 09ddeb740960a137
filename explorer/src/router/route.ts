/** Addresses of pages. The whole route is the hash, so that deep links survive on any web server: `#/story/ID?tab=claims`. */

export type Query = Readonly<Record<string, readonly string[]>>;

/** What a link asks for; an absent, null or empty value leaves the key out. */
export type QueryInput = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

export interface Route {
  /** The first part: "story"; "" is the first page. */
  readonly page: string;
  /** The second part, decoded: the id or key of what is shown. */
  readonly id: string | null;
  readonly query: Query;
}

/** Reads a hash such as `#/story/ID?tab=claims`. Broken escapes are taken as they stand, so that no link is an error. */
export function parseRoute(hash: string): Route {
  const bare = hash.replace(/^#/, "");
  const mark = bare.indexOf("?");
  const path = mark < 0 ? bare : bare.slice(0, mark);
  const [page = "", ...rest] = path.replace(/^\/+/, "").split("/");
  const id = rest.join("/");
  return { page: decode(page), id: id ? decode(id) : null, query: parseQuery(mark < 0 ? "" : bare.slice(mark + 1)) };
}

/** The hash of a route; keys are sorted, so that one view has one address. */
export function formatRoute(route: Route): string {
  const path = [route.page, ...(route.id === null ? [] : [route.id])].map(encodeURIComponent).join("/");
  const query = formatQuery(route.query);
  return `#/${path}${query ? `?${query}` : ""}`;
}

/** A link to a page: `href("report", id, {at: "12-30"})`. */
export function href(page: string, id: string | null = null, query: QueryInput = {}): string {
  return formatRoute({ page, id, query: normal(query) });
}

export function parseQuery(text: string): Query {
  const found: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [key, value] of new URLSearchParams(text)) (found[key] ??= []).push(value);
  return found;
}

export function formatQuery(query: Query): string {
  const params = new URLSearchParams();
  for (const key of Object.keys(query).sort()) for (const value of query[key] ?? []) params.append(key, value);
  return params.toString();
}

/** The query with some keys set anew; null, "" and [] take a key out. */
export function withQuery(query: Query, patch: QueryInput): Query {
  const changed = normal(patch);
  const kept = Object.entries(query).filter(([key]) => !(key in patch));
  return Object.fromEntries([...kept, ...Object.entries(changed)]);
}

/** The first value of a key, or "". */
export function one(query: Query, key: string): string {
  return query[key]?.[0] ?? "";
}

export function many(query: Query, key: string): readonly string[] {
  return query[key] ?? [];
}

/** The values of a key with one of them put in, or taken out where it was there. */
export function toggled(query: Query, key: string, value: string): readonly string[] {
  const values = many(query, key);
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

function normal(query: QueryInput): Query {
  const found: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    if (values.length > 0) found[key] = values;
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
