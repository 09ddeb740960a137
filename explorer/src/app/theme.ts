const KEY = "onrecord.theme";

export type Theme = "light" | "dark" | "system";

/** The theme that was chosen; "system" follows the reader's computer. */
export function theme(): Theme {
  const kept = stored(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function applyTheme(chosen: Theme = theme()): void {
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
}

export function chooseTheme(chosen: Theme): void {
  store(KEY, chosen === "system" ? null : chosen);
  applyTheme(chosen);
}

/** A value kept in this browser; null where there is none, or where the browser keeps nothing for this page. */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or takes it out; false where the browser keeps nothing for this page. */
export function store(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
