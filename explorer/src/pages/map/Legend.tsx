import { STANDINGS, StandingShape, type Standing } from "../../components/Modality.tsx";
import { useQuery } from "../../router/use.ts";
import { toggled } from "../../router/route.ts";

const WORDS: Readonly<Record<Standing, string>> = {
  done: "happened",
  ongoing: "going on",
  planned: "planned, promised, asked for",
  possible: "possible",
  denied: "denied",
};

/** What the shapes mean, as tick boxes: none ticked shows all. */
export function Legend({ chosen }: { chosen: readonly string[] }) {
  const [query, change] = useQuery();
  return (
    <fieldset class="legend">
      <legend class="unseen">Which events</legend>
      {STANDINGS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            onChange={() => change({ standing: toggled(query, "standing", kind) })}
          />
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <StandingShape standing={kind} size={5.5} />
          </svg>
          {WORDS[kind]}
        </label>
      ))}
    </fieldset>
  );
}
