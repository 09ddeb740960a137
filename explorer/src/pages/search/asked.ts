import type { Params } from "../../data/source.ts";
import { many, one, type Query } from "../../router/route.ts";
import { FACETS, FILTERS, kindOf, SINGLE } from "./kinds.ts";

const PAGE = 30;

/** A question without its facets, and one for the facets alone: hits come at once, counting all of them may take longer. */
export interface Asked {
  readonly hits: Params;
  readonly facets: Params;
}

/** The question that an address of the search page asks; null where there are neither words nor filters. */
export function searchParams(query: Query): Asked | null {
  const kind = kindOf(one(query, "in"));
  const filters: Record<string, string | readonly string[]> = Object.fromEntries([
    ...FILTERS.map(([name]) => [name, many(query, name)] as const),
    ...SINGLE.map(([name]) => [name, one(query, name)] as const),
  ]);
  const q = one(query, "q");
  const narrowed = Object.entries(filters).some(([name, value]) => name !== "within" && value.length > 0);
  if (!q && !narrowed) return null;
  const order = one(query, "order") || (q ? "relevance" : "newest");
  const asked = { ...filters, q, in: kind };
  return {
    hits: { ...asked, order, limit: PAGE },
    facets: { ...asked, facet: FACETS[kind].map((facet) => facet.name), limit: 1 },
  };
}
