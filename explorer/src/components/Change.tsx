import type { PositionItem, ShiftItem } from "../data/types.ts";

interface Props {
  readonly shift: ShiftItem;
  /** The positions between which it lies, those of them that are known. */
  readonly positions: readonly PositionItem[];
}

/** From which position to which: "forbids → permits"; nothing where neither is among those at hand. */
export function Change({ shift, positions }: Props) {
  const stance = (id: string | null) =>
    positions.find((each) => each.id === id && each.report === shift.report)?.stance ?? null;
  const ends = [stance(shift.before), stance(shift.after)].filter((each) => each !== null);
  if (ends.length === 0) return null;
  return <p>{ends.length === 2 ? ends.join(" → ") : `now ${ends[0]}`}</p>;
}
