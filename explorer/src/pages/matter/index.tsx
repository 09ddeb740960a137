import { useEffect, useRef, useState } from "preact/hooks";
import { Page } from "../../app/Page.tsx";
import { Whole } from "../../app/Whole.tsx";
import { Count } from "../../components/Count.tsx";
import { ActorNames } from "../../components/Events.tsx";
import { Fold } from "../../components/Fold.tsx";
import { Answer, Empty } from "../../components/States.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { HeldItem, HolderHistory, MatterView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { storyHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery, useRoute } from "../../router/use.ts";
import { counted, date } from "../../text/format.ts";
import { Clocks, spanOf } from "./Clocks.tsx";
import { Held } from "./Held.tsx";
import { Known } from "./Known.tsx";
import { keyOf, laterCount, laterOf } from "./later.ts";
import { anchor, Sides } from "./Sides.tsx";
import { Changes, Otherwise, Told } from "./Told.tsx";
import "./matter.css";

/** A matter: what position each holder had on it, by what was known on a day. */
export default function MatterPage() {
  const id = useRoute().id ?? "";
  const [query] = useQuery();
  const known = one(query, "known");
  // Days are asked for by the path, so that a site of plain files has them too.
  const all = useData(id ? api.matter(id) : null);
  const then = useData(id && known ? api.matterKnown(id, known) : null);
  return (
    <Whole of={id ? all : null} what="matter" others={["#/matters", "The positions in this archive"]}>
      {(matter) => (
        <Page
          title={matter.label}
          about={matter.key}
          kicker={<a href="#/matters">Positions</a>}
          facts={<Facts matter={matter} />}
        >
          <div class="matter-page">
            <Known days={matter.known} known={known} />
            {known ? (
              <Answer of={then} what="what was known then">
                {(view) => (
                  <>
                    <Later all={matter} known={view} />
                    <Holders matter={view} all={matter} />
                  </>
                )}
              </Answer>
            ) : (
              <Holders matter={matter} all={matter} />
            )}
          </div>
        </Page>
      )}
    </Whole>
  );
}

/** How much of what is known today had not been reported on the chosen day. */
function Later({ all, known }: { all: MatterView; known: MatterView }) {
  const [, change] = useQuery();
  const positions = laterCount(all, known);
  return (
    <p class="soft later-note" role="status">
      {positions === 0 ? (
        "No position was reported after that day."
      ) : (
        <>
          <button type="button" class="quiet" onClick={() => change({ known: null })}>
            {counted(positions, "position")}
          </button>{" "}
          {positions === 1 ? "was" : "were"} reported after that day and {positions === 1 ? "does" : "do"} not count
          here.
        </>
      )}
    </p>
  );
}

function Facts({ matter: { story, reports } }: { matter: MatterView }) {
  return (
    <>
      <span>
        in the story{" "}
        <a href={storyHref(story.id)}>
          <Text>{story.title}</Text>
        </a>
      </span>
      <span>
        told by <Count n={reports.length} of="report" href={storyHref(story.id, { tab: "reports" })} />
      </span>
    </>
  );
}

function Holders({ matter, all }: { matter: MatterView; all: MatterView }) {
  const listed = matter.holders.filter((holder) => holder.history.length + holder.positions.length > 0);
  if (listed.length === 0) {
    return (
      <Empty title="Nothing was known of it yet.">No report of that day or an earlier one tells a position.</Empty>
    );
  }
  const end = matter.known_on ?? matter.known.at(-1) ?? null;
  const span = spanOf([...listed, ...all.holders], end);
  return (
    <>
      <Sides holders={listed} />
      {listed.map((holder, at) => (
        <Holder
          key={keyOf(holder)}
          holder={holder}
          span={span}
          later={laterOf(holder, all, matter.known_on)}
          first={at === 0}
        />
      ))}
    </>
  );
}

interface HolderProps {
  readonly holder: HolderHistory;
  readonly span: readonly [number, number];
  readonly later: readonly HeldItem[];
  /** The first of the page tells how to read the drawings. */
  readonly first: boolean;
}

function Holder({ holder, span, later, first }: HolderProps) {
  const section = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => {
    if (chosen === null) return;
    const row = section.current?.querySelector<HTMLElement>("tr[data-chosen]");
    row?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const last = holder.history.at(-1);
  return (
    <section class="part holder" id={anchor(holder)} ref={section}>
      <div class="heading">
        <h2>
          <ActorNames actors={[holder.actor]} />
        </h2>
        {last && (
          <p class="beside">
            <b class={`side is-${last.side}`}>{last.stance}</b> since {date(last.since)}
          </p>
        )}
      </div>
      {holder.history.length > 0 ? (
        <>
          <Clocks
            history={holder.history}
            span={span}
            name={holder.actor.name}
            shifts={holder.shifts}
            later={later}
            explained={first}
            chosen={chosen}
            onChoose={(row) => setChosen(row === chosen ? null : row)}
          />
          <Held history={holder.history} chosen={chosen} />
        </>
      ) : (
        <p class="soft">What was told of it does not add up to a position that was held.</p>
      )}
      <Changes holder={holder} />
      <Otherwise told={holder.contradicted_by} />
      {holder.positions.length > 0 && (
        <Fold title={`${counted(holder.positions.length, "position")} as reported`}>
          {() => <Told positions={holder.positions} />}
        </Fold>
      )}
    </section>
  );
}
