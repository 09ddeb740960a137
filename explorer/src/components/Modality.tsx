import type { JSX } from "preact";
import type { Modality as Value } from "../data/record.ts";

/** The five ways in which an event can stand to the world; each has a shape and a colour of its own. */
export type Standing = "done" | "ongoing" | "planned" | "possible" | "denied";

const WORDS: Readonly<Record<Value, readonly [Standing, string]>> = {
  actual: ["done", "happened"],
  ongoing: ["ongoing", "going on"],
  planned: ["planned", "planned"],
  expected: ["planned", "expected"],
  promised: ["planned", "promised"],
  threatened: ["planned", "threatened"],
  requested: ["planned", "asked for"],
  possible: ["possible", "possible"],
  conditional: ["possible", "if something else happens"],
  denied: ["denied", "denied"],
};

export const STANDINGS: readonly Standing[] = ["done", "ongoing", "planned", "possible", "denied"];

export function standing(value: Value): Standing {
  return WORDS[value][0];
}

export function modalityWords(value: Value): string {
  return WORDS[value][1];
}

/** A mark with its words: done, ongoing, planned, possible and denied differ in shape, not only in colour. */
export function Modality({ value }: { value: Value }) {
  const [kind, text] = WORDS[value];
  return (
    <span class={`modality is-${kind}`}>
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <StandingShape standing={kind} size={5} />
      </svg>
      {text}
    </span>
  );
}

interface ShapeProps {
  readonly standing: Standing;
  /** Half the width. */
  readonly size: number;
}

/** The shape alone, around the origin, for maps and timelines: full disc, half disc, ring, dashed ring, crossed ring. */
export function StandingShape({ standing: kind, size }: ShapeProps): JSX.Element {
  const ring = <circle r={size - 0.75} class="ring" />;
  const d = size * 0.55;
  if (kind === "done") return <circle r={size} class={`shape is-${kind} full`} />;
  return (
    <g class={`shape is-${kind}`}>
      {ring}
      {kind === "ongoing" && (
        <path d={`M0 ${-size + 0.75}A${size - 0.75} ${size - 0.75} 0 0 1 0 ${size - 0.75}Z`} class="full" />
      )}
      {kind === "denied" && <path d={`M${-d} ${-d}L${d} ${d}M${-d} ${d}L${d} ${-d}`} class="cross" />}
    </g>
  );
}
