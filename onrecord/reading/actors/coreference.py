"""Which mentions mean the same actor: names, appositions, definite descriptions and pronouns.

In the manner of the sieves of Raghunathan et al. (2010): sure links first (same name, apposition), then part of a
name, then role, then what the model links a description to, then pronouns by salience (recency and grammatical role,
Lappin and Leass 1994), which finds as many as the model's links do and errs less. Where nothing fits a pronoun stays
unresolved.
"""

from collections.abc import Sequence

from onrecord.knowledge.actors import HIGHEST
from onrecord.reading.actors.appositions import pairs_of_one
from onrecord.reading.actors.clusters import Cluster
from onrecord.reading.actors.linking import clash, fits, is_acronym, is_part, linked_before, speakers, told_sentences
from onrecord.reading.actors.mentions import HYPHENS, POSSESSIVES, Candidate, is_agent, is_possessed, preposition
from onrecord.reading.actors.nominals import relative_antecedent
from onrecord.reading.actors.seats import Seats
from onrecord.reading.actors.words import (
    AGENCIES,
    COLLECTIVE,
    COUNTRY_NOUNS,
    DEFINITE,
    FOLLOWERS,
    LAWMAKERS,
    LOCAL_NOUNS,
    NAMING,
    NEW,
    OFFICES,
    OTHER,
    PARTIAL,
    RIVALS,
    SAME_OFFICE,
    SEATS,
    SECTORS_OF_NOUN,
    SORTS,
    STAFF,
    STATE_NOUNS,
)
from onrecord.reading.analysis import Analysis

_LOOK_BACK = 3
_RECENT = 40


def cluster(
    analysis: Analysis,
    names: Sequence[Candidate],
    nominals: Sequence[Candidate],
    pronouns: Sequence[Candidate],
    quoted: Sequence[bool],
    home: str | None,
    seats: Seats,
) -> list[Cluster]:
    """The actors behind the mentions, in the order of their first mention.

    `quoted` tells for each word whether it stands in quotation marks, `home` is the country the report is about,
    `seats` are the countries in which its sentences are set.
    """
    resolver = _Resolver(analysis, quoted, home, seats)
    resolver.link_names(names)
    resolver.link_appositions(nominals)
    resolver.read(sorted([*names, *nominals, *pronouns], key=lambda c: (c.words[0], c.words[1])))
    return sorted(resolver.clusters, key=lambda c: min(m.words for m in c.members))


