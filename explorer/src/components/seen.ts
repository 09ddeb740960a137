import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** How many parts out of view are brought up to date in one go: a few milliseconds of work. */
const AT_ONCE = 24;

/**
 * What the parts of a long text are to show, those in view first: the others follow in later tasks, so that a press on
 * a button is seen at once however long the text is. The parts are the children of `box`, in order.
 */
export function useSeenFirst<Part>(box: RefObject<HTMLElement | null>, wanted: readonly Part[]): readonly Part[] {
  const seen = useRef(new Set<number>());
  const drawn = useRef<readonly Part[]>(wanted);
  const [, redraw] = useState(0);
  useEffect(() => watch(box.current, seen.current), [box, wanted.length]);
  if (drawn.current.length !== wanted.length) drawn.current = wanted;
  if (drawn.current !== wanted) {
    const before = drawn.current;
    const late = wanted.flatMap((part, at) => (part !== before[at] && !seen.current.has(at) ? [at] : []));
    const waiting = new Set(late.slice(drawnNow(before, wanted, late) ? AT_ONCE : 0));
    drawn.current =
      waiting.size > 0 ? wanted.map((part, at) => (waiting.has(at) ? (before[at] ?? part) : part)) : wanted;
  }
  const rest = drawn.current !== wanted;
  useEffect(() => {
    if (!rest) return;
    const timer = setTimeout(() => redraw((count) => count + 1));
    return () => clearTimeout(timer);
  });
  return drawn.current;
}

/** Whether all that is in view is drawn already, so that it is the turn of the others. */
function drawnNow<Part>(before: readonly Part[], wanted: readonly Part[], late: readonly number[]): boolean {
  return wanted.filter((part, at) => part !== before[at]).length === late.length;
}

/** Keeps the places of the children that are in view, or near it. */
function watch(box: HTMLElement | null, seen: Set<number>): (() => void) | undefined {
  if (!box) return undefined;
  const places = new Map([...box.children].map((child, at) => [child, at]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const at = places.get(target) ?? -1;
        if (isIntersecting) seen.add(at);
        else seen.delete(at);
      }
    },
    { rootMargin: "25%" },
  );
  for (const child of places.keys()) observer.observe(child);
  return () => observer.disconnect();
}
