import { Evidence } from "../../components/Evidence.tsx";
import { Fold } from "../../components/Fold.tsx";
import { Table, type Column } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import type { HeldItem, ToldItem } from "../../data/types.ts";
import { date } from "../../text/format.ts";

const VOICES: Readonly<Record<string, string>> = {
  own: "its own word",
  report: "the report's word",
  unnamed: "an unnamed source",
  other: "somebody else's word",
};

const COLUMNS: readonly Column<HeldItem>[] = [
  { title: "Held", kind: "min", cell: (item) => <Period item={item} /> },
  { title: "Position", cell: (item) => <b class={`side is-${item.side}`}>{item.stance}</b> },
  { title: "First reported", kind: "min", cell: (item) => date(item.reported, true) },
  { title: "Words", kind: "wide", cell: (item) => <Words told={item.evidence} /> },
];

/** What was held, stance after stance, with the words it rests on. */
export function Held({ history, chosen }: { history: readonly HeldItem[]; chosen: number | null }) {
  const key = (item: HeldItem) => `${history.indexOf(item)}`;
  return (
    <Table
      caption="Positions held, in order"
      columns={COLUMNS}
      rows={history}
      rowKey={key}
      chosen={chosen === null ? null : String(chosen)}
    />
  );
}

function Period({ item }: { item: HeldItem }) {
  return (
    <>
      {date(item.since)} – {item.until ? date(item.until) : "…"}
    </>
  );
}

const FEW = 2;

function Words({ told }: { told: readonly ToldItem[] }) {
  return (
    <>
      {told.slice(0, FEW).map((each) => (
        <ToldWords told={each} />
      ))}
      {told.length > FEW && (
        <Fold title={`${told.length - FEW} more that say so`}>
          {() => told.slice(FEW).map((each) => <ToldWords told={each} />)}
        </Fold>
      )}
    </>
  );
}

/** Words that tell a position, and whose word they are. */
export function ToldWords({ told }: { told: ToldItem }) {
  return (
    <div class="telling">
      <Evidence {...told.quote} />
      <p class="soft small whose">
        {VOICES[told.voice] ?? told.voice}
        {told.source && (
          <>
            {": "}
            <Text>{told.source}</Text>
          </>
        )}
        {told.kind === "denial" && ", by a denial"}
        {told.kind === "act" && ", by an act"}
        {told.planned && ", for later"}
      </p>
    </div>
  );
}
