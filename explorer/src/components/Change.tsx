import type { PositionItem, ShiftItem } from "../data/types.ts";

interface Props {
  readonly shift: ShiftItem;
  /** The positions between which it lies, those of them that are known. */
  readonly positions: readonly PositionItem[];
}

/** From which position to which: "forbids → permits"; an end that is not among those at hand is left out. */
export function Change({ shift, positions }: Props) {
  const stance = (id: string | null) =>
    positions.find((each) => each.id === id && each.report === shift.report)?.stance ?? null;
  const [before, after] = [stance(shift.before), stance(shift.after)];
  if (before && after) return <p>{`${before} → ${after}`}</p>;
  if (after) return <p>now {after}</p>;
  return before && <p>before: {before}</p>;
}
