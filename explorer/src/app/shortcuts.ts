import { useEffect } from "preact/hooks";

/** What the keys do; shown by `?`. */
export const SHORTCUTS: readonly (readonly [string, string])[] = [
  ["/", "to the search box"],
  ["j  k", "to the next and the previous entry of a list"],
  ["Enter", "open the entry"],
  ["← →", "from mark to mark in a report's text; from tab to tab; from bar to bar"],
  ["g s  g e  g a  g m", "to stories, search, actors, map"],
  ["?", "this list"],
  ["Esc", "close it; leave the search box"],
];

const PLACES: Readonly<Record<string, string>> = { s: "#/", e: "#/search", a: "#/actors", m: "#/map", i: "#/archive" };

/** Keys that work on every page. They keep quiet while something is typed, and with Ctrl, Alt or Meta. */
export function useShortcuts(help: () => void): void {
  useEffect(() => {
    let going = false;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (typing(event.target)) return leaveSearch(event);
      const place = going ? PLACES[event.key] : undefined;
      going = event.key === "g";
      if (place !== undefined) location.hash = place;
      else if (event.key === "/") focusSearch(event);
      else if (event.key === "?") help();
      else if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [help]);
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function leaveSearch(event: KeyboardEvent): void {
  if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
}

function focusSearch(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>("input[type=search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** Moves the focus among the elements with `data-item` of the page; an entry's first link is what takes it. */
function step(by: number): void {
  const items = [...document.querySelectorAll<HTMLElement>("main [data-item]")];
  const now = items.findIndex((item) => item.contains(document.activeElement));
  const item = items[now < 0 ? (by > 0 ? 0 : items.length - 1) : now + by];
  if (!item) return;
  const takes = item.matches("tr, a, button") ? item : (item.querySelector<HTMLElement>("a[href]") ?? item);
  takes.focus();
  item.scrollIntoView({ block: "nearest" });
}
