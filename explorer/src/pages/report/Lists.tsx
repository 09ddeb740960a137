import { useState, type Dispatch, type StateUpdater } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Certainty } from "../../components/Certainty.tsx";
import { AttributionChain } from "../../components/Chain.tsx";
import { Modality, standing } from "../../components/Modality.tsx";
import { Empty } from "../../components/States.tsx";
import { Text } from "../../components/Text.tsx";
import type { Attribution, Event, Position, Shift } from "../../data/record.ts";
import { actorHref, mapHref, matterHref } from "../../router/links.ts";
import { date, number, words } from "../../text/format.ts";
import { useBook, useRows } from "./context.ts";
import { shownEvent } from "./marks.ts";
import { Row } from "./Row.tsx";
import { chainOf, hull } from "./rows.ts";

const PAGE = 40;

interface ListProps<Item> {
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly none: string;
  readonly row: (item: Item) => ComponentChildren;
}

/** Rows, the first of them, with a button for more; what is chosen is always there. */
function List<Item>({ items, idOf, none, row }: ListProps<Item>) {
  const [many, setMany]: [number, Dispatch<StateUpdater<number>>] = useState(PAGE);
  const { picked } = useRows();
  if (items.length === 0) return <Empty title={none}>Unsure readings may be switched on above the text.</Empty>;
  const shown = items.filter((item, at) => at < many || picked === idOf(item));
  return (
    <>
      <ol class="rows">{shown.map(row)}</ol>
      {shown.length < items.length && (
        <button type="button" onClick={() => setMany(many + PAGE)}>
          {number(items.length - shown.length)} more
        </button>
      )}
    </>
  );
}

function ActorName({ id }: { id: string }) {
  const { book } = useBook();
  const name = <Text>{book.actorNames.get(id) ?? "not told who"}</Text>;
  const entity = book.view.entities[id];
  return entity ? (
    <a class="own" href={actorHref(entity)}>
      {name}
    </a>
  ) : (
    name
  );
}

function Names({ ids }: { ids: readonly string[] }) {
  return (
    <>
      {ids.map((id, at) => (
        <>
          {at > 0 && ", "}
          <ActorName id={id} />
        </>
      ))}
    </>
  );
}

/** On whose word: the chain of each attribution. */
function Chains({ ids }: { ids: readonly string[] }) {
  const { book } = useBook();
  const found = ids.flatMap((id) => book.attributions.get(id) ?? []);
  return (
    <>
      {found.map((each) => (
        <span class="chain-line">
          <AttributionChain links={chainOf(book, each)} />
        </span>
      ))}
    </>
  );
}

export function KeyPoints() {
  const { book, choice } = useBook();
  const points = book.record.keypoints.map((point, at) => ({ point, id: `point-${at}` }));
  return (
    <List
      items={points.filter(({ point }) => point.shown || choice.unsure)}
      idOf={({ id }) => id}
      none="No key points were found in this report."
      row={({ point, id }) => (
        <Row
          key={id}
          id={id}
          span={point.spans[0] ?? null}
          words={point.detail}
          look={point.shown ? "point" : "point is-unsure"}
          head={<b>{point.factor}</b>}
          foot={
            <>
              <Chains ids={point.attributions} />
              {!point.shown && <span class="unsure">found elsewhere in the lead</span>}
            </>
          }
        />
      )}
    />
  );
}

export function Statements() {
  const { book, choice } = useBook();
  return (
    <List
      items={book.record.attributions.filter((each) => each.shown || choice.unsure)}
      idOf={(each) => each.id}
      none="Nobody is quoted in this report, as far as it could be read surely."
      row={(each) => <Statement key={each.id} statement={each} />}
    />
  );
}

const QUOTED: Readonly<Record<Attribution["quotation"], string>> = {
  direct: "word for word",
  indirect: "in the report's words",
  mixed: "partly word for word",
};

function Statement({ statement }: { statement: Attribution }) {
  const { book, points } = useBook();
  const span = hull(statement.content) ?? statement.cue;
  const said = statement.content.map(([start, end]) => points.slice(start, end)).join(" … ");
  return (
    <Row
      id={statement.id}
      span={span}
      words={said || undefined}
      look={`said${statement.shown ? "" : " is-unsure"}`}
      head={
        <>
          <span class="own-chain">
            <AttributionChain links={chainOf(book, statement)} />
          </span>{" "}
          <b class={`stance is-${statement.stance}`}>{words(statement.stance)}</b>
        </>
      }
      foot={
        <>
          <span class="soft">{QUOTED[statement.quotation]}</span>{" "}
          <Certainty confidence={statement.confidence} shown={statement.shown} />
          {statement.source.details
            .filter((detail) => detail.kind === "reason_unnamed")
            .map((detail) => (
              <span class="soft">
                {" "}
                unnamed “<Text>{detail.text}</Text>”
              </span>
            ))}
        </>
      }
    />
  );
}

export function Events() {
  const { book, choice } = useBook();
  return (
    <List
      items={book.record.events.filter((event) => shownEvent(choice, event))}
      idOf={(event) => event.id}
      none="No event of this kind was read surely in this report."
      row={(event) => <EventRow key={event.id} event={event} />}
    />
  );
}

