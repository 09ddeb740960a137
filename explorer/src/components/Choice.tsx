import type { ComponentChildren } from "preact";

interface Props {
  readonly label: string;
  readonly options: readonly (readonly [string, ComponentChildren])[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

/** One of a few: a row of buttons of which one is pressed. */
export function Choice({ label, options, chosen, onChoose }: Props) {
  return (
    <div class="choice" role="group" aria-label={label}>
      {options.map(([value, title]) => (
        <button type="button" key={value} aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {title}
        </button>
      ))}
    </div>
  );
}
