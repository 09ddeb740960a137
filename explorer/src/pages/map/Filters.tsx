import { useState } from "preact/hooks";
import { narrow } from "../../app/screen.ts";
import { DateRange } from "../../components/DateRange.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import { useData } from "../../data/use.ts";
import { many, one, toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { words } from "../../text/format.ts";
import { TYPES } from "./asked.ts";

/** What else narrows the events: days, kinds and who takes part. */
export function Filters() {
  const [query, change] = useQuery();
  return (
    <details class="filters panel" open={!narrow()}>
      <summary>Filters</summary>
      <DateRange
        title="On these days"
        from={one(query, "from")}
        to={one(query, "to")}
        onChange={(from, to) => change({ from, to })}
      />
      <ActorPicker />
      <fieldset class="facet">
        <legend>Kind of event (PLOVER)</legend>
        {TYPES.map((type) => (
          <label key={type}>
            <input
              type="checkbox"
              checked={many(query, "type").includes(type)}
              onChange={() => change({ type: toggled(query, "type", type) })}
            />
            <span class="name">{words(type)}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

const MATCHES = 8;

/** Actors by a part of their name; choosing one narrows the events to those that it takes part in. */
function ActorPicker() {
  const [, change] = useQuery();
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState("");
  const found = useData(wanted ? api.actors({ q: wanted, limit: MATCHES }) : null);
  const ask = (event: Event) => {
    event.preventDefault();
    setWanted(text.trim());
  };
  const choose = (id: string) => {
    setWanted("");
    change({ actor: id });
  };
  return (
    <form class="words" onSubmit={ask}>
      <label>
        Who takes part
        <input value={text} placeholder="a name, then Enter" onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {wanted && (
        <ul class="matches" role="status">
          {found.data?.actors.map((actor) => (
            <li key={actor.id}>
              <button type="button" class="quiet" onClick={() => choose(actor.id)}>
                <Text>{actor.name}</Text>
              </button>
            </li>
          ))}
          {found.data?.actors.length === 0 && <li class="soft">No actor has such a name.</li>}
          {found.error && <li class="soft">{found.error.message}</li>}
        </ul>
      )}
    </form>
  );
}
