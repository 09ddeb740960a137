import type { NodeView, ReportItem } from "../../data/types.ts";
import { date, shortId } from "../../text/format.ts";

/** What each report of a story is called: its outlet, and the date where an outlet has several. */
export function reportNames(reports: readonly ReportItem[]): Map<string, string> {
  const outlet = (report: ReportItem) => report.outlet ?? report.title ?? shortId(report.id);
  const uses = new Map<string, number>();
  for (const report of reports) uses.set(outlet(report), (uses.get(outlet(report)) ?? 0) + 1);
  return new Map(
    reports.map((report) => {
      const name = outlet(report);
      return [report.id, (uses.get(name) ?? 0) > 1 ? `${name}, ${date(report.published)}` : name];
    }),
  );
}

export function nodeName(node: NodeView): string {
  return node.name || node.title || "not told";
}
