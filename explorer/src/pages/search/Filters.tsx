import { useState } from "preact/hooks";
import { DateRange } from "../../components/DateRange.tsx";
import { Facet } from "../../components/Facets.tsx";
import type { FacetCount, SearchView } from "../../data/types.ts";
import { many, one, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { date, words } from "../../text/format.ts";
import { certaintyWords } from "../../components/Certainty.tsx";
import { modalityWords } from "../../components/Modality.tsx";
import type { Factuality, Modality } from "../../data/record.ts";
import { narrow } from "../../app/screen.ts";
import { FACETS, type Kind } from "./kinds.ts";

/** The facets of the hits, dates and nearness. */
export function Filters({ kind, facets }: { kind: Kind; facets: SearchView["facets"] }) {
  const [query, change] = useQuery();
  return (
    <details class="filters panel" open={!narrow()}>
      <summary>Filters</summary>
      {FACETS[kind].map(({ name, title }) => (
        <OneFacet key={name} name={name} title={title} counts={facets[name] ?? []} />
      ))}
      <DateRange
        title="Published"
        from={one(query, "reported_from")}
        to={one(query, "reported_to")}
        onChange={(from, to) => change({ reported_from: from, reported_to: to })}
      />
      <DateRange
        title="Told to be on"
        from={one(query, "happened_from")}
        to={one(query, "happened_to")}
        onChange={(from, to) => change({ happened_from: from, happened_to: to })}
      />
      <Near />
    </details>
  );
}

function OneFacet({ name, title, counts }: { name: string; title: string; counts: readonly FacetCount[] }) {
  const [query, change] = useQuery();
  const filter = counts[0]?.filter ?? name;
  const dated = filter === "reported" || filter === "happened";
  const chosen = dated ? range(one(query, `${filter}_from`), one(query, `${filter}_to`)) : many(query, filter);
  const toggle = (value: string) => {
    if (!dated) return change({ [filter]: toggled(query, filter, value) });
    const to = chosen.includes(value) ? null : value;
    return change({ [`${filter}_from`]: to, [`${filter}_to`]: to });
  };
  const values = counts.map((each) => ({ value: each.filter_value, label: named(name, each), hits: each.hits }));
  const known = chosen.filter((value) => values.some((each) => each.value === value));
  return <Facet title={title} values={values} selected={known} onToggle={toggle} />;
}

/** A month or year that stands as both ends of a range is the value of a facet. */
function range(from: string, to: string): readonly string[] {
  return from && from === to ? [from] : [];
}

function named(facet: string, { label, filter_value }: FacetCount): string {
  if (facet === "modality") return modalityWords(filter_value as Modality);
  if (facet === "certainty") return certaintyWords(filter_value as Factuality);
  if (facet === "type" || facet === "stance") return words(label);
  return facet.endsWith("_month") ? date(label) : label;
}

function Near() {
  const [query, change] = useQuery();
  const [near, setNear] = useState(one(query, "near"));
  const [within, setWithin] = useState(one(query, "within") || "50");
  const ask = (event: Event) => {
    event.preventDefault();
    change({ near: near.trim(), within: near.trim() ? within : null });
  };
  return (
    <form class="near" onSubmit={ask}>
      <label>
        Near a place
        <input
          value={near}
          placeholder="Kharkiv, or 50.0,36.2"
          onInput={(event) => setNear(event.currentTarget.value)}
        />
      </label>
      <label>
        within kilometres
        <input
          type="number"
          min="1"
          max="5000"
          value={within}
          onInput={(event) => setWithin(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Find</button>
    </form>
  );
}
