import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

/** A button that opens a small panel below it. Escape, a click elsewhere and following a link close it. */
export function Menu({ title, children }: { title: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const close = () => setOpen(false);
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      close();
      button.current?.focus();
    };
    const away = (event: Event) => box.current?.contains(event.target as Node) || close();
    addEventListener("keydown", key);
    addEventListener("pointerdown", away);
    addEventListener("hashchange", close);
    return () => {
      removeEventListener("keydown", key);
      removeEventListener("pointerdown", away);
      removeEventListener("hashchange", close);
    };
  }, [open]);
  return (
    <div class="menu" ref={box}>
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {title}
      </button>
      {open && (
        <div class="panel" id={id}>
          {children}
        </div>
      )}
    </div>
  );
}
