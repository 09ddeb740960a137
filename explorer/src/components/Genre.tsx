import type { ReportItem } from "../data/types.ts";

const WORDS: Readonly<Record<NonNullable<ReportItem["genre"]>, readonly [string, string]>> = {
  opinion: ["opinion", "An opinion piece: what it says is its author's view."],
  transcript: ["transcript", "A transcript: the words are those of the speakers."],
};

/** What kind of text a report is, where it is no plain news. */
export function Genre({ of }: { of: ReportItem["genre"] | undefined }) {
  if (!of) return null;
  const [name, means] = WORDS[of];
  return (
    <span class={`tag genre is-${of}`} title={means}>
      {name}
    </span>
  );
}
