import type { ReportItem } from "../data/types.ts";
import { reportHref, storyHref } from "../router/links.ts";
import { counted, date, number } from "../text/format.ts";
import { Count } from "./Count.tsx";
import { Genre } from "./Genre.tsx";
import { Table, type Column } from "./Table.tsx";
import { Text } from "./Text.tsx";

const COLUMNS: readonly Column<ReportItem>[] = [
  { title: "Published", kind: "min", cell: (report) => date(report.published, true) },
  { title: "Outlet", cell: (report) => <Outlets report={report} /> },
  { title: "Report", kind: "wide", cell: (report) => <Title report={report} /> },
  { title: "Story", cell: (report) => report.story && <a href={storyHref(report.story)}>story</a>, kind: "min" },
  { title: "Words", kind: "num", cell: (report) => number(report.words) },
  { title: "Said", kind: "num", cell: (report) => <Part report={report} n={report.statements} show="said" /> },
  { title: "Events", kind: "num", cell: (report) => <Part report={report} n={report.events} show="events" /> },
  { title: "Positions", kind: "num", cell: (report) => <Part report={report} n={report.positions} show="positions" /> },
];

interface Props {
  readonly reports: readonly ReportItem[];
  readonly caption: string;
  /** All are of the story whose page this is. */
  readonly oneStory?: boolean;
}

/** Reports as a table: when, by whom, and how much was read in each. */
export function ReportTable({ reports, caption, oneStory }: Props) {
  const columns = oneStory ? COLUMNS.filter(({ title }) => title !== "Story") : COLUMNS;
  return <Table caption={caption} columns={columns} rows={reports} rowKey={(report) => report.id} />;
}

function Outlets({ report }: { report: ReportItem }) {
  const others = new Set(
    report.appearances.map((each) => each.outlet).filter((each) => each && each !== report.outlet),
  );
  return (
    <>
      <Text>{report.outlet ?? "not told"}</Text>
      {others.size > 0 && <span class="tag">and {counted(others.size, "other")}</span>}
    </>
  );
}

function Title({ report }: { report: ReportItem }) {
  return (
    <>
      <a href={reportHref(report.id)}>
        <Text>{report.title ?? "without a title"}</Text>
      </a>
      <Genre of={report.genre} />
      {report.superseded_by && <span class="tag">revised later</span>}
    </>
  );
}

function Part({ report, n, show }: { report: ReportItem; n: number; show: string }) {
  return <Count n={n} href={reportHref(report.id, null, { tab: show })} label={`${show} in ${report.title ?? "it"}`} />;
}
