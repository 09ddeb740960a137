import { useState } from "preact/hooks";
import { number } from "../text/format.ts";
import { Text } from "./Text.tsx";

export interface FacetValue {
  /** What goes into the filter. */
  readonly value: string;
  /** What people read. */
  readonly label: string;
  readonly hits: number;
}

interface Props {
  readonly title: string;
  readonly values: readonly FacetValue[];
  readonly selected: readonly string[];
  readonly onToggle: (value: string) => void;
}

const FEW = 7;

/** One facet: tick boxes with the number of hits; chosen values stay in view even where they have none. */
export function Facet({ title, values, selected, onToggle }: Props) {
  const [all, setAll] = useState(false);
  const missing = selected.filter((value) => !values.some((each) => each.value === value));
  const listed = [...missing.map((value) => ({ value, label: value, hits: 0 })), ...values];
  if (listed.length === 0) return null;
  const seen = all ? listed : listed.filter((each, at) => at < FEW || selected.includes(each.value));
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {seen.map((each) => (
        <label key={each.value}>
          <input type="checkbox" checked={selected.includes(each.value)} onChange={() => onToggle(each.value)} />
          <span class="name">
            <Text>{each.label}</Text>
          </span>
          <span class="hits">{number(each.hits)}</span>
        </label>
      ))}
      {listed.length > FEW && (
        <button type="button" class="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "fewer" : `${number(listed.length - FEW)} more`}
        </button>
      )}
    </fieldset>
  );
}
