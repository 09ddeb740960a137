import { Answer, Empty } from "../../../components/States.tsx";
import { Evidence } from "../../../components/Evidence.tsx";
import { Text } from "../../../components/Text.tsx";
import { api } from "../../../data/api-client.ts";
import type { PairView, PassagesView, StoryView } from "../../../data/types.ts";
import { useData } from "../../../data/use.ts";
import { one } from "../../../router/route.ts";
import { useQuery } from "../../../router/use.ts";
import { counted, date } from "../../../text/format.ts";
import { shortLine } from "../../../text/controls.ts";
import { reportNames } from "../names.ts";
import { directionWords, LABEL, named } from "../words.ts";
import { Both } from "./Both.tsx";

/** Two reports side by side, with what they share. */
export function Compare({ story }: { story: StoryView }) {
  const passages = useData(api.passages(story.id));
  if (story.reports.length < 2) return <Empty title="There is only one report: nothing to compare it with." />;
  return (
    <Answer of={passages} what="what the reports share">
      {(data) => <Chosen data={data} story={story} />}
    </Answer>
  );
}

function Chosen({ data, story }: { data: PassagesView; story: StoryView }) {
  const [query, change] = useQuery();
  const [a, b] = chosenPair(data.pairs, story, one(query, "a"), one(query, "b"));
  const names = reportNames(story.reports);
  const found = data.pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));
  const pair = found && (found.a === a ? found : turnedPair(found));
  return (
    <div class="compare">
      <Pairs
        pairs={data.pairs}
        names={names}
        chosen={found}
        onChoose={(each) => change({ a: each.a, b: each.b, nr: null })}
      />
      <div class="pickers filters">
        <Picker label="Left" value={a} other={b} story={story} onPick={(id) => change({ a: id, b, nr: null })} />
        <Picker label="Right" value={b} other={a} story={story} onPick={(id) => change({ a, b: id, nr: null })} />
      </div>
      {pair ? (
        <Verdict pair={pair} a={names.get(a) ?? "left"} b={names.get(b) ?? "right"} />
      ) : (
        <p class="verdict">These two share no passage, and neither credits the other.</p>
      )}
      <Both a={a} b={b} passages={pair?.passages ?? []} names={names} />
    </div>
  );
}

/** The pair asked for; else the one that shares most; else the first two reports. */
function chosenPair(pairs: readonly PairView[], story: StoryView, a: string, b: string): [string, string] {
  const known = new Set(story.reports.map((report) => report.id));
  if (known.has(a) && known.has(b) && a !== b) return [a, b];
  const best = [...pairs].sort((x, y) => y.share_a + y.share_b - x.share_a - x.share_b)[0];
  return best ? [best.a, best.b] : [story.reports[0]?.id ?? "", story.reports[1]?.id ?? ""];
}

function turnedPair(pair: PairView): PairView {
  const direction = { a_from_b: "b_from_a", b_from_a: "a_from_b", common_source: "common_source" } as const;
  return {
    ...pair,
    a: pair.b,
    b: pair.a,
    share_a: pair.share_b,
    share_b: pair.share_a,
    direction: pair.direction && direction[pair.direction],
    passages: pair.passages.map((each) => ({ ...each, a: each.b, b: each.a })),
    reasons: pair.reasons.map((each) => ({ ...each, text: swapped(each.text), a: each.b, b: each.a })),
  };
}

function swapped(text: string): string {
  return text.replace(/^(a|b)(?=\s|'s)/, (which) => (which === "a" ? "b" : "a"));
}

interface PairsProps {
  readonly pairs: readonly PairView[];
  readonly names: ReadonlyMap<string, string>;
  readonly chosen: PairView | undefined;
  readonly onChoose: (pair: PairView) => void;
}

function Pairs({ pairs, names, chosen, onChoose }: PairsProps) {
  const listed = [...pairs].sort((x, y) => y.share_a + y.share_b - x.share_a - x.share_b).slice(0, 8);
  if (listed.length === 0) return null;
  return (
    <ul class="pairs filters" aria-label="Pairs that share most">
      {listed.map((pair) => (
        <li>
          <button type="button" aria-pressed={pair === chosen} onClick={() => onChoose(pair)}>
            <Text>{names.get(pair.a) ?? "report"}</Text> / <Text>{names.get(pair.b) ?? "report"}</Text>{" "}
            <span class="soft">
              {pair.share_a + pair.share_b > 0 ? share(Math.max(pair.share_a, pair.share_b)) : pair.label}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface PickerProps {
  readonly label: string;
  readonly value: string;
  readonly other: string;
  readonly story: StoryView;
  readonly onPick: (id: string) => void;
}

function Picker({ label, value, other, story, onPick }: PickerProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {story.reports.map((report) => (
          <option value={report.id} selected={report.id === value} disabled={report.id === other}>
            {shortLine(
              `${report.outlet ?? "outlet not told"}, ${date(report.published, true)}: ${report.title ?? "without a title"}`,
            )}
          </option>
        ))}
      </select>
    </label>
  );
}

function Verdict({ pair, a, b }: { pair: PairView; a: string; b: string }) {
  return (
    <div class="verdict">
      <p>
        <strong>
          <Text>{directionWords(pair, a, b)}</Text>
        </strong>
        : {LABEL[pair.label]}. {counted(pair.passages.length, "passage")} in both; {share(pair.share_a)} of the left
        text and {share(pair.share_b)} of the right.
      </p>
      <details>
        <summary>Why: {counted(pair.reasons.length, "reason")}</summary>
        <ul>
          {pair.reasons.map((reason) => (
            <li>
              <Text>{named(reason.text, a, b)}</Text>
              {reason.a && <Evidence {...reason.a} />}
              {reason.b && <Evidence {...reason.b} />}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function share(part: number): string {
  return part > 0 && part < 0.01 ? "under 1%" : `${Math.round(part * 100)}%`;
}
