import { useId } from "preact/hooks";
import { useQuery } from "../../router/use.ts";
import { date } from "../../text/format.ts";

/** The slider over days of publication: what stands below is what reports of that day and earlier ones told. */
export function Known({ days, known }: { days: readonly string[]; known: string }) {
  const [, change] = useQuery();
  const id = useId();
  if (days.length < 2) return null;
  const last = days.length - 1;
  const at = known ? Math.max(0, days.indexOf(known)) : last;
  const words = known ? date(known) : `${date(days[last])}, all of it`;
  const set = (to: number) => change({ known: to >= last ? null : days[to] }, true);
  return (
    <div class="known sheet">
      <label for={id}>
        Known on <output for={id}>{words}</output>
      </label>
      <div class="slide">
        <button type="button" onClick={() => set(at - 1)} disabled={at === 0} aria-label="The day before">
          ‹
        </button>
        <input
          id={id}
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-valuetext={words}
          onInput={(event) => set(Number(event.currentTarget.value))}
        />
        <button type="button" onClick={() => set(at + 1)} disabled={at === last} aria-label="The day after">
          ›
        </button>
      </div>
      <p class="soft">Only what had been reported by then counts. Days on which nothing was reported are left out.</p>
    </div>
  );
}
