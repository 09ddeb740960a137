/** What a record says, made ready to be shown: links between its parts resolved once. */

import type { Link } from "../../components/Chain.tsx";
import type { Attribution, ReportRecord, Span, Time } from "../../data/record.ts";
import type { ReportView } from "../../data/types.ts";

/** A report's record with its parts by id. */
export interface Book {
  readonly view: ReportView;
  readonly record: ReportRecord;
  readonly attributions: ReadonlyMap<string, Attribution>;
  readonly actorNames: ReadonlyMap<string, string>;
  readonly placeNames: ReadonlyMap<string, string>;
  readonly times: ReadonlyMap<string, Time>;
}

export function bookOf(view: ReportView): Book {
  const { record } = view;
  return {
    view,
    record,
    attributions: new Map(record.attributions.map((each) => [each.id, each])),
    actorNames: new Map(record.actors.map((actor) => [actor.id, actor.name])),
    placeNames: new Map(record.places.map((place) => [place.id, place.name])),
    times: new Map(record.times.map((time) => [time.id, time])),
  };
}

/** The kinds of rows, which are the tabs beside the text. */
export type Kind = "points" | "said" | "events" | "positions" | "timeline" | "about";

/** The tab in which a record's row stands. */
export function kindOf(id: string): Kind | null {
  if (id.startsWith("attribution-")) return "said";
  if (id.startsWith("event-")) return "events";
  if (id.startsWith("position-") || id.startsWith("shift-")) return "positions";
  return id.startsWith("point-") ? "points" : null;
}

/** The name of a source as shown; an unnamed one is described in the report's words. */
export function sourceName(book: Book, attribution: Attribution): string {
  const { source } = attribution;
  const actor = source.actor ? book.actorNames.get(source.actor) : undefined;
  return (
    source.name ?? actor ?? (source.details.map((detail) => detail.text).join(", ") || "a source that is not told")
  );
}

/** Outlet first, then the wire it carries, who passed it on, and the source. */
export function chainOf(book: Book, attribution: Attribution): Link[] {
  const { report } = book.record;
  const links: Link[] = [{ name: report.outlet ?? "this report", role: "outlet" }];
  const wire = report.credits.find((credit) => credit.kind === "wire" && credit.outlet !== report.outlet);
  if (wire) links.push({ name: wire.outlet, role: "agency", report: report.id, span: wire.span });
  const before = [...passedOn(book, attribution)].reverse();
  for (const each of [...before, attribution]) links.push(linkOf(book, each));
  return links.filter((link, at) => at === 0 || link.name !== links[at - 1]?.name);
}

/** Who passed it on, innermost first: `via`, and the statements that it stands inside of. */
function passedOn(book: Book, attribution: Attribution): Attribution[] {
  const found = attribution.via.map((id) => book.attributions.get(id));
  const seen = new Set([attribution.id, ...attribution.via]);
  for (let id = attribution.inside; id && !seen.has(id);) {
    const outer = book.attributions.get(id);
    seen.add(id);
    found.push(outer);
    id = outer?.inside ?? null;
  }
  return found.filter((each) => each !== undefined);
}

function linkOf(book: Book, attribution: Attribution): Link {
  const { source } = attribution;
  return {
    name: sourceName(book, attribution),
    role: source.kind === "outlet" ? "agency" : "source",
    anonymity: source.anonymity,
    report: book.record.report.id,
    span: source.span,
    actor: source.actor ? book.view.entities[source.actor] : null,
  };
}

/** The first place of a record's row in the text. */
export function spanOf(book: Book, id: string): Span | null {
  const { record } = book;
  const attribution = book.attributions.get(id);
  if (attribution) return hull(attribution.content) ?? attribution.cue;
  const event = record.events.find((each) => each.id === id);
  if (event) return event.trigger;
  const held = record.positions.find((each) => each.id === id) ?? record.shifts.find((each) => each.id === id);
  if (held) return held.evidence[0] ?? null;
  return id.startsWith("point-") ? (record.keypoints[Number(id.slice(6))]?.spans[0] ?? null) : null;
}

/** From the first character to the last of several spans. */
export function hull(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  return [Math.min(...spans.map((span) => span[0])), Math.max(...spans.map((span) => span[1]))];
}
