import { number } from "../text/format.ts";

interface Props {
  readonly shown: number;
  readonly total: number | null;
  readonly capped?: boolean;
  readonly next: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** How much of a list is shown, and a button for more of it. */
export function Pager({ shown, total, capped, next, loading, onMore }: Props) {
  return (
    <div class="pager">
      <span role="status">
        {number(shown)}
        {total !== null && ` of ${capped ? "over " : ""}${number(total)}`} shown
      </span>
      {next && (
        <button type="button" onClick={onMore} disabled={loading}>
          {loading ? "Asking…" : "Show more"}
        </button>
      )}
    </div>
  );
}
