import { shortLine } from "../text/controls.ts";
import { counted, number } from "../text/format.ts";

interface Props {
  readonly n: number;
  /** What is counted, singular: "report". Without it the number stands alone and `label` says what it is. */
  readonly of?: string;
  readonly plural?: string;
  /** Where all that is counted can be seen. */
  readonly href: string;
  readonly label?: string;
  readonly capped?: boolean;
}

/** A number that opens what it counts; nought opens nothing. */
export function Count({ n, of, plural, href, label, capped }: Props) {
  const words = `${capped ? "over " : ""}${of ? counted(n, of, plural) : number(n)}`;
  if (n === 0) return <span class="count none">{words}</span>;
  return (
    <a class="count" href={href} aria-label={label ? `${words} ${shortLine(label)}` : undefined}>
      {words}
    </a>
  );
}
