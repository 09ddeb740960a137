/** The records of schema onrecord/1. Spans are [start, end) in code points of the report's text. */

import type { components } from "./api.ts";

type Schemas = components["schemas"];

export type Span = readonly [number, number];
export type Factuality = Event["factuality"];
export type Modality = Event["modality"];
export type Anonymity = Source["anonymity"];
export type ReportRecord = Schemas["Record"];
export type ReportText = Schemas["Report"];
export type Actor = Schemas["Actor"];
export type Attribution = Schemas["Attribution"];
export type Chain = Schemas["Chain"];
export type Event = Schemas["Event"];
export type KeyPoint = Schemas["KeyPoint"];
export type Mention = Schemas["Mention"];
export type Place = Schemas["Place"];
export type Position = Schemas["Position"];
export type Shift = Schemas["Shift"];
export type Source = Schemas["Source"];
export type Time = Schemas["Time"];
