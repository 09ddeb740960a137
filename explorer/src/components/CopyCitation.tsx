import { useState } from "preact/hooks";
import type { Span } from "../data/record.ts";
import { plainLine } from "../text/controls.ts";
import { date } from "../text/format.ts";

interface Props {
  readonly report: string;
  readonly span: Span;
  readonly text: string;
  readonly outlet?: string | null;
  readonly published?: string | null;
  readonly title?: string | null;
  readonly uri?: string | null;
}

/** One citation: quoted words, title, outlet, date, address, report id and characters. */
export function citation({ report, span, text, outlet, published, title, uri }: Props): string {
  const about = [title && `“${plainLine(title)}”`, outlet && plainLine(outlet), date(published)]
    .filter(Boolean)
    .join(", ");
  const where = `${report}, characters ${span[0]}–${span[1]}`;
  return `“${plainLine(text)}” ${about}. ${uri ? `${plainLine(uri)} ` : ""}[${where}]`;
}

/** A button that copies the words with all that is needed to find them again. */
export function CopyCitation(props: Props) {
  const [done, setDone] = useState<"" | "copied" | "failed">("");
  const copy = async () => {
    setDone((await copyText(citation(props))) ? "copied" : "failed");
    setTimeout(() => setDone(""), 2500);
  };
  return (
    <button type="button" class="cite" onClick={() => void copy()} title="Copy the words as a citation">
      {done === "copied" ? "copied" : done === "failed" ? "could not copy" : "cite"}
      <span class="unseen" role="status">
        {done === "copied" ? "Citation copied" : ""}
      </span>
    </button>
  );
}

/** Puts text on the clipboard; false where the browser does not let the page. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Pages without https have no clipboard of their own: the old way, over a selection. */
function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
