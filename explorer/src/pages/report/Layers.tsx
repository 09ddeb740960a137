import { STANDINGS, StandingShape } from "../../components/Modality.tsx";
import { toggled } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { number } from "../../text/format.ts";
import { useBook } from "./context.ts";
import { LAYERS, shownEvent, type Layer } from "./marks.ts";

/** What is marked in the text: by kind, by how events stand to the world, and by how sure the reading is. */
export function Layers() {
  const { book, choice } = useBook();
  const [query, change] = useQuery();
  const { record } = book;
  const counts: Readonly<Record<Layer, number>> = {
    said: record.attributions.filter((each) => each.shown || choice.unsure).length,
    events: record.events.filter((event) => shownEvent(choice, event)).length,
    positions: record.positions.filter((each) => each.shown || choice.unsure).length,
    actors: record.actors.length,
    places: record.places.length,
    times: record.times.length,
  };
  const flip = (layer: Layer) => {
    const next = choice.layers.includes(layer)
      ? choice.layers.filter((each) => each !== layer)
      : [...choice.layers, layer];
    change({ show: next.length > 0 ? next : "none" }, true);
  };
  return (
    <div class="layers filters">
      <div class="toggles" role="group" aria-label="Mark in the text">
        {LAYERS.map(([layer, title]) => (
          <button
            type="button"
            class={`layer is-${layer}`}
            aria-pressed={choice.layers.includes(layer)}
            onClick={() => flip(layer)}
          >
            <span class="swatch" aria-hidden="true" /> {title} <span class="soft">{number(counts[layer])}</span>
          </button>
        ))}
      </div>
      <div class="toggles" role="group" aria-label="Of these">
        {STANDINGS.map((kind) => (
          <button
            type="button"
            aria-pressed={choice.standings.includes(kind)}
            onClick={() => change({ standing: toggled(query, "standing", kind) }, true)}
          >
            <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
              <StandingShape standing={kind} size={5} />
            </svg>{" "}
            {kind}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={choice.unsure}
          onClick={() => change({ unsure: choice.unsure ? null : "1" }, true)}
        >
          unsure readings too
        </button>
      </div>
    </div>
  );
}
