import { shortLine } from "../text/controls.ts";
import { Text } from "./Text.tsx";

export interface Chip {
  readonly key: string;
  /** What it narrows by: "outlet". */
  readonly name: string;
  readonly value: string;
  readonly onRemove: () => void;
}

/** The filters that are set, each with a button that takes it out. */
export function Chips({ chips, onClear }: { chips: readonly Chip[]; onClear: () => void }) {
  if (chips.length === 0) return null;
  return (
    <ul class="chips filters" aria-label="Filters that are set">
      {chips.map((chip) => (
        <li key={chip.key}>
          <button
            type="button"
            class="chip"
            onClick={chip.onRemove}
            aria-label={`Remove ${chip.name}: ${shortLine(chip.value)}`}
          >
            <span class="soft">{chip.name}</span> <Text>{chip.value}</Text> <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" class="quiet" onClick={onClear}>
            remove all
          </button>
        </li>
      )}
    </ul>
  );
}
