import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { number } from "../text/format.ts";

interface Props<Item> {
  readonly items: readonly Item[];
  /** How many are shown at first, and added by each press. */
  readonly step: number;
  readonly children: (shown: readonly Item[]) => ComponentChildren;
}

/** The first of a long list, with a button for more of it. */
export function More<Item>({ items, step, children }: Props<Item>) {
  const [many, setMany] = useState(step);
  return (
    <>
      {children(items.slice(0, many))}
      {many < items.length && (
        <button type="button" class="noprint" onClick={() => setMany(many + step)}>
          {number(items.length - many)} more
        </button>
      )}
    </>
  );
}
