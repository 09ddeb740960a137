import { queryString, type Resource, type Source } from "./source.ts";

/** Answers kept: enough to go back and forth through a session without asking again. */
const KEPT = 200;

interface Entry {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
  value?: unknown;
  done: boolean;
}

/** Asks a source, keeps answers, asks once for what several want, and takes back what nobody waits for any more. */
export class Cache {
  readonly #entries = new Map<string, Entry>();

  constructor(readonly source: Source) {}

  /** The answer if it is here already. */
  peek<T>(wanted: Resource<T>): T | undefined {
    const entry = this.#entries.get(keyOf(wanted));
    return entry?.done ? (entry.value as T) : undefined;
  }

  get<T>(wanted: Resource<T>, signal: AbortSignal): Promise<T> {
    const key = keyOf(wanted);
    const entry = this.#entries.get(key) ?? this.#ask(key, wanted);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (!entry.done) this.#watch(key, entry, signal);
    return entry.promise as Promise<T>;
  }

  forget<T>(wanted: Resource<T>): void {
    this.#entries.delete(keyOf(wanted));
  }

  clear(): void {
    this.#entries.clear();
  }

  #ask<T>(key: string, wanted: Resource<T>): Entry {
    const controller = new AbortController();
    const promise = this.source.get(wanted.path, wanted.params, controller.signal);
    const entry: Entry = { promise, controller, waiting: 0, done: false };
    promise.then(
      (value) => {
        entry.value = value;
        entry.done = true;
        this.#trim();
      },
      () => this.#entries.delete(key),
    );
    return entry;
  }

  #watch(key: string, entry: Entry, signal: AbortSignal): void {
    entry.waiting += 1;
    const leave = () => {
      entry.waiting -= 1;
      if (entry.waiting > 0 || entry.done) return;
      this.#entries.delete(key);
      entry.controller.abort();
    };
    signal.addEventListener("abort", leave, { once: true });
  }

  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= KEPT) return;
      this.#entries.delete(key);
    }
  }
}

export function keyOf<T>(wanted: Resource<T>): string {
  return `${wanted.path}?${queryString(wanted.params)}`;
}