export function EventRow({ event }: { event: Event }) {
  const { book, points } = useBook();
  const time = event.time ? book.times.get(event.time) : undefined;
  const place = event.place ? book.record.places.find((each) => each.id === event.place) : undefined;
  return (
    <Row
      id={event.id}
      span={event.trigger}
      words={points.slice(event.sentence[0], event.sentence[1])}
      look={`event is-${standing(event.modality)}${event.shown ? "" : " is-unsure"}`}
      head={
        <>
          <Modality value={event.modality} /> <b>{event.type ? words(event.type) : "no PLOVER type"}</b>
          {event.mode && <span class="soft">, {words(event.mode)}</span>} <Names ids={event.actors} />
          {event.recipients.length > 0 && " → "}
          <Names ids={event.recipients} />
        </>
      }
      foot={
        <>
          <Certainty factuality={event.factuality} confidence={event.confidence} shown={event.shown} />
          {time && <span class="soft"> · {date(time.earliest ?? time.value)}</span>}
          {place && (
            <span class="soft">
              {" · "}
              <a
                class="own"
                href={mapHref({ story: book.view.report.story, place: place.geonames ? null : undefined })}
              >
                <Text>{place.name}</Text>
              </a>
            </span>
          )}
          <Chains ids={event.attributions} />
        </>
      }
    />
  );
}

/** The row of one record, by its id. */
export function OneRow({ id }: { id: string }) {
  const { book } = useBook();
  const { record } = book;
  const statement = book.attributions.get(id);
  const event = record.events.find((each) => each.id === id);
  const position = record.positions.find((each) => each.id === id);
  const shift = record.shifts.find((each) => each.id === id);
  if (statement) return <Statement statement={statement} />;
  if (event) return <EventRow event={event} />;
  if (position) return <PositionRow position={position} />;
  return shift ? <ShiftRow shift={shift} /> : null;
}

export function Positions() {
  const { book, choice } = useBook();
  const positions = book.record.positions.filter((each) => each.shown || choice.unsure);
  const shifts = book.record.shifts.filter((each) => each.shown || choice.unsure);
  return (
    <>
      {shifts.length > 0 && (
        <>
          <h2>What changed</h2>
          <ol class="rows">
            {shifts.map((shift) => (
              <ShiftRow key={shift.id} shift={shift} />
            ))}
          </ol>
          <h2>Positions</h2>
        </>
      )}
      <List
        items={positions}
        idOf={(each) => each.id}
        none="Nobody permits, forbids, promises or threatens anything in this report, as far as it could be read surely."
        row={(each) => <PositionRow key={each.id} position={each} />}
      />
    </>
  );
}

function PositionRow({ position }: { position: Position }) {
  const { book } = useBook();
  const since = position.since ? book.times.get(position.since) : undefined;
  const until = position.until ? book.times.get(position.until) : undefined;
  const matter = book.view.matters[position.id];
  return (
    <Row
      id={position.id}
      span={position.evidence[0] ?? position.matter.span}
      look={`position${position.shown ? "" : " is-unsure"}`}
      head={
        <>
          <ActorName id={position.holder} /> <b>{words(position.stance)}</b>{" "}
          {matter ? (
            <a class="own" href={matterHref(matter)}>
              <Text>{position.matter.text}</Text>
            </a>
          ) : (
            <Text>{position.matter.text}</Text>
          )}
        </>
      }
      foot={
        <>
          {position.holding !== "present" && (
            <span class="tag">{position.holding === "past" ? "held before" : "will hold"}</span>
          )}
          {since && <span class="soft"> from {date(since.earliest ?? since.value)}</span>}
          {until && <span class="soft"> until {date(until.latest ?? until.value)}</span>}{" "}
          <Certainty confidence={position.confidence} shown={position.shown} />
          {position.scope.conditions.map((condition) => (
            <span class="soft">
              {" "}
              on condition: <Text>{condition.text}</Text>
            </span>
          ))}
          <Chains ids={position.attributions} />
        </>
      }
    />
  );
}

function ShiftRow({ shift }: { shift: Shift }) {
  const { book } = useBook();
  const stance = (id: string | null) => book.record.positions.find((each) => each.id === id);
  const [before, after] = [stance(shift.before), stance(shift.after)];
  return (
    <Row
      id={shift.id}
      span={hull(shift.evidence)}
      look={`position${shift.shown ? "" : " is-unsure"}`}
      head={
        <>
          <ActorName id={shift.holder} /> <b>{words(shift.direction)}</b>
          {before && <span class="soft"> from {words(before.stance)}</span>}
          {after && <span class="soft"> to {words(after.stance)}</span>}
        </>
      }
      words={after?.matter.text}
      foot={<Certainty confidence={shift.confidence} shown={shift.shown} />}
    />
  );
}

export function Timeline() {
  const { book, choice } = useBook();
  const events = new Map(book.record.events.map((event) => [event.id, event]));
  const entries = book.record.timeline.flatMap((entry) => {
    const event = events.get(entry.event);
    return event && shownEvent(choice, event)
      ? [{ event, time: entry.time ? book.times.get(entry.time) : undefined }]
      : [];
  });
  return (
    <List
      items={entries}
      idOf={({ event }) => event.id}
      none="No event was read surely in this report."
      row={({ event, time }) => (
        <li key={event.id} class="dated">
          <h2>{time ? date(time.earliest ?? time.value) : "no day told"}</h2>
          <ol>
            <EventRow event={event} />
          </ol>
        </li>
      )}
    />
  );
}
