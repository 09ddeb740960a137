import type { ComponentChildren } from "preact";

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** "num" sets figures to the right; "wide" takes what room there is, "third" a third; "min" as little as it needs. */
  readonly kind?: "num" | "wide" | "third" | "min";
}

interface Props<Row> {
  /** What the table is about; read out, and shown above it where `title` is set. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The row that is chosen, by key; chosen by click, Enter or hover where the functions are given. */
  readonly chosen?: string | null;
  readonly onChoose?: (row: Row) => void;
  readonly onHover?: (row: Row | null) => void;
  readonly showCaption?: boolean;
}

/** A table whose rows are gone through with j and k. At 360 px every row becomes a small card with its column titles. */
export function Table<Row>({ caption, columns, rows, rowKey, chosen, onChoose, onHover, showCaption }: Props<Row>) {
  return (
    <table class={onChoose ? "table choosable" : "table"}>
      <caption class={showCaption ? undefined : "unseen"}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.kind}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <tr
              key={key}
              data-item
              tabIndex={-1}
              data-chosen={chosen === key || undefined}
              onClick={onChoose && ((event) => fromLink(event) || onChoose(row))}
              onKeyDown={
                onChoose && ((event) => event.key === "Enter" && event.target === event.currentTarget && onChoose(row))
              }
              onMouseEnter={onHover && (() => onHover(row))}
              onMouseLeave={onHover && (() => onHover(null))}
            >
              {columns.map((column) => (
                <td class={column.kind} data-title={column.title}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function fromLink(event: Event): boolean {
  return event.target instanceof Element && event.target.closest("a, button, input, label, summary") !== null;
}
