import { narrow } from "../../app/screen.ts";
import { Choice } from "../../components/Choice.tsx";
import { DateRange } from "../../components/DateRange.tsx";
import { Facet } from "../../components/Facets.tsx";
import { Words } from "../../components/Words.tsx";
import type { OutletItem } from "../../data/types.ts";
import { many, one, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";

const ORDERS = [
  ["size", "most reported"],
  ["fresh", "latest"],
] as const;

/** Order, words, dates and outlets of the list of stories. */
export function StoryControls({ outlets }: { outlets: readonly OutletItem[] }) {
  const [query, change] = useQuery();
  const named = outlets.flatMap(({ name, reports }) =>
    name === null ? [] : [{ value: name, label: name, hits: reports.count }],
  );
  return (
    <details class="filters panel" open={!narrow()}>
      <summary>Order and filters</summary>
      <Choice
        label="Order"
        options={ORDERS}
        chosen={one(query, "sort") || "size"}
        onChoose={(sort) => change({ sort: sort === "size" ? null : sort })}
      />
      <Words label="Stories whose reports have these words" asked={one(query, "q")} onAsk={(q) => change({ q })} />
      <DateRange
        title="Reported"
        from={one(query, "from")}
        to={one(query, "to")}
        onChange={(from, to) => change({ from, to })}
      />
      <Facet
        title="Outlet, with all its reports"
        values={named}
        selected={many(query, "outlet")}
        onToggle={(value) => change({ outlet: toggled(query, "outlet", value) })}
      />
    </details>
  );
}
