import type { ComponentChildren } from "preact";
import { api } from "../data/api-client.ts";
import { useData } from "../data/use.ts";
import { Empty } from "./States.tsx";

/** An archive without reports: how to put some in. */
export function EmptyArchive() {
  return (
    <Empty title="There are no reports in this archive yet.">
      Add some with <code>onrecord add FILES --archive FILE</code>, then load this page again.
    </Empty>
  );
}

/** An empty list: for want of reports, by the filters that are set, or because nothing of the kind was read. */
export function EmptyList({ what, filtered, children }: EmptyListProps) {
  const archive = useData(api.archive()).data;
  if (archive?.counts.reports.count === 0) return <EmptyArchive />;
  if (filtered) return <Empty title={`There are no such ${what}.`}>Take a filter out, or widen it.</Empty>;
  return <Empty title={`No ${what} were found in the reports of this archive.`}>{children}</Empty>;
}

interface EmptyListProps {
  /** What is listed, in the plural: "matters". */
  readonly what: string;
  /** Whether filters are set that could be taken out. */
  readonly filtered: boolean;
  readonly children?: ComponentChildren;
}
