import { Page } from "../../app/Page.tsx";
import { Whole } from "../../app/Whole.tsx";
import { Count } from "../../components/Count.tsx";
import { Section } from "../../components/Section.tsx";
import { EmptyArchive } from "../../components/EmptyArchive.tsx";
import { Table } from "../../components/Table.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { ArchiveView, CoderItem, OutletItem, PositionItem } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { countedHref, searchHref } from "../../router/links.ts";
import { dates, number } from "../../text/format.ts";
import { Limits } from "./Limits.tsx";
import "./about.css";

/** What is in the archive, what has read it, and what the reading cannot do. */
export default function ArchivePage() {
  const archive = useData(api.archive());
  return (
    <Whole of={archive} what="archive" others={["#/", "Stories"]}>
      {(data) => (
        <Page
          title={data.name}
          kicker="Archive"
          facts={data.first && <span>published {dates(data.first, data.last)}</span>}
        >
          <div class="about-page">
            <Holds archive={data} />
            <div class="columns even">
              <Outlets outlets={data.outlets} named={data.counts.outlets} />
              <div>
                <Coders archive={data} />
                <Limits />
              </div>
            </div>
          </div>
        </Page>
      )}
    </Whole>
  );
}

/** All that positions can be: a search that any position meets. */
const STANCES: readonly PositionItem["stance"][] = [
  "permits",
  "forbids",
  "requires",
  "supports",
  "opposes",
  "commits",
  "refuses",
  "considers",
  "hesitates",
  "demands",
  "threatens",
];

function Holds({ archive: { counts } }: { archive: ArchiveView }) {
  const listed = [
    [counts.reports, "reports"],
    [counts.stories, "stories"],
    [counts.events, "events"],
    [counts.actors, "actors"],
    [counts.matters, "matters of positions"],
  ] as const;
  const told = [
    [counts.statements, "statements", searchHref({ in: "statements", anonymity: ["named", "unnamed", "unspecified"] })],
    [counts.positions, "positions", searchHref({ in: "positions", stance: STANCES })],
    [counts.words, "words, by report", "#/reports"],
  ] as const;
  return (
    <dl class="holds">
      {listed.map(([{ count, url }, title]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <Count n={count} href={countedHref(url)} label={title} />
          </dd>
        </div>
      ))}
      {told.map(([count, title, to]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <Count n={count} href={to} label={title} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Outlets({ outlets, named }: { outlets: readonly OutletItem[]; named: number }) {
  return (
    <Section title="Outlets" aside={number(named)}>
      {outlets.length === 0 ? (
        <EmptyArchive />
      ) : (
        <Table
          caption="Outlets and their reports"
          rows={outlets}
          rowKey={(outlet) => outlet.name ?? ""}
          columns={[
            { title: "Outlet", kind: "wide", cell: ({ name }) => <Text>{name ?? "no outlet is known"}</Text> },
            {
              title: "Reports",
              kind: "num",
              cell: ({ name, reports }) => (
                <Count
                  n={reports.count}
                  href={countedHref(reports.url)}
                  label={`reports from ${name ?? "no outlet"}`}
                />
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Coders({ archive }: { archive: ArchiveView }) {
  return (
    <Section title="What has read it" aside={`served by onrecord ${archive.onrecord}, records are ${archive.schema}`}>
      {archive.coders.length === 0 && <p class="soft">Nothing yet.</p>}
      <ul class="coders">
        {archive.coders.map((coder) => (
          <Coder key={`${coder.version} ${coder.weights ?? ""}`} coder={coder} />
        ))}
      </ul>
      {archive.coders.filter((coder) => coder.current > 0).length > 1 && (
        <p class="soft">
          Several versions have read these reports, and may differ. <code>onrecord reread</code> reads all with the
          present one.
        </p>
      )}
    </Section>
  );
}

function Coder({ coder }: { coder: CoderItem }) {
  const parts = [
    ["weights", coder.weights],
    ["gazetteer", coder.gazetteer],
    ["own event types", coder.ontology],
  ] as const;
  return (
    <li>
      onrecord {coder.version}: <Count n={coder.current} of="present record" href="#/reports" />
      {parts.map(
        ([name, hash]) =>
          hash && (
            <span key={name} class="hash">
              {name} <code title={hash}>{hash.slice(0, 12)}</code>
            </span>
          ),
      )}
    </li>
  );
}
