import { Text } from "../../components/Text.tsx";
import type { HolderHistory } from "../../data/types.ts";
import { counted, date } from "../../text/format.ts";
import { keyOf } from "./later.ts";

const SIDES = [
  ["for", "For"],
  ["open", "Open"],
  ["against", "Against"],
] as const;

/** Who stands where by the last that is known: holders that disagree are seen at once. */
export function Sides({ holders }: { holders: readonly HolderHistory[] }) {
  const last = holders.flatMap((holder) => {
    const item = holder.history.at(-1);
    return item ? [{ holder, item }] : [];
  });
  if (last.length < 2) return null;
  const split = last.some(({ item }) => item.side === "for") && last.some(({ item }) => item.side === "against");
  return (
    <>
      <p class={split ? "disagree" : "soft"}>
        {split ? "The holders disagree." : "No two holders stand against each other."}
      </p>
      <div class="sides">
        {SIDES.map(([side, title]) => {
          const here = last.filter(({ item }) => item.side === side);
          return (
            <div class={`is-${side}`} key={side}>
              <h2>
                {title} <span class="soft">{counted(here.length, "holder")}</span>
              </h2>
              <ul>
                {here.map(({ holder, item }) => (
                  <li key={keyOf(holder)}>
                    <button type="button" class="quiet" onClick={() => go(holder)}>
                      <Text>{holder.actor.name}</Text>
                    </button>{" "}
                    <span class="soft">
                      {item.stance} since {date(item.since)}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </>
  );
}

export function anchor(holder: HolderHistory): string {
  return `holder-${keyOf(holder)}`;
}

/** The hash is the route, so a link to a part of the page would leave it. */
function go(holder: HolderHistory): void {
  const part = document.getElementById(anchor(holder));
  part?.scrollIntoView();
  part?.querySelector<HTMLElement>("a, summary, [tabindex]")?.focus({ preventScroll: true });
}
