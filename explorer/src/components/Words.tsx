import { useEffect, useState } from "preact/hooks";

/** A box for words to narrow a list by; asks on Enter and when it is left. */
export function Words({ label, asked, onAsk }: { label: string; asked: string; onAsk: (words: string) => void }) {
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const ask = () => text.trim() !== asked && onAsk(text.trim());
  return (
    <form
      class="words"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <label>
        {label}
        <input value={text} onInput={(event) => setText(event.currentTarget.value)} onBlur={ask} />
      </label>
    </form>
  );
}
