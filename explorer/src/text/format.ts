/** Dates, numbers and names for people. Nothing here depends on the reader's zone: a date is shown as it is recorded. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NUMBER = new Intl.NumberFormat("en-GB");

export function number(value: number): string {
  return NUMBER.format(value);
}

/** "1 report", "1,204 reports". */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${number(value)} ${value === 1 ? noun : plural}`;
}

/** "12 Mar 2025", "Mar 2025", "2025"; with the time of day where `time` is set: "12 Mar 2025, 06:10". Others as they stand. */
export function date(value: string | null | undefined, time = false): string {
  if (!value) return "no date";
  const found = /^(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(value);
  if (!found) return value;
  const [, year = "", month, day, clock] = found;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  if (month && !name) return value;
  const words = [day ? String(Number(day)) : "", name ?? "", year === "XXXX" ? "" : year].filter(Boolean).join(" ");
  return time && clock ? `${words}, ${clock}` : words;
}

/** "11–14 Mar 2025", "28 Feb – 3 Mar 2025", one date where both are the same day. */
export function dates(first: string | null | undefined, last: string | null | undefined): string {
  if (!first || !last) return date(first ?? last);
  const [a, b] = [first.slice(0, 10), last.slice(0, 10)];
  if (a === b) return date(a);
  if (a.slice(0, 7) === b.slice(0, 7)) return `${Number(a.slice(8))}–${date(b)}`;
  return a.slice(0, 4) === b.slice(0, 4) ? `${date(a).replace(/ \d{4}$/, "")} – ${date(b)}` : `${date(a)} – ${date(b)}`;
}

/** The days that a time may be, as short as they allow: a year, a month, "900–999", or both ends. */
export function period(earliest: string, latest: string): string {
  const [a, b] = [earliest.slice(0, 10), latest.slice(0, 10)];
  if (a.endsWith("-01-01") && b.endsWith("-12-31")) {
    const [from, to] = [String(Number(a.slice(0, 4))), String(Number(b.slice(0, 4)))];
    return from === to ? from : `${from}–${to}`;
  }
  const whole = a.slice(0, 7) === b.slice(0, 7) && a.endsWith("-01") && Number(b.slice(8)) >= 28;
  return whole ? date(a.slice(0, 7)) : dates(a, b);
}

/** The beginning of a text that has no end in a list: a word of a million letters cannot be laid out in a table. */
export function opening(text: string, most = 200): string {
  if (text.length <= most) return text;
  const points = Array.from(text.slice(0, 2 * most + 2));
  return points.length <= most ? text : `${points.slice(0, most).join("")}…`;
}

/** An id as people can compare it: "sha256:1a2b3c4d…" becomes "1a2b3c4d". */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, "").slice(0, 8);
}

/** "PERMITS_ALL" and "asserts" as words: "permits all", "asserts". */
export function words(code: string): string {
  return code.toLowerCase().replace(/_/g, " ");
}
