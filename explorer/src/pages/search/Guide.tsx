import { Count } from "../../components/Count.tsx";
import { Section } from "../../components/Section.tsx";
import { api } from "../../data/api-client.ts";
import { useData } from "../../data/use.ts";
import { countedHref, searchHref } from "../../router/links.ts";

const WRITE: readonly (readonly [string, string])[] = [
  ["grain deal", "both words"],
  ['"grain deal"', "the phrase"],
  ["missil*", "words that begin so"],
  ["tanks OR jets", "either"],
  ["tanks -water", "the first without the second"],
  ["(tanks OR jets) denied", "parentheses"],
];

const BEGIN: readonly (readonly [string, string])[] = [
  ["What unnamed sources said", searchHref({ in: "statements", anonymity: "unnamed" })],
  ["What was denied", searchHref({ in: "statements", stance: "denies" })],
  ["What is planned", searchHref({ in: "events", modality: "planned" })],
  ["What was promised or threatened", searchHref({ in: "events", modality: ["promised", "threatened"] })],
  ["Who forbids something", searchHref({ in: "positions", stance: "forbids" })],
];

/** What the search page shows before anything is asked: how to write, and where one might begin. */
export function Guide() {
  const counts = useData(api.archive()).data?.counts;
  return (
    <div class="columns even">
      <Section title="How to write it">
        <dl class="guide">
          {WRITE.map(([text, means]) => (
            <>
              <dt>
                <a href={searchHref({ q: text })}>
                  <code>{text}</code>
                </a>
              </dt>
              <dd>{means}</dd>
            </>
          ))}
        </dl>
        <p class="soft">Case and accents make no difference; words are not brought to a base form.</p>
      </Section>
      <Section title="Or begin with">
        <ul class="begin">
          {BEGIN.map(([title, to]) => (
            <li data-item>
              <a href={to}>{title}</a>
            </li>
          ))}
          {counts && (
            <li data-item>
              <Count n={counts.events.count} of="event" href={countedHref(counts.events.url)} /> and{" "}
              <Count n={counts.reports.count} of="report" href={countedHref(counts.reports.url)} />, in order
            </li>
          )}
        </ul>
      </Section>
    </div>
  );
}
