import type { Factuality } from "../data/record.ts";

const TOLD: Readonly<Record<Factuality, readonly [string, number]>> = {
  "CT+": ["told as certain", 3],
  "PR+": ["told as probable", 2],
  "PS+": ["told as possible", 1],
  "CT-": ["told as not so", 3],
  "PR-": ["told as probably not so", 2],
  "PS-": ["told as possibly not so", 1],
  Uu: ["certainty not told", 0],
};

/** The words for a factuality value. */
export function certaintyWords(value: Factuality): string {
  return TOLD[value][0];
}

interface Props {
  /** How sure the teller is (FactBank). */
  readonly factuality?: Factuality;
  /** How sure the reading is, 0 to 1. */
  readonly confidence?: number;
  /** Whether the reading is sure enough to be shown as a fact. */
  readonly shown?: boolean;
}

/** How certain it is told to be (bars, struck through where it is told not to be so), and how sure the reading is. */
export function Certainty({ factuality, confidence, shown = true }: Props) {
  return (
    <span class="certainty">
      {factuality && <Told value={factuality} />}
      {!shown && (
        <span class="unsure" title={percent(confidence)}>
          unsure reading
        </span>
      )}
      {shown && !factuality && confidence !== undefined && <span class="sure">{percent(confidence)}</span>}
    </span>
  );
}

function Told({ value }: { value: Factuality }) {
  const [words, bars] = TOLD[value];
  const negative = value.endsWith("-");
  return (
    <span class="told">
      <svg class="bars" width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
        {[0, 1, 2].map((bar) => (
          <rect x={1 + bar * 5} y={8 - bar * 3} width="3.4" height={4 + bar * 3} class={bar < bars ? "on" : "off"} />
        ))}
        {negative && <path d="M0 11.5 16 .5" class="strike" />}
      </svg>
      {words}
    </span>
  );
}

function percent(confidence: number | undefined): string {
  return confidence === undefined ? "the reading is not sure" : `${Math.round(confidence * 100)}% sure reading`;
}
