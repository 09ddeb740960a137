import type { StatementItem } from "../data/types.ts";
import { storyHref } from "../router/links.ts";
import { words } from "../text/format.ts";
import { Certainty } from "./Certainty.tsx";
import { Evidence } from "./Evidence.tsx";
import { Table, type Column } from "./Table.tsx";
import { Text } from "./Text.tsx";

const COLUMNS: readonly Column<StatementItem>[] = [
  { title: "Source", cell: (each) => <SourceName item={each} /> },
  { title: "Does", cell: (each) => `${words(each.stance)}${each.quotation === "direct" ? ", word for word" : ""}` },
  { title: "What", kind: "wide", cell: (each) => each.quotes.map((quote) => <Evidence {...quote} />) },
  {
    title: "Reading",
    kind: "min",
    cell: (each) => (
      <>
        <Certainty confidence={each.confidence} shown={each.shown} />
        {each.story && (
          <>
            {" "}
            <a href={storyHref(each.story)}>story</a>
          </>
        )}
      </>
    ),
  },
];

/** Statements as a table: on whose word, what the source does, and the words. */
export function StatementTable({ statements, caption }: { statements: readonly StatementItem[]; caption: string }) {
  return <Table caption={caption} columns={COLUMNS} rows={statements} rowKey={(each) => `${each.report} ${each.id}`} />;
}

function SourceName({ item }: { item: StatementItem }) {
  return (
    <>
      <Text>{item.source ?? "not told who"}</Text>
      {item.anonymity === "unnamed" && <span class="tag">unnamed</span>}
    </>
  );
}
