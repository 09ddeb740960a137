import { useEffect, useRef, useState } from "preact/hooks";
import { AttributionChain, type Link } from "../../components/Chain.tsx";
import { Choice } from "../../components/Choice.tsx";
import { CopyCitation } from "../../components/CopyCitation.tsx";
import { Evidence } from "../../components/Evidence.tsx";
import { Answer, Empty } from "../../components/States.tsx";
import { Text } from "../../components/Text.tsx";
import { api } from "../../data/api-client.ts";
import type { AccountView, ChainView, ClaimView, StoryView } from "../../data/types.ts";
import { useData } from "../../data/use.ts";
import { reportHref, storyHref } from "../../router/links.ts";
import { one } from "../../router/route.ts";
import { useQuery } from "../../router/use.ts";
import { counted, number } from "../../text/format.ts";
import { reportNames } from "./names.ts";
import { ORIGIN_KIND, originWords } from "./words.ts";

type Which = "all" | "several" | "single" | "denied";

const WHICH: Readonly<Record<Which, (claim: ClaimView) => boolean>> = {
  all: () => true,
  several: (claim) => claim.independent > 1,
  single: (claim) => claim.independent <= 1 && claim.reports.length > 1,
  denied: (claim) => claim.denied_by.length > 0 || claim.denied,
};

const PAGE = 40;

/** What the reports claim, and on how many independent origins each claim rests. */
export function Claims({ story }: { story: StoryView }) {
  const claims = useData(api.claims(story.id));
  return (
    <Answer of={claims} what="who has what from whom">
      {(data) => <ClaimList claims={data.claims} story={story} />}
    </Answer>
  );
}

function ClaimList({ claims, story }: { claims: readonly ClaimView[]; story: StoryView }) {
  const [query, change] = useQuery();
  const [many, setMany] = useState(PAGE);
  const asked = one(query, "of");
  const which: Which = asked in WHICH ? (asked as Which) : "all";
  const open = one(query, "claim");
  const names = reportNames(story.reports);
  const found = claims.filter((claim) => WHICH[which](claim) || claim.id === open);
  const shown = found.filter((claim, at) => at < many || claim.id === open);
  const option = (kind: Which, title: string) =>
    [kind, `${title} ${number(claims.filter(WHICH[kind]).length)}`] as const;
  if (claims.length === 0) return <Empty title="No claim was found in these reports." />;
  return (
    <>
      <Choice
        label="Which claims"
        options={[
          option("all", "all"),
          option("several", "several origins"),
          option("single", "several reports, one origin"),
          option("denied", "denied"),
        ]}
        chosen={which}
        onChoose={(value) => change({ of: value === "all" ? null : value, claim: null })}
      />
      {found.length === 0 && <Empty title="No claim of this kind." />}
      <ol class="claims">
        {shown.map((claim) => (
          <Claim
            key={claim.id}
            claim={claim}
            story={story}
            names={names}
            open={claim.id === open}
            onOpen={(yes) => change({ claim: yes ? claim.id : null }, true)}
          />
        ))}
      </ol>
      {shown.length < found.length && (
        <button type="button" onClick={() => setMany(many + PAGE)}>
          {number(found.length - shown.length)} more
        </button>
      )}
    </>
  );
}

