import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PointText } from "../../text/codepoints.ts";
import type { Choice } from "./marks.ts";
import type { Book } from "./rows.ts";

interface OpenBook {
  readonly book: Book;
  readonly points: PointText;
  readonly choice: Choice;
}

interface Rows {
  /** The row that is chosen; empty where none is. */
  readonly picked: string;
  readonly onHover: (ids: readonly string[]) => void;
  readonly onPick: (id: string) => void;
}

export const BookContext = createContext<OpenBook | null>(null);
export const RowsContext = createContext<Rows>({ picked: "", onHover: () => undefined, onPick: () => undefined });

/** The report that is open. */
export function useBook(): OpenBook {
  const book = useContext(BookContext);
  if (!book) throw new Error("There is no report above this component.");
  return book;
}

export function useRows(): Rows {
  return useContext(RowsContext);
}
