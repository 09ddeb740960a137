import { one, type Query } from "../router/route.ts";
import { useQuery } from "../router/use.ts";

/** The API's `shown` for a page: only what is sure enough to be shown as fact, unless the reader asks for the rest. */
export function shownOnly(query: Query): true | null {
  return one(query, "unsure") === "1" ? null : true;
}

/** The switch for readings that are not sure enough to be shown as fact; it is kept in the address. */
export function Unsure() {
  const [query, change] = useQuery();
  const on = one(query, "unsure") === "1";
  return (
    <label class="unsure-switch filters">
      <input type="checkbox" checked={on} onChange={() => change({ unsure: on ? null : 1 })} />
      also unsure readings
    </label>
  );
}