interface ClaimProps {
  readonly claim: ClaimView;
  readonly story: StoryView;
  readonly names: ReadonlyMap<string, string>;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

function Claim({ claim, story, names, open, onOpen }: ClaimProps) {
  const entry = useRef<HTMLLIElement>(null);
  // Only a link leads to a claim that is open already: it is what was asked for.
  useEffect(() => {
    if (open) entry.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <li ref={entry} class={claim.denied_by.length > 0 ? "claim is-denied" : "claim"} data-item tabIndex={-1}>
      <button type="button" class="head-button" aria-expanded={open} onClick={() => onOpen(!open)}>
        <span class="origins" data-many={claim.independent > 1 || undefined}>
          <b>{number(claim.independent)}</b> {claim.independent === 1 ? "origin" : "origins"}
        </span>
        <span class="what">
          <span class="words">
            <Text>{claim.text}</Text>
          </span>
          <span class="soft">
            {counted(claim.reports.length, "report")}
            <Standing claim={claim} />
          </span>
        </span>
      </button>
      {open && <Proof claim={claim} story={story} names={names} />}
    </li>
  );
}

function Standing({ claim }: { claim: ClaimView }) {
  return (
    <>
      {claim.negated && <span class="tag">says it is not so</span>}
      {claim.denied && <span class="tag">told as a denial</span>}
      {claim.asked && <span class="tag">asked for, not told as fact</span>}
      {claim.denied_by.length > 0 && (
        <span class="tag alarm">
          denied by{" "}
          {[...new Set(claim.denied_by.map((denial) => denial.source))].map((source, at) => (
            <>
              {at > 0 && ", "}
              <Text>{source}</Text>
            </>
          ))}
        </span>
      )}
    </>
  );
}

function Proof({ claim, story, names }: Omit<ClaimProps, "open" | "onOpen">) {
  return (
    <div class="proof">
      <div>
        <h2>Where it begins: {counted(claim.independent, "independent origin")}</h2>
        <Origins claim={claim} names={names} />
        {claim.not_counted.length > 0 && (
          <>
            <h2>Not counted, and why</h2>
            {claim.not_counted.map((reason) => (
              <Because text={reason.text} quote={reason.quote} />
            ))}
          </>
        )}
        {claim.denied_by.length > 0 && (
          <>
            <h2>Who denies it</h2>
            {claim.denied_by.map((denial) => (
              <Because text={denial.source} quote={denial.quote} />
            ))}
          </>
        )}
        <p>
          <a href={storyHref(story.id, { tab: "sources", claim: claim.id })}>Show it in the source graph</a>
        </p>
      </div>
      <div>
        <h2>Who tells it: {counted(claim.accounts.length, "report")}</h2>
        {claim.accounts.map((account) => (
          <Account account={account} claim={claim} names={names} />
        ))}
      </div>
    </div>
  );
}

function Because({ text, quote }: { text: string; quote: ClaimView["quote"] }) {
  return (
    <div class="because">
      <p>
        <Text>{text}</Text>
      </p>
      <Evidence {...quote} />
    </div>
  );
}

function Origins({ claim, names }: Pick<ClaimProps, "claim" | "names">) {
  if (claim.origins.length === 0) return <p class="soft">No report tells where it has it from.</p>;
  return (
    <ol class="origin-list">
      {claim.origins.map((origin) => (
        <li>
          <p class="name">
            <Text>{originWords(origin)}</Text>
          </p>
          <p class="soft">
            {ORIGIN_KIND[origin.kind]}; {counted(origin.reports.length, "report")}{" "}
            {origin.reports.length === 1 ? "leads" : "lead"} to it:{" "}
            {origin.reports.map((id, at) => (
              <>
                {at > 0 && ", "}
                <a href={reportHref(id)}>
                  <Text>{names.get(id) ?? "report"}</Text>
                </a>
              </>
            ))}
            {origin.possibly_same.length > 0 && "; may be the same as another origin here"}
          </p>
          {origin.evidence.map((reason) => (
            <Because text={reason.text} quote={reason.quote} />
          ))}
        </li>
      ))}
    </ol>
  );
}

interface AccountProps {
  readonly account: AccountView;
  readonly claim: ClaimView;
  readonly names: ReadonlyMap<string, string>;
}

function Account({ account, claim, names }: AccountProps) {
  const number = new Map(claim.origins.map((origin, at) => [origin.id, at + 1]));
  return (
    <div class="account">
      {account.quotes.map((quote) => (
        <Evidence {...quote} bare />
      ))}
      {account.chains.map((chain) => (
        <p class="way">
          <AttributionChain links={linksOf(account.report, chain, names)} />{" "}
          <span class="soft">{chain.origin ? `→ origin ${number.get(chain.origin) ?? "?"}` : "(adds no origin)"}</span>
        </p>
      ))}
      {account.chains.length === 0 && (
        <p class="way">
          <AttributionChain
            links={[{ name: names.get(account.report) ?? "report", role: "outlet", report: account.report }]}
          />{" "}
          <span class="soft">does not tell on whose word</span>
        </p>
      )}
      {account.quotes[0] && <CopyCitation {...account.quotes[0]} />}
    </div>
  );
}

/** The links of a chain: the report's outlet, then whoever each step credits. */
export function linksOf(report: string, chain: ChainView, names: ReadonlyMap<string, string>): Link[] {
  const links: Link[] = [{ name: names.get(report) ?? "report", role: "outlet", report }];
  let outlet = names.get(report)?.split(", ")[0] ?? "";
  for (const step of chain.steps) {
    if (step.outlet && step.outlet !== outlet) {
      links.push({
        name: step.outlet,
        role: "agency",
        report: step.target ?? step.quote?.report,
        span: step.target ? null : step.quote?.span,
      });
      outlet = step.outlet;
    }
    if (step.source)
      links.push({
        name: step.source,
        role: "source",
        report: step.quote?.report ?? step.report,
        span: step.quote?.span,
      });
  }
  return links;
}
