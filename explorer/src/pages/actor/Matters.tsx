import { Choice } from "../../components/Choice.tsx";
import { Evidence } from "../../components/Evidence.tsx";
import { Answer, Empty } from "../../components/States.tsx";
import { Change } from "../../components/Change.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { ActorMatter, ActorView } from "../../data/types.ts";
import { usePages } from "../../data/use.ts";
import { Bands } from "./Bands.tsx";
import { matterHref, storyHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { counted, date, dates, number } from "../../text/format.ts";

const PAGE = 50;

/** The actor's positions, matter by matter, in the order in which they were reported, and what changed. */
export function Matters({ actor }: { actor: ActorView }) {
  const [query, change] = useQuery();
  const [from, to, stance] = [one(query, "from"), one(query, "to"), one(query, "stance")];
  const found = usePages(api.actorMatters(actor.id, { limit: PAGE, from, to, stance }));
  if (actor.held.count === 0) return <Empty title="No report tells a position of it." />;
  return (
    <Answer of={found} what="the positions">
      {(first) => {
        const pages = found.pages.length > 0 ? found.pages : [first];
        const matters = pages.flatMap((page) => page.matters);
        return (
          <>
            {(from || to || stance) && (
              <p role="status">
                {counted(first.positions, "position")}
                {stance && `: ${stance}`}
                {(from || to) && `, published ${dates(from || to, to)}`}{" "}
                <button type="button" class="quiet" onClick={() => change({ from: null, to: null, stance: null })}>
                  all positions
                </button>
              </p>
            )}
            <Listed matters={matters} stances={actor.stances} />
            <p class="pager" role="status">
              {number(matters.length)} of {counted(first.total, "matter")}
              {pages.at(-1)?.cursor != null && (
                <button type="button" onClick={found.more} disabled={found.loading}>
                  {found.loading ? "Asking…" : "Show more"}
                </button>
              )}
            </p>
          </>
        );
      }}
    </Answer>
  );
}

interface Props {
  readonly matters: readonly ActorMatter[];
  readonly stances: Readonly<Record<string, number>>;
}

function Listed({ matters, stances }: Props) {
  const [query, change] = useQuery();
  const options = Object.entries(stances).sort((a, b) => b[1] - a[1]);
  return (
    <>
      <Choice
        label="Position"
        options={[["", "all"], ...options.map(([name, count]) => [name, `${name} ${count}`] as const)]}
        chosen={one(query, "stance")}
        onChoose={(stance) => change({ stance: stance || null })}
      />
      <Bands matters={matters} />
      <ol class="matters">
        {matters.map((each) => (
          <Matter key={each.key} matter={each} />
        ))}
      </ol>
    </>
  );
}

function Matter({ matter }: { matter: ActorMatter }) {
  return (
    <li data-item>
      <h2>
        <a href={matterHref(matter.key)}>
          <Text>{matter.label}</Text>
        </a>
      </h2>
      <p class="soft">
        in{" "}
        <a href={storyHref(matter.story.id)}>
          <Text>{matter.story.title}</Text>
        </a>
      </p>
      {matter.positions.map((position) => (
        <div class="taken" key={`${position.report} ${position.id}`}>
          <b>{position.stance}</b>
          <div>
            {position.evidence.slice(0, 1).map((quote) => (
              <Evidence {...quote} />
            ))}
          </div>
        </div>
      ))}
      {matter.shifts.map((shift) => (
        <div class="taken shift">
          <b>
            {shift.direction}
            {shift.day && <span class="soft"> {date(shift.day)}</span>}
          </b>
          <div>
            <Change shift={shift} positions={matter.positions} />
            {shift.evidence.slice(0, 1).map((quote) => (
              <Evidence {...quote} />
            ))}
          </div>
        </div>
      ))}
    </li>
  );
}
