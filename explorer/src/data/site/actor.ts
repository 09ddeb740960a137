/** What a site tells of one actor, narrowed as the API narrows it. The files hold the lists whole. */

import type { ActorMatter, ActorMatterPage, ActorReports, StatementPage } from "../types.ts";
import type { Params } from "../source.ts";
import { cut, is, monthOf, publishedWithin, text } from "./params.ts";

export function statementList(page: StatementPage, params: Params): StatementPage {
  const chosen = page.statements.filter(
    ({ shown, quotes }) => is(params, "shown", shown) && publishedWithin(quotes[0]?.published, params),
  );
  const months: Record<string, number> = {};
  for (const { quotes } of chosen) {
    const month = monthOf(quotes[0]?.published);
    if (month) months[month] = (months[month] ?? 0) + 1;
  }
  const { total, items, cursor } = cut(chosen, params, 50);
  const told = new Set(items.map(({ story }) => story));
  const stories = Object.fromEntries(Object.entries(page.stories).filter(([story]) => told.has(story)));
  return { total, statements: items, stories, months, cursor };
}

export function namingList({ reports, forms }: ActorReports, params: Params): ActorReports {
  const form = text(params, "form");
  const chosen = form ? reports.filter(({ id }) => forms[id]?.includes(form)) : reports;
  const { total, items, cursor } = cut(chosen, params, 50);
  return { total, reports: items, forms: Object.fromEntries(items.map(({ id }) => [id, forms[id] ?? []])), cursor };
}

export function heldList({ matters }: ActorMatterPage, params: Params): ActorMatterPage {
  const chosen = matters
    .map((matter) => narrowed(matter, params))
    .filter((matter) => matter.positions.length > 0)
    .sort((a, b) => b.positions.length - a.positions.length || (a.key < b.key ? -1 : 1));
  const { total, items, cursor } = cut(chosen, params, 50);
  return { total, positions: chosen.reduce((sum, each) => sum + each.positions.length, 0), matters: items, cursor };
}

/** A matter with the positions of some days or one stance, and the changes from or to one of these. */
function narrowed(matter: ActorMatter, params: Params): ActorMatter {
  const stance = text(params, "stance");
  const positions = matter.positions.filter(
    (each) => (!stance || each.stance === stance) && publishedWithin(each.matter.published, params),
  );
  const kept = new Set(positions.map(({ report, id }) => `${report} ${id}`));
  const shifts = matter.shifts.filter(
    ({ report, before, after }) => kept.has(`${report} ${before}`) || kept.has(`${report} ${after}`),
  );
  return { ...matter, positions, shifts };
}
