interface Props {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly onChange: (from: string, to: string) => void;
}

/** Two dates, either of which may be open. A range the wrong way round is turned. */
export function DateRange({ title, from, to, onChange }: Props) {
  const set = (a: string, b: string) => (a && b && a > b ? onChange(b, a) : onChange(a, b));
  return (
    <fieldset class="dates">
      <legend>{title}</legend>
      <label>
        from <input type="date" value={from} onChange={(event) => set(event.currentTarget.value, to)} />
      </label>
      <label>
        to <input type="date" value={to} onChange={(event) => set(from, event.currentTarget.value)} />
      </label>
      {(from || to) && (
        <button type="button" class="quiet" onClick={() => onChange("", "")}>
          any time
        </button>
      )}
    </fieldset>
  );
}
