import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Text } from "../components/Text.tsx";
import { shortLine } from "../text/controls.ts";
import { opening } from "../text/format.ts";

/** A title of more letters is cut; the page has it whole below. */
const TITLE = 300;

interface Props {
  readonly title: string;
  /** A line above the title: what kind of page it is. */
  readonly kicker?: ComponentChildren;
  /** Facts below the title. */
  readonly facts?: ComponentChildren;
  /** What identifies what is shown: when it changes, the focus goes to the title. Leave out for the first page. */
  readonly about?: string;
  readonly children: ComponentChildren;
}

/** A page: sets the window's title, shows the heading, and takes the focus to it after a link was followed. */
export function Page({ title, kicker, facts, about, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${shortLine(title)} · onrecord`;
  }, [title]);
  useEffect(() => {
    if (followed()) heading.current?.focus({ preventScroll: true });
  }, [about]);
  return (
    <article class="page">
      <header class="head">
        {kicker && <p class="kicker">{kicker}</p>}
        <h1 ref={heading} tabIndex={-1}>
          <Text>{opening(title, TITLE)}</Text>
        </h1>
        {facts && <div class="facts">{facts}</div>}
      </header>
      {children}
    </article>
  );
}

/** True when a link on these pages led here: on the very first page the focus stays where the browser put it. */
let visited = 0;
export function countVisit(): void {
  visited += 1;
}
function followed(): boolean {
  return visited > 1 && !(document.activeElement instanceof HTMLInputElement);
}
