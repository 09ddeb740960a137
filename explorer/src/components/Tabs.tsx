import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

export interface Tab {
  readonly key: string;
  readonly title: ComponentChildren;
  readonly panel: () => ComponentChildren;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** Tabs after the ARIA pattern: arrows, Home and End choose; only the chosen panel is made. */
export function Tabs({ label, tabs, chosen, onChoose }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const now = Math.max(
    0,
    tabs.findIndex((tab) => tab.key === chosen),
  );
  const go = (event: KeyboardEvent) => {
    const to = target(event.key, now, tabs.length);
    const tab = to === null ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    onChoose(tab.key);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to ?? 0]?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={go}>
        {tabs.map((tab, at) => (
          <button
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={at === now}
            aria-controls={at === now ? `${id}-panel` : undefined}
            tabIndex={at === now ? 0 : -1}
            onClick={() => onChoose(tab.key)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tabs[now]?.key ?? ""}`} tabIndex={0}>
        {tabs[now]?.panel()}
      </div>
    </div>
  );
}

function target(key: string, now: number, count: number): number | null {
  if (key === "ArrowRight") return (now + 1) % count;
  if (key === "ArrowLeft") return (now + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