class _Resolver:
    def __init__(self, analysis: Analysis, quoted: Sequence[bool], home: str | None, seats: Seats) -> None:
        self.analysis = analysis
        self.quoted = quoted
        self.home = home
        self.seats = seats
        self.clusters: list[Cluster] = []
        self._of_head: dict[int, Cluster] = {}
        self._states: dict[str, Cluster] = {}
        self._recent: list[tuple[Candidate, Cluster]] = []
        self._speaker_of = speakers(analysis)
        self._told = told_sentences(analysis, quoted)
        self._before = linked_before(analysis)

    # names

    def link_names(self, names: Sequence[Candidate]) -> None:
        """Put names that mean the same together; longer names first, so that a surname finds its full name."""
        ordered = sorted(names, key=lambda c: (-len(c.key.split(" ")), c.words))
        for name in ordered:
            if name.kind in ("government", "capital") and name.entry is None and name.country == name.key:
                if name.acts:
                    self._join(self._state(name.country or name.key), name)
                continue
            known = self._person(name) if name.kind == "person" else self._organization(name)
            self._join(known or self._new(name.kind), name)

    def _state(self, country: str) -> Cluster:
        if country not in self._states:
            self._states[country] = self._new("state")
            self._states[country].country = country
        return self._states[country]

    def _new(self, kind: str) -> Cluster:
        made = Cluster(kind)
        self.clusters.append(made)
        return made

    def _join(self, target: Cluster, candidate: Candidate) -> None:
        target.add(candidate)
        self._of_head[candidate.head] = target
        self._of_head[self.analysis.head_of(candidate.core)] = target

    def _person(self, name: Candidate) -> Cluster | None:
        """The person whose name this is or is a part of, the nearest before it where several are."""
        words = name.key.casefold().split(" ")
        fitting = [
            c
            for c in self.clusters
            if c.kind == "person" and not clash(c.gender, name.gender) and is_part(words, c.names[0].key.casefold())
        ]
        if name.office is not None and len(words) == 1:
            holders = [c for c in fitting if any(m.office == name.office for m in c.names)]
            fitting = holders if holders or name.office in HIGHEST else fitting
        before = [c for c in fitting if min(m.words for m in c.members) < name.words]
        if before:
            return max(before, key=lambda c: max(m.words for m in c.members if m.words < name.words))
        return fitting[0] if len(fitting) == 1 else None

    def _organization(self, name: Candidate) -> Cluster | None:
        for known in self.clusters:
            if known.kind in ("person", "state"):
                continue
            if any(m.key == name.key for m in known.names):
                return known
            if known.entry is not None and name.entry is None and self._is_short_for(name, known):
                return known
            if name.entry is not None or known.entry is not None:
                if is_acronym(self.analysis.slice(name.core), self._text(known)) and not (name.entry and known.entry):
                    return known
                continue
            if is_acronym(self.analysis.slice(name.core), self._text(known)):
                return known
            if is_part(name.key.casefold().split(" "), known.names[0].key.casefold()) and len(name.key) > 3:
                return known
        return None

    def _is_short_for(self, name: Candidate, known: Cluster) -> bool:
        """Whether "the Commission" means the European Commission, named before."""
        word = name.core[0]
        single = name.core[1] - word == 1 and word > 0 and self.analysis.forms[word - 1].lower() == "the"
        before = known.names[0].words < name.words
        return single and before and self._text(known).split()[-1] == self.analysis.forms[word]

    def _text(self, known: Cluster) -> str:
        return self.analysis.slice(known.names[0].core)

    # appositions

    def link_appositions(self, nominals: Sequence[Candidate]) -> None:
        """Join role nouns to the name beside them: "Rossi, the foreign minister"; "Rossi is foreign minister"."""
        by_head = {n.head: n for n in nominals}
        named = [m for c in self.clusters for m in c.names]
        for a, b in pairs_of_one(self.analysis, named, nominals):
            for noun, name in ((a, b), (b, a)):
                nominal, target = by_head.get(noun), self._of_head.get(name)
                if nominal is not None and target is not None and noun not in self._of_head and fits(target, nominal):
                    self._join(target, nominal)
                    break

    # reading from left to right

    def read(self, candidates: Sequence[Candidate]) -> None:
        """Resolve descriptions and pronouns in text order."""
        for candidate in candidates:
            target = self._of_head.get(candidate.head)
            if target is None or candidate not in target.members:
                target = self._resolve(candidate) if candidate.form != "name" else None
                if target is None:
                    continue
                self._join(target, candidate)
            if candidate.form == "nominal" and target.kind == "person" and target.owner is None:
                owner = self._owner(candidate)
                served = owner is not None and owner.kind != "person" and candidate.key.split(" ")[-1] not in RIVALS
                target.owner = owner if served else None
            self._recent.append((candidate, target))

    def _resolve(self, candidate: Candidate) -> Cluster | None:
        if candidate.form == "nominal":
            return self._described(candidate) or self._linked(candidate) or self._owned(candidate)
        if candidate.kind == "relative":
            antecedent = relative_antecedent(self.analysis, candidate.head)
            return self._of_head.get(antecedent) if antecedent is not None else None
        if candidate.kind == "speaker":
            return self._first_person(candidate)
        return None if self._means_something_else(candidate) else self._pronoun(candidate)

    def _means_something_else(self, pronoun: Candidate) -> bool:
        """Whether the model links "they" to what is no actor: "the trucks"."""
        before = [h for h in self._before.get(pronoun.head, ()) if self.analysis.upos[h] != "PRON"]
        return pronoun.number == "plural" and bool(before) and not any(head in self._of_head for head in before)

    def _linked(self, nominal: Candidate) -> Cluster | None:
        """The known actor whose mention the model links the description to, if number and kind allow it."""
        known = next(
            (self._of_head[head] for head in self._before.get(nominal.head, ()) if head in self._of_head), None
        )
        if known is None or not fits(known, nominal) or self._another(known, nominal) or self._apart(known, nominal):
            return None
        return None if self._holds_another_office(known, nominal) else known

    def _holds_another_office(self, known: Cluster, nominal: Candidate) -> bool:
        """Whether "the president" cannot mean a named person, who is called a senator."""
        noun, titles = nominal.key.split(" ")[-1], self._titles(known)
        return noun in OFFICES and bool(titles & OFFICES) and not self._has_title(known, noun)

    def _apart(self, known: Cluster, nominal: Candidate) -> bool:
        """Whether "police" in a sentence set in another country than the known one's cannot be the same."""
        if nominal.key.split(" ")[-1] not in LOCAL_NOUNS or known.names:
            return False
        here, there = nominal.country or self._seat(nominal), known.country or self._seat(known.members[0])
        return None not in (here, there) and here != there

    def _seat(self, mention: Candidate) -> str | None:
        return self.seats[self.analysis.sentence_of[mention.head]]

    def _another(self, known: Cluster, nominal: Candidate) -> bool:
        """Whether the actor is described by the same noun, but as another of its sort: "the transport ministry"."""
        noun, modifiers = nominal.key.split(" ")[-1], self._modifiers(nominal)
        told = [self._modifiers(m) for m in known.members if m.form == "nominal" and m.key.split(" ")[-1] == noun]
        return any(not (modifiers <= other or other <= modifiers) for other in told)

    def _owned(self, nominal: Candidate) -> Cluster:
        """A new actor; one that belongs to a state or its officials has their country: "its information minister"."""
        made = self._new(nominal.kind)
        owner = self._owner(nominal)
        if nominal.key.split(" ")[-1] not in RIVALS and (owner is not None or nominal.kind != "person"):
            made.country = owner.country if owner is not None else nominal.country or self._leader(nominal)
            own = nominal.key.split(" ")[-1] in STAFF | FOLLOWERS  # "his aides", "her supporters"
            made.owner = owner if owner is not None and (owner.entry is not None or own) else None
        elif nominal.country is None and nominal.key.split(" ")[-1] in LAWMAKERS:
            made.country = self._parliament()
        return made

    def _parliament(self) -> str | None:
        """The country of the parliament named last: it is there that lawmakers without a nationality sit."""
        for mention, known in reversed(self._recent):
            if mention.key in ("parliament", "assembly", "national assembly", "legislature", "senate", "congress"):
                return known.country
        return None

    # descriptions

    def _described(self, nominal: Candidate) -> Cluster | None:
        noun = nominal.key.split(" ")[-1]
        owner = self._owner(nominal)
        if noun in STATE_NOUNS or noun in COUNTRY_NOUNS:
            return self._state_described(nominal, owner, noun)
        determiner = self.analysis.forms[nominal.words[0]].lower()
        if determiner in NEW or (determiner not in DEFINITE and nominal.number == "singular" and owner is None):
            return None
        modifiers = self._modifiers(nominal)
        definite = determiner in DEFINITE or (nominal.country is not None and is_possessed(self.analysis, nominal.head))
        if determiner in DEFINITE and nominal.kind not in ("person", "population"):
            only = self._only_of_sector(nominal, noun)
            if only is not None:
                return only
        seat = self._seat_named(nominal) if noun in OFFICES else None
        for exact in (True, False):
            for _, known in reversed(self._recent[-_RECENT:]):
                fits = seat is None or known.country in (None, seat)
                if fits and self._same_role(known, nominal, noun, modifiers, definite, owner, exact):
                    return known
        epithet = determiner == "the" and nominal.kind == "person" and nominal.number != "plural"
        return self._only_person(nominal) if epithet and "former" in modifiers and owner is None else None

    def _seat_named(self, nominal: Candidate) -> str | None:
        """The country of the White House, Kremlin or the like that the sentence names before "the president"."""
        here = self.analysis.sentence_of[nominal.head]
        near = [known for mention, known in self._recent if self.analysis.sentence_of[mention.head] == here]
        found = {known.entry.country for known in near if known.entry is not None and self._is_seat(known)}
        return found.pop() if len(found) == 1 else None

    def _only_person(self, nominal: Candidate) -> Cluster | None:
        """Whom "the former rebel" means: the only person named in its sentence and the one before, if there is one."""
        sentence = self._told[self.analysis.sentence_of[nominal.head]]
        near = [
            known
            for mention, known in self._recent[-_RECENT:]
            if mention.form == "name" and sentence - self._told[self.analysis.sentence_of[mention.head]] <= 1
        ]
        people = {id(known): known for known in near if known.kind == "person"}
        found = next(iter(people.values())) if len(people) == 1 else None
        clash = found is not None and found.country and nominal.country and found.country != nominal.country
        return None if clash else found

    def _only_of_sector(self, nominal: Candidate, noun: str) -> Cluster | None:
        """The last organisation named of the sort that the noun names: "the company", "the governing party"."""
        sectors = SECTORS_OF_NOUN.get(nominal.key) or SECTORS_OF_NOUN.get(noun, ())
        if not sectors or noun in ("group", "body", "movement") or not self._plain(nominal, noun):
            return None
        found: Cluster | None = None
        for mention, known in reversed(self._recent[-_RECENT:]):
            if known.entry is None or (noun == "court" and noun not in known.entry.name.lower()):
                continue
            if known.entry.sector not in sectors or known.plural != (nominal.number == "plural"):
                continue
            seat = noun in ("agency", "regulator", "watchdog") and self._is_seat(known)
            if mention.form != "pronoun" and not seat and not self._is_other_medium(known, noun):
                if is_agent(self.analysis, mention.head):
                    return known
                found = found or known
        return found

    def _plain(self, nominal: Candidate, noun: str) -> bool:
        """Whether the noun comes with no other modifier than one that tells its sort or where it sits."""
        rest = self._modifiers(nominal) - DEFINITE - {noun}
        return all(w in SORTS or w.endswith("based") or w in HYPHENS or w[:1] == "-" for w in rest) or any(
            w.endswith("based") for w in rest
        )

    def _is_seat(self, known: Cluster) -> bool:
        return known.entry is not None and known.entry.name in SEATS

    def _is_other_medium(self, known: Cluster, noun: str) -> bool:
        """Whether "the newspaper" cannot mean a broadcaster or an agency."""
        name = known.entry.name if known.entry is not None else ""
        return noun in ("newspaper", "paper", "daily") and (name.isupper() or any(w in name.split() for w in AGENCIES))

    def _state_described(self, nominal: Candidate, owner: Cluster | None, noun: str) -> Cluster | None:
        country = nominal.country or (owner.country if owner is not None else None)
        if country is not None:
            return self._state(country) if len(country) == 3 else None
        determiner = self.analysis.forms[nominal.words[0]].lower()
        if owner is not None or determiner in NEW or (nominal.number == "plural" and noun in COUNTRY_NOUNS):
            return None
        if noun in COUNTRY_NOUNS:
            modifiers = self._modifiers(nominal)
            if determiner not in DEFINITE or len(modifiers) > 2 or modifiers & OTHER:
                return None
            return next((c for _, c in reversed(self._recent[-_RECENT:]) if c.kind == "state"), None)
        leader = self._leader(nominal)
        if leader is not None:
            return self._state(leader)
        seat = self._seat(nominal)
        if seat is not None and noun in ("authorities", "authority") and len(self._modifiers(nominal)) == 1:
            return self._state(seat)
        if self._modifiers(nominal) - {"government", "authorities", "administration", "new", "central", "federal"}:
            return None
        if noun == "administration":
            return self._administration()
        near = self._acting_state()
        if near is not None and (self.home is None or near.country == self.home):
            return near
        return self._state(self.home) if self.home is not None else near

    def _administration(self) -> Cluster | None:
        """ "The administration" is the one named before, or that of the White House."""
        for _, known in reversed(self._recent):
            if known.entry is not None and known.entry.name.endswith("administration"):
                return known
        seat = any(known.entry is not None and known.entry.name == "White House" for known in self.clusters)
        return self._state("USA") if seat or self.home == "USA" else None

    def _acting_state(self) -> Cluster | None:
        """The state that acted just before, or the one whose government was named."""
        for mention, known in reversed(self._recent[-3:]):
            if known.kind == "state" and is_agent(self.analysis, mention.head):
                return known
        named = [c for m, c in self._recent if m.form == "nominal" and m.key.split(" ")[-1] in STATE_NOUNS]
        return named[-1] if named and named[-1].kind == "state" else None

    def _owner(self, nominal: Candidate) -> Cluster | None:
        """Who the possessive before the noun means: "his government", "Rossi's office"."""
        for child in self.analysis.children[nominal.head]:
            if self.analysis.deprels[child] == "nmod:poss" and child < nominal.head:
                return self._of_head.get(child)
        return None

    def _leader(self, nominal: Candidate) -> str | None:
        """The country of the person named with the noun: "the Rossi | government", "the government | of Ana Rossi"."""
        for child in self.analysis.children[nominal.head]:
            known = self._of_head.get(child)
            named = child < nominal.head and self.analysis.deprels[child] in NAMING
            if known is not None and known.kind == "person" and (named or preposition(self.analysis, child) == "of"):
                return known.country
        return None

    def _modifiers(self, nominal: Candidate) -> set[str]:
        return (
            {self.analysis.forms[w].lower() for w in range(nominal.core[0], nominal.head + 1)} - NEW - set(POSSESSIVES)
        )

    def _same_role(
        self,
        known: Cluster,
        nominal: Candidate,
        noun: str,
        modifiers: set[str],
        definite: bool,
        owner: Cluster | None,
        exact: bool,
    ) -> bool:
        """Whether a description means a known actor; unless `exact`, an office may be called by another word for it."""
        if known.country and nominal.country and known.country != nominal.country:
            return False
        if self._apart(known, nominal):
            return False
        if known.plural != (nominal.number == "plural") and known.kind not in COLLECTIVE:
            return False
        for member in known.members:
            if member.form == "nominal" and member.key == nominal.key:
                told = self._modifiers(member)
                return modifiers == told or (modifiers <= told and (definite or noun not in RIVALS))
        if not definite or (owner is not None and owner.kind != "state"):
            return False
        if known.kind == "person":
            return nominal.kind == "person" and self._has_title(known, noun, exact)
        if not known.names and self._has_title(known, noun, exact):
            return any(modifiers <= self._modifiers(m) for m in known.members if m.form == "nominal")
        if noun in self._text_words(known):
            return len(modifiers) == 1
        if known.entry is not None and len(modifiers) == 1 and noun != "court":
            return known.entry.sector in SECTORS_OF_NOUN.get(nominal.key, ())
        return False

    def _has_title(self, known: Cluster, noun: str, exact: bool = False) -> bool:
        titles = self._titles(known)
        if exact:
            return noun in titles
        titles -= {"leader"} if noun != "leader" and self._leads_a_part(known) else set()
        return noun in titles or any(noun in office and titles & office for office in SAME_OFFICE)

    def _leads_a_part(self, known: Cluster) -> bool:
        """Whether somebody leads a party or a chamber, not a country: "the Senate majority leader"."""
        titles = [m.title for m in known.members if m.title is not None]
        words = {w.lower() for start, end in titles for w in self.analysis.forms[start:end]}
        return not words.isdisjoint(PARTIAL)

    def _titles(self, known: Cluster) -> set[str]:
        """The nouns by which the report and the table of offices call somebody."""
        titles = {self.analysis.forms[m.title[1] - 1].lower() for m in known.members if m.title is not None}
        titles |= {m.key.split(" ")[-1] for m in known.members if m.form == "nominal"}
        return titles | {m.office.split(" ")[-1] for m in known.members if m.office is not None}

    def _text_words(self, known: Cluster) -> set[str]:
        return {w.lower() for m in known.names for w in self.analysis.forms[m.core[0] : m.core[1]]}

    # pronouns

    def _first_person(self, pronoun: Candidate) -> Cluster | None:
        """Whoever speaks the quotation: "I" is a person, "we" an institution; a person's "we" stays open."""
        speaker = self._speaker_of.get(pronoun.head) if self.quoted[pronoun.head] else None
        known = self._of_head.get(speaker) if speaker is not None else None
        if known is None or known.kind == "outlet" or (known.kind == "person") != (pronoun.number == "singular"):
            return None
        return known

    def _pronoun(self, pronoun: Candidate) -> Cluster | None:
        """The most salient actor before a pronoun that fits it, None where none does."""
        sentence = self._told[self.analysis.sentence_of[pronoun.head]]
        speaker = self._speaker_of.get(pronoun.head) if self.quoted[pronoun.head] else None
        barred = self._of_head.get(speaker) if speaker is not None else None
        best: tuple[float, int] | None = None
        chosen = None
        for rank, (mention, known) in enumerate(reversed(self._recent[-_RECENT:])):
            distance = sentence - self._told[self.analysis.sentence_of[mention.head]]
            if distance > _LOOK_BACK:
                break
            if known is barred or not self._agrees(pronoun, known) or self._same_clause(pronoun, mention):
                continue
            score = (self._salience(mention, distance), -rank)
            if best is None or score > best:
                best, chosen = score, known
        if chosen is not None and pronoun.kind == "thing" and (best is None or best[0] < 7):
            return None
        return chosen

    def _agrees(self, pronoun: Candidate, known: Cluster) -> bool:
        if pronoun.kind == "person":
            return known.kind == "person" and not known.plural and not clash(known.gender, pronoun.gender)
        if pronoun.kind == "thing":
            return known.kind != "person" and known.kind != "population" and not known.plural
        return known.plural or known.kind in COLLECTIVE

    def _same_clause(self, pronoun: Candidate, mention: Candidate) -> bool:
        """Whether both are arguments of one verb, so that only a reflexive could mean the other."""
        if pronoun.key.endswith(("self", "selves")) or self.analysis.deprels[pronoun.head] == "nmod:poss":
            return pronoun.head in range(*mention.words)
        return self.analysis.heads[pronoun.head] == self.analysis.heads[mention.head] or pronoun.head in range(
            *mention.words
        )

    def _salience(self, mention: Candidate, distance: int) -> float:
        score = 8.0 - 3.0 * distance
        score += 3.0 if is_agent(self.analysis, mention.head) else 0.0
        score += 1.0 if mention.form == "name" else 0.0
        return score + (0.5 if mention.form == "pronoun" else 0.0)
