import { Choice } from "../../components/Choice.tsx";
import { Count } from "../../components/Count.tsx";
import { ActorNames } from "../../components/Events.tsx";
import { Table, type Column } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import { Words } from "../../components/Words.tsx";
import { api } from "../../data/api-client.ts";
import type { MatterItem } from "../../data/types.ts";
import { matterHref, storyHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { dates, opening } from "../../text/format.ts";
import { Listed, useAsked } from "../lists/Listed.tsx";

/** Holders named in one row; the matter's own page has them all. */
const FEW = 4;

const ORDERS = [
  ["reports", "most reports"],
  ["outlets", "most outlets"],
  ["changes", "most changes"],
] as const;

const COLUMNS: readonly Column<MatterItem>[] = [
  { title: "Matter", kind: "third", cell: (matter) => <Label matter={matter} /> },
  { title: "Who takes which position", kind: "wide", cell: (matter) => <Holders matter={matter} /> },
  { title: "Told", kind: "min", cell: (matter) => dates(matter.first, matter.last) },
  { title: "Outlets", kind: "num", cell: (matter) => <Number matter={matter} n={matter.outlets} of="outlets" /> },
  { title: "Positions", kind: "num", cell: (matter) => <Number matter={matter} n={matter.positions} of="positions" /> },
  { title: "Changes", kind: "num", cell: (matter) => <Number matter={matter} n={matter.shifts} of="changes" /> },
];

/** What positions are about, those that most reports tell of first unless asked otherwise. */
export default function MattersPage() {
  const [query, change] = useQuery();
  return (
    <Listed
      title="Positions"
      noun={["matter", "matters"]}
      resource={api.matters(useAsked())}
      hidden={["q", "sort"]}
      above={
        <div class="filters across">
          <Words label="Words of the matter or the holder" asked={one(query, "q")} onAsk={(q) => change({ q })} />
          <Choice
            label="Order"
            options={ORDERS}
            chosen={one(query, "sort") || "reports"}
            onChoose={(sort) => change({ sort: sort === "reports" ? null : sort })}
          />
        </div>
      }
    >
      {(pages) => (
        <Table
          caption={`Matters, those with the ${ORDERS.find(([sort]) => sort === one(query, "sort"))?.[1] ?? "most reports"} first`}
          columns={COLUMNS}
          rows={pages.flatMap((page) => page.matters)}
          rowKey={(matter) => matter.key}
        />
      )}
    </Listed>
  );
}

function Label({ matter }: { matter: MatterItem }) {
  return (
    <>
      <a href={matterHref(matter.key)}>
        <Text>{opening(matter.label)}</Text>
      </a>
      <p class="soft small">
        in <a href={storyHref(matter.story.id)}>{<Text>{matter.story.title}</Text>}</a>
      </p>
    </>
  );
}

function Holders({ matter }: { matter: MatterItem }) {
  const more = matter.holders.length - FEW;
  return (
    <ul>
      {matter.holders.slice(0, FEW).map((holder) => (
        <li>
          <ActorNames actors={[holder.actor]} /> <b>{holder.stance}</b>
        </li>
      ))}
      {more > 0 && (
        <li>
          <a href={matterHref(matter.key)}>and {more} more</a>
        </li>
      )}
    </ul>
  );
}

function Number({ matter, n, of }: { matter: MatterItem; n: number; of: string }) {
  return <Count n={n} href={matterHref(matter.key)} label={`${of} on ${matter.label}`} />;
}
