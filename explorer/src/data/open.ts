import { Cache } from "./cache.ts";
import { httpSource } from "./http.ts";
import type { Source } from "./source.ts";

interface Config {
  readonly source: "api" | "files";
  readonly base: string;
}

const API: Config = { source: "api", base: "api/v1/" };

/** Opens the source that `config.json`, beside the page, names: the API where there is no such file. */
export async function openCache(): Promise<Cache> {
  return new Cache(await sourceOf(await config()));
}

/** Lists over plain files take more code than the API, which does that work itself: it is fetched where it is needed. */
async function sourceOf({ source, base }: Config): Promise<Source> {
  return source === "files" ? (await import("./files.ts")).fileSource(base) : httpSource(base);
}

async function config(): Promise<Config> {
  try {
    const response = await fetch("config.json", { credentials: "same-origin" });
    const found: unknown = response.ok ? await response.json() : null;
    return isConfig(found) ? found : API;
  } catch {
    return API;
  }
}

function isConfig(value: unknown): value is Config {
  if (typeof value !== "object" || value === null) return false;
  const { source, base } = value as { source?: unknown; base?: unknown };
  return (source === "api" || source === "files") && typeof base === "string";
}
