/** Where the data comes from: the HTTP API of `onrecord serve`, or the files that `onrecord site` writes. */

export type Value = string | number | boolean | null | undefined | readonly string[];
export type Params = Readonly<Record<string, Value>>;

/** Something that can be asked for: a path below the API's root, and its parameters. `T` is what comes back. */
export interface Resource<T> {
  readonly path: string;
  readonly params: Params;
  /** Only for the type checker: nothing is ever stored here. */
  readonly answer?: T;
}

export interface Source {
  readonly kind: "api" | "files";
  get(path: string, params: Params, signal: AbortSignal): Promise<unknown>;
}

/** What went wrong, for people: what it was, and what can be done. */
export class DataError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly advice: string,
  ) {
    super(message);
    this.name = "DataError";
  }
}

export function resource<T>(path: string, params: Params = {}): Resource<T> {
  return { path, params };
}

/** One part of a path: ids and keys may have any character. */
export function part(text: string): string {
  return encodeURIComponent(text);
}

/** The parameters as a query string, sorted, so that equal questions have equal addresses. */
export function queryString(params: Params): string {
  const found = new URLSearchParams();
  for (const key of Object.keys(params).sort()) {
    const value = params[key];
    if (value === null || value === undefined || value === "" || value === false) continue;
    if (typeof value === "object") for (const each of value) found.append(key, each);
    else found.append(key, String(value));
  }
  return found.toString();
}
