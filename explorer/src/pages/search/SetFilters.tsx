import { Chips, type Chip } from "../../components/Chips.tsx";
import { many, one, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { FILTERS, SINGLE } from "./kinds.ts";

/** The filters of the search, as chips that can be taken out. */
export function SetFilters() {
  const [query, change] = useQuery();
  const chips: Chip[] = FILTERS.flatMap(([name, title]) =>
    many(query, name).map((value) => ({
      key: `${name} ${value}`,
      name: title,
      value,
      onRemove: () => change({ [name]: toggled(query, name, value) }),
    })),
  );
  for (const [name, title] of SINGLE) {
    const value = one(query, name);
    if (value) chips.push({ key: name, name: title, value, onRemove: () => change({ [name]: null }) });
  }
  const none = Object.fromEntries([...FILTERS, ...SINGLE].map(([name]) => [name, null]));
  return <Chips chips={chips} onClear={() => change(none)} />;
}
