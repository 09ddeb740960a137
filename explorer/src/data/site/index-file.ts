/** The file `search.json` of a site: everything that can be found, with its values. */

export interface FoundReport {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly uri: string | null;
  readonly story: string | null;
  readonly genre?: "opinion" | "transcript" | null;
  readonly text: string;
}

export interface FoundValue {
  readonly facet: string;
  readonly value: string;
  readonly label: string;
  readonly filter: string | null;
  readonly filter_value: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** Id in the record, report (index), start, end (code points), who, values (indexes). */
export type Unit = readonly [string, number, number, number, string, readonly number[]];

export interface SearchIndex {
  readonly reports: readonly FoundReport[];
  readonly values: readonly FoundValue[];
  readonly statements: readonly Unit[];
  readonly events: readonly Unit[];
  readonly positions: readonly Unit[];
  /** Whole reports. */
  readonly units: readonly Unit[];
}
