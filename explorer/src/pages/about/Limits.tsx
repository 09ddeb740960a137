import { Section } from "../../components/Section.tsx";

/** What a reader should know before taking any of this for a fact. */
export function Limits() {
  return (
    <Section title="What to keep in mind">
      <ul class="limits">
        <li>
          A program has read these reports, without understanding them as a person would. It misses things, and it gets
          things wrong. Before you rely on a row, open the words that it came from: every row leads there.
        </li>
        <li>
          “Told as certain” is how sure the report or its source sounds, not whether it is so. An “unsure reading” is
          one that the program itself does not trust.
        </li>
        <li>
          Independent origins are counted by what reports tell of their sources. What they do not tell cannot be
          counted: two outlets that have it from the same official look like two origins.
        </li>
        <li>
          Dates of publication are as the outlets gave them, and some are those of an update. What is not told stays
          empty.
        </li>
        <li>Persons without a public role are not followed from report to report.</li>
        <li>
          An archive shows what was put into it. What is missing here may have been reported elsewhere. What could not
          be read is listed by <code>onrecord rejects</code>.
        </li>
      </ul>
    </Section>
  );
}
