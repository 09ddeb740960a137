/** What had not been reported yet on the day that is looked at. */

import type { HeldItem, HolderHistory, MatterView } from "../../data/types.ts";

export function keyOf({ actor }: HolderHistory): string {
  return actor.id ?? actor.in_report ?? actor.name;
}

/** What a holder is known today to have held, where that was first reported after the chosen day. */
export function laterOf(holder: HolderHistory, all: MatterView, known: string | null): readonly HeldItem[] {
  if (!known) return [];
  const today = all.holders.find((each) => keyOf(each) === keyOf(holder));
  return today?.history.filter((item) => item.reported.slice(0, 10) > known) ?? [];
}

/** How many positions of all holders were reported after the chosen day. */
export function laterCount(all: MatterView, known: MatterView): number {
  const positions = (view: MatterView) => view.holders.reduce((count, holder) => count + holder.positions.length, 0);
  return Math.max(0, positions(all) - positions(known));
}
