"""The mentions of one actor, and what they tell together."""

from dataclasses import dataclass, field

from onrecord.knowledge.actors import Organization
from onrecord.reading.actors.mentions import Candidate


@dataclass(slots=True)
class Cluster:
    """The mentions of one actor while they are being collected."""

    kind: str
    members: list[Candidate] = field(default_factory=list)
    country: str | None = None
    entry: Organization | None = None
    owner: "Cluster | None" = None
    """Whoever a person is said to belong to: "its envoy, Rossi"."""

    def add(self, candidate: Candidate) -> None:
        """Take in a mention with what it tells."""
        self.members.append(candidate)
        if candidate.form != "pronoun":
            self.country = self.country or candidate.country
            self.entry = self.entry or candidate.entry

    @property
    def names(self) -> list[Candidate]:
        """The mentions by name."""
        return [m for m in self.members if m.form == "name"]

    @property
    def gender(self) -> str | None:
        """The first gender that a mention tells."""
        return next((m.gender for m in self.members if m.gender), None)

    @property
    def plural(self) -> bool:
        """Whether the mentions with a noun at their head are plural."""
        return next((m.number == "plural" for m in self.members if m.form != "pronoun"), False)
