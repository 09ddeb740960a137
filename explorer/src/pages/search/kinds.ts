/** What can be searched, and by what each can be narrowed. Names are those of the API's filters and facets. */

export type Kind = "statements" | "events" | "positions" | "reports";

export interface FacetOf {
  readonly name: string;
  readonly title: string;
}

export const KINDS: readonly (readonly [Kind, string])[] = [
  ["statements", "What was said"],
  ["events", "What happened"],
  ["positions", "Positions"],
  ["reports", "Reports"],
];

const OUTLET: FacetOf = { name: "outlet", title: "Outlet" };
const LAND: FacetOf = { name: "land", title: "Country, as a place" };
const WHO: FacetOf = { name: "actor", title: "Actor" };
const COUNTRY: FacetOf = { name: "country", title: "Country, as an actor" };
const MONTH: FacetOf = { name: "reported_month", title: "Month of publication" };

export const FACETS: Readonly<Record<Kind, readonly FacetOf[]>> = {
  statements: [
    { name: "source", title: "Source" },
    { name: "anonymity", title: "Named or not" },
    { name: "stance", title: "What the source does" },
    OUTLET,
    COUNTRY,
    MONTH,
  ],
  events: [
    { name: "type", title: "Kind of event (PLOVER)" },
    { name: "modality", title: "Did it happen?" },
    { name: "certainty", title: "How certain it is told" },
    WHO,
    { name: "place", title: "Place" },
    OUTLET,
    MONTH,
  ],
  positions: [{ name: "stance", title: "Position" }, WHO, COUNTRY, OUTLET, MONTH],
  reports: [OUTLET, WHO, LAND, MONTH],
};

/** Filters that take several values, in the order in which they are listed above the hits. */
export const FILTERS: readonly (readonly [string, string])[] = [
  ["actor", "actor"],
  ["source", "source"],
  ["place", "place"],
  ["type", "kind"],
  ["modality", "happened?"],
  ["certainty", "certainty"],
  ["stance", "stance"],
  ["anonymity", "source is"],
  ["outlet", "outlet"],
];

/** Filters of one value. */
export const SINGLE: readonly (readonly [string, string])[] = [
  ["near", "near"],
  ["within", "within km"],
  ["happened_from", "happened from"],
  ["happened_to", "happened to"],
  ["reported_from", "reported from"],
  ["reported_to", "reported to"],
];

export function kindOf(text: string): Kind {
  return KINDS.find(([kind]) => kind === text || kind === `${text}s`)?.[0] ?? "statements";
}
