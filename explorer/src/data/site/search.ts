/** Searching a site: the same questions and answers as the API's `/search`, over the file `search.json`. */

import { pointText, type PointText } from "../../text/codepoints.ts";
import type { Span } from "../record.ts";
import type { FacetCount, HitView, SearchView, Snippet } from "../types.ts";
import type { Params } from "../source.ts";
import { wantedValues } from "./filters.ts";
import type { SearchIndex, Unit } from "./index-file.ts";
import { cut, list, text } from "./params.ts";
import { match, parseQuery, phrases, places, type Node } from "./query.ts";
import { wordsOf, type Word } from "./words.ts";

type Kind = HitView["kind"];
const UNITS: Readonly<Record<string, readonly [Kind, "statements" | "events" | "positions" | "units"]>> = {
  statements: ["statement", "statements"],
  events: ["event", "events"],
  positions: ["position", "positions"],
  reports: ["report", "units"],
};
const LONGEST = 240;
const LEAD = 60;
/** BM25's usual constants, and how much more a word in the title, or in the name of who says it, counts. */
const [K1, B] = [1.2, 0.75];
const HEAD: Readonly<Record<Kind, number>> = { report: 2, statement: 0.5, event: 0.5, position: 0.5 };

interface Body {
  readonly points: PointText;
  readonly words: readonly Word[];
}

interface Hit {
  readonly unit: Unit;
  /** Spans of the words found, in code points of the report. */
  readonly found: readonly Span[];
  readonly counts: readonly number[];
  readonly length: number;
}

/** An index that is ready to be searched: texts are cut into words when they are first looked at. */
export class Searcher {
  readonly #bodies = new Map<number, Body>();

  constructor(readonly index: SearchIndex) {}

  search(params: Params): SearchView {
    const [kind, name] = UNITS[text(params, "in")] ?? UNITS["statements"]!;
    const node = parseQuery(text(params, "q"));
    const groups = wantedValues(this.index.values, params);
    const nothing = node === null && groups.length === 0;
    const meeting = nothing ? [] : this.index[name].filter((unit) => meetsAll(unit, groups));
    const hits = meeting.flatMap((unit) => this.#hit(unit, node) ?? []);
    const scored = this.#scored(hits, kind, this.index[name].length);
    const ordered = inOrder(scored, text(params, "order") || (node ? "relevance" : "newest"));
    const { total, items, cursor } = cut(ordered, params, 20);
    return {
      kind,
      total,
      capped: false,
      hits: items.map(([hit, score]) => this.#view(hit, kind, score)),
      facets: Object.fromEntries(list(params, "facet").map((facet) => [facet, this.#counts(hits, facet)])),
      others: {},
      cursor,
    };
  }

  /** The ids of the stories whose reports have the words. */
  stories(query: string): ReadonlySet<string> {
    const node = parseQuery(query);
    const found = node ? this.index.units.filter((unit) => this.#hit(unit, node)) : [];
    return new Set(found.flatMap((unit) => this.index.reports[unit[1]]?.story ?? []));
  }

  #hit(unit: Unit, node: Node | null): Hit | null {
    if (!node) return { unit, found: [], counts: [], length: 1 };
    const [, report, start, end, head] = unit;
    const { points, words } = this.#body(report);
    const [from, to] = [points.unit(start), points.unit(end)];
    const inside = words.filter((word) => word.start >= from && word.end <= to);
    const heading = wordsOf(head);
    // A phrase must not run from the heading into the text: an empty word stands between them.
    const all = [...heading, { folded: "", start: -1, end: -1 }, ...inside];
    const found = match(node, all);
    if (!found) return null;
    const spans = found.flatMap(([a, b]): Span[] => {
      const [first, last] = [all[a], all[b - 1]];
      if (a <= heading.length || !first || !last) return [];
      return [[points.point(first.start), points.point(last.end - 1) + 1]];
    });
    const counts = phrases(node).map((phrase) => {
      const there = places(phrase, all);
      return there.reduce((sum, [at]) => sum + (at < heading.length ? 2 : 1), 0);
    });
    return { unit, found: spans.sort((a, b) => a[0] - b[0]), counts, length: all.length };
  }

  #scored(hits: readonly Hit[], kind: Kind, of: number): (readonly [Hit, number])[] {
    const mean = hits.reduce((sum, hit) => sum + hit.length, 0) / Math.max(hits.length, 1);
    const having = (hits[0]?.counts ?? []).map((_, at) => hits.filter((hit) => hit.counts[at]).length);
    const idf = having.map((number) => Math.log(1 + (of - number + 0.5) / (number + 0.5)));
    return hits.map((hit) => {
      const long = K1 * (1 - B + (B * hit.length) / mean);
      const terms = hit.counts.map((count, at) => ((idf[at] ?? 0) * count * (K1 + 1)) / (count + long || 1));
      const inHead = hit.counts.length > 0 && hit.found.length === 0 ? HEAD[kind] : 1;
      return [hit, terms.reduce((sum, term) => sum + term, 0) * inHead] as const;
    });
  }

  #counts(hits: readonly Hit[], facet: string): FacetCount[] {
    const counts = new Map<number, number>();
    for (const { unit } of hits) for (const value of unit[5]) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .flatMap(([at, number]) => {
        const value = this.index.values[at];
        if (value?.facet !== facet) return [];
        const { label, filter, filter_value } = value;
        return [{ value: value.value, label, hits: number, filter, filter_value }];
      })
      .sort((a, b) => b.hits - a.hits || (a.value < b.value ? -1 : 1));
  }

  #view({ unit: [record, at, start, end, who], found }: Hit, kind: Kind, score: number): HitView {
    const report = this.index.reports[at];
    if (!report) throw new Error("The site's search index is damaged.");
    const { id, url, title, outlet, published, uri, story } = report;
    const snippet = makeSnippet(this.#body(at).points, [start, end], found);
    return {
      kind,
      record,
      report: id,
      url,
      span: [start, end],
      who,
      outlet,
      published,
      title,
      uri,
      story,
      genre: report.genre ?? null,
      score,
      snippets: [snippet],
    };
  }

  #body(report: number): Body {
    const known = this.#bodies.get(report);
    if (known) return known;
    const whole = this.index.reports[report]?.text ?? "";
    const body = { points: pointText(whole), words: wordsOf(whole) };
    this.#bodies.set(report, body);
    return body;
  }
}

function meetsAll(unit: Unit, groups: readonly ReadonlySet<number>[]): boolean {
  return groups.every((group) => unit[5].some((value) => group.has(value)));
}

/** Units stand in the file with the newest first. */
function inOrder(hits: (readonly [Hit, number])[], order: string): (readonly [Hit, number])[] {
  if (order === "oldest") return [...hits].reverse();
  return order === "relevance" ? [...hits].sort((a, b) => b[1] - a[1]) : hits;
}

/** The text around the first word found, cut at blanks. */
function makeSnippet(points: PointText, [start, end]: Span, found: readonly Span[]): Snippet {
  const first = found[0];
  let from = first ? Math.max(start, Math.min(first[0] - LEAD, end - LONGEST)) : start;
  let to = Math.max(first?.[1] ?? 0, Math.min(end, from + LONGEST));
  while (from > start && from < (first?.[0] ?? to) && !/\s/.test(points.slice(from - 1, from))) from += 1;
  while (to < end && to > (first?.[1] ?? from) && !/\s/.test(points.slice(to, to + 1))) to -= 1;
  return {
    span: [from, to],
    text: points.slice(from, to),
    found: found.filter((span) => span[0] >= from && span[1] <= to).map(([a, b]) => [a, b]),
  };
}
