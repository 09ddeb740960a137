import type { Span } from "../data/record.ts";
import { actorHref, reportHref } from "../router/links.ts";
import { Text } from "./Text.tsx";

export interface Link {
  readonly name: string;
  readonly role: "outlet" | "agency" | "source";
  /** Unnamed sources and outlets that are only credited are set apart. */
  readonly anonymity?: "named" | "unnamed" | "unspecified";
  readonly report?: string | null;
  readonly span?: Span | null;
  /** Entity id of the actor page, where there is one. */
  readonly actor?: string | null;
}

/** Who has it from whom, the outlet first: Danube Press ← Reuters ← two officials (unnamed). */
export function AttributionChain({ links }: { links: readonly Link[] }) {
  return (
    <span class="chain">
      {links.map((link, at) => (
        <>
          {at > 0 && (
            <span class="from" title="who has it from">
              <span aria-hidden="true"> ← </span>
              <span class="unseen"> who has it from </span>
            </span>
          )}
          <span class={`link is-${link.role}${link.anonymity === "unnamed" ? " is-unnamed" : ""}`}>
            <LinkName link={link} />
            {link.anonymity === "unnamed" && <span class="tag">unnamed</span>}
          </span>
        </>
      ))}
    </span>
  );
}

function LinkName({ link }: { link: Link }) {
  const name = <Text>{link.name}</Text>;
  if (link.actor) return <a href={actorHref(link.actor)}>{name}</a>;
  return link.report ? <a href={reportHref(link.report, link.span)}>{name}</a> : name;
}
