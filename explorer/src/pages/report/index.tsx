import { useEffect, useMemo, useRef } from "preact/hooks";
import { Page } from "../../app/Page.tsx";
import { narrow } from "../../app/screen.ts";
import { Whole } from "../../app/Whole.tsx";
import { AnnotatedText, standOut } from "../../components/AnnotatedText.tsx";
import { Genre } from "../../components/Genre.tsx";
import { Tabs, type Tab } from "../../components/Tabs.tsx";
import { api } from "../../data/api-client.ts";
import type { ReportView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { parseSpan } from "../../router/links.ts";
import { many, one, type Query } from "../../router/route.ts";
import { useQuery, useRoute } from "../../router/use.ts";
import { pointText } from "../../text/codepoints.ts";
import { shortId } from "../../text/format.ts";
import { About } from "./About.tsx";
import { BookContext, RowsContext } from "./context.ts";
import { Facts } from "./Facts.tsx";
import { Layers } from "./Layers.tsx";
import { Events, KeyPoints, OneRow, Positions, Statements, Timeline } from "./Lists.tsx";
import { FIRST, LAYERS, marksOf, type Choice } from "./marks.ts";
import { bookOf, kindOf, spanOf } from "./rows.ts";
import { Selected } from "./Selected.tsx";
import "./report.css";

/** One report: its text with what was read marked in it, and the rows of the record beside it. */
export default function ReportPage() {
  const { id } = useRoute();
  const report = useData(id ? api.report(id) : null);
  return (
    <Whole of={id ? report : null} what="report" others={["#/reports", "The reports of this archive"]}>
      {(view) => <Report key={view.report.id} view={view} />}
    </Whole>
  );
}

const TABS: readonly Tab[] = [
  { key: "points", title: "Key points", panel: () => <KeyPoints /> },
  { key: "said", title: "Said", panel: () => <Statements /> },
  { key: "events", title: "Events", panel: () => <Events /> },
  { key: "positions", title: "Positions", panel: () => <Positions /> },
  { key: "timeline", title: "Timeline", panel: () => <Timeline /> },
  { key: "about", title: "About", panel: () => <About /> },
];

function Report({ view }: { view: ReportView }) {
  const [query, change] = useQuery();
  const book = useMemo(() => bookOf(view), [view]);
  const points = useMemo(() => pointText(view.record.report.text), [view]);
  const asked = JSON.stringify([many(query, "show"), many(query, "standing"), one(query, "unsure")]);
  const choice = useMemo(() => choiceOf(query), [asked]);
  const marks = useMemo(() => marksOf(book, choice), [book, choice]);
  const picked = one(query, "pick");
  const active = useMemo(() => (picked ? [picked] : []), [picked]);
  const target = parseSpan(one(query, "at"));
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const tab = one(query, "tab") || (kindOf(picked) ?? "points");

  const toText = (id: string) => {
    const span = spanOf(book, id);
    change({ pick: id, at: span ? `${span[0]}-${span[1]}` : null, tab }, true);
    if (narrow()) box.current?.scrollIntoView({ block: "start" });
  };
  const toRows = (ids: readonly string[]) => {
    const id = ids.find((each) => kindOf(each) === tab) ?? ids.find((each) => kindOf(each));
    if (id) change({ pick: id, at: null, tab: kindOf(id) }, true);
  };
  // On the elements themselves, as in the text: to make a long page anew at every move of the pointer takes too long.
  const light = (ids: readonly string[]) => {
    const now = ids.length > 0 ? ids : active;
    standOut(box.current, now);
    chooseRows(rows.current, now);
  };
  const rowsOf = { picked, onHover: light, onPick: toText };
  useEffect(() => reveal(rows.current, picked), [picked, tab]);
  return (
    <BookContext.Provider value={{ book, points, choice }}>
      <Page
        title={view.report.title ?? `Report ${shortId(view.report.id)}, without a title`}
        about={view.report.id}
        kicker={
          <>
            Report <Genre of={view.report.genre} />
          </>
        }
        facts={<Facts view={view} />}
      >
        <div class="report-page columns text">
          <div class="text-side" ref={box}>
            <Layers />
            <AnnotatedText
              text={view.record.report.text}
              marks={marks}
              active={active}
              onActive={light}
              onPick={toRows}
              target={target}
            />
            <Selected box={box} />
            {picked && kindOf(picked) !== "points" && narrow() && (
              <RowsContext.Provider value={rowsOf}>
                <div class="picked-card noprint" role="region" aria-label="What is marked there">
                  <ol>
                    <OneRow id={picked} />
                  </ol>
                  <button type="button" onClick={() => change({ pick: null, at: null }, true)}>
                    close
                  </button>
                </div>
              </RowsContext.Provider>
            )}
          </div>
          <div class="row-side" ref={rows}>
            <RowsContext.Provider value={rowsOf}>
              <Tabs
                label="What the report says"
                tabs={TABS}
                chosen={tab}
                onChoose={(key) => change({ tab: key, pick: null, at: null }, true)}
              />
            </RowsContext.Provider>
          </div>
        </div>
      </Page>
    </BookContext.Provider>
  );
}

/** What is to be shown, from the address. */
function choiceOf(query: Query): Choice {
  const asked = many(query, "show");
  return {
    layers: asked.length > 0 ? LAYERS.map(([layer]) => layer).filter((layer) => asked.includes(layer)) : FIRST,
    unsure: one(query, "unsure") === "1",
    standings: many(query, "standing"),
  };
}

/** Marks the rows of what stands out in the text. */
function chooseRows(box: HTMLElement | null, ids: readonly string[]): void {
  for (const row of box?.querySelectorAll<HTMLElement>("[data-row]") ?? []) {
    row.toggleAttribute("data-chosen", ids.includes(row.dataset["row"] ?? ""));
  }
}

/** Brings the chosen row into view inside its own column; the text beside it stays where it is. */
function reveal(box: HTMLElement | null, id: string): void {
  if (!box || !id) return;
  const row = box.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  if (!row) return;
  if (narrow()) return;
  const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
}
