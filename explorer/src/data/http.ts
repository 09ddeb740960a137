import { DataError, queryString, type Params, type Source } from "./source.ts";

const TOKEN = "onrecord.token";

/** The API of `onrecord serve`. */
export function httpSource(base: string): Source {
  return {
    kind: "api",
    async get(path: string, params: Params, signal: AbortSignal): Promise<unknown> {
      const query = queryString(params);
      return readJson(`${base}${path}${query ? `?${query}` : ""}`, signal);
    },
  };
}

/** Keeps the token that the server asks for, until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

/** Fetches JSON. Raises DataError with a sentence for people, AbortError where the question was taken back. */
export async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await answer(url, signal);
  if (!response.ok) throw await problem(response);
  try {
    return (await response.json()) as unknown;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new DataError(response.status, "The answer is not readable.", "Load the page again.");
  }
}

async function answer(url: string, signal: AbortSignal): Promise<Response> {
  const token = sessionStorage.getItem(TOKEN);
  const headers = { Accept: "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  try {
    return await fetch(url, { signal, headers, credentials: "same-origin" });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new DataError(
      0,
      "The archive does not answer.",
      "Is `onrecord serve` still running? Start it and try again.",
    );
  }
}

async function problem(response: Response): Promise<DataError> {
  const told = await explanation(response);
  if (response.status === 401)
    return new DataError(401, "The server asks for a token.", "Enter the one it was started with.");
  if (response.status === 404)
    return new DataError(404, told || "The archive has nothing under this address.", "Search for it.");
  if (response.status < 500)
    return new DataError(
      response.status,
      told || "The question cannot be answered as it stands.",
      "Change it and try again.",
    );
  return new DataError(response.status, told || "The server could not answer.", "Try again; its terminal says more.");
}

async function explanation(response: Response): Promise<string> {
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) return "";
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null) return "";
  const { detail, title } = body as { detail?: unknown; title?: unknown };
  return typeof detail === "string" ? detail : typeof title === "string" ? title : "";
}
