/** What a revision changed, paragraph by paragraph. */

export type Change = { readonly kind: "same" | "gone" | "new"; readonly text: string };

/** The paragraphs of two texts in order: those in both, those gone, those new (longest common subsequence). */
export function changes(before: string, after: string): Change[] {
  const [a, b] = [lines(before), lines(after)];
  const longest = table(a, b);
  const found: Change[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [gone, fresh] = [a[i], b[j]];
    if (gone !== undefined && gone === fresh) {
      found.push({ kind: "same", text: gone });
      i += 1;
      j += 1;
    } else if (gone !== undefined && (fresh === undefined || at(longest, i + 1, j) >= at(longest, i, j + 1))) {
      found.push({ kind: "gone", text: gone });
      i += 1;
    } else {
      found.push({ kind: "new", text: fresh ?? "" });
      j += 1;
    }
  }
  return found;
}

function lines(text: string): string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== "");
}

function table(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (row) row[j] = a[i] === b[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  }
  return rows;
}

function at(rows: readonly Uint32Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
