import { store, stored } from "./theme.ts";

const KEY = "onrecord.views";

/** An address that was given a name. */
export interface SavedView {
  readonly name: string;
  readonly hash: string;
}

export function savedViews(): SavedView[] {
  try {
    const kept: unknown = JSON.parse(stored(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Keeps a view under its name; one of that name is replaced. */
export function saveView(view: SavedView): boolean {
  const others = savedViews().filter((other) => other.name !== view.name);
  return store(KEY, JSON.stringify([...others, view]));
}

export function deleteView(name: string): void {
  store(KEY, JSON.stringify(savedViews().filter((view) => view.name !== name)));
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== "object" || value === null) return false;
  const { name, hash } = value as { name?: unknown; hash?: unknown };
  return typeof name === "string" && typeof hash === "string" && hash.startsWith("#/");
}
