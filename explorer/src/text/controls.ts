/** Characters that change how text is laid out without being seen: shown by name, never obeyed. */

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  "\u061c": ["ALM", "Arabic letter mark"],
  "\u200e": ["LRM", "left-to-right mark"],
  "\u200f": ["RLM", "right-to-left mark"],
  "\u202a": ["LRE", "left-to-right embedding"],
  "\u202b": ["RLE", "right-to-left embedding"],
  "\u202c": ["PDF", "end of embedding"],
  "\u202d": ["LRO", "left-to-right override"],
  "\u202e": ["RLO", "right-to-left override"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first strong isolate"],
  "\u2069": ["PDI", "end of isolate"],
};

const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export interface Piece {
  readonly text: string;
  /** Short and long name where the piece is a control character. */
  readonly control?: readonly [string, string];
}

/** The text in pieces; most texts are one. */
export function pieces(text: string): Piece[] {
  if (!CONTROLS.test(text)) return [{ text }];
  return text
    .split(/([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/)
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, control: NAMES[piece] }));
}

/** A name in a tooltip, a label or a drawing: on one line, and no longer than can be read there. */
export function shortLine(text: string, most = 160): string {
  const line = plainLine(text.slice(0, 8 * most));
  const points = Array.from(line);
  return points.length > most ? `${points.slice(0, most - 1).join("")}…` : line;
}

/** For places that take text only (titles, copied citations): without control characters, on one line. */
export function plainLine(text: string): string {
  return text.replace(new RegExp(CONTROLS, "g"), "").replace(/\s+/g, " ").trim();
}
