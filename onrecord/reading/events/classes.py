"""The class of a predicate once its status is known, as the codebooks say: help promised is an agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.knowledge.ontology import load_ontology
from onrecord.reading.events.candidates import Candidate
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.events.modality import ModalityReader, Status
from onrecord.records import EventType

VOWS = frozenset({"vow", "pledge", "promise", "swear", "undertake"})
COOPERATIVE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "AID", "RETREAT"})
HOSTILE: frozenset[EventType] = frozenset({"SANCTION", "COERCE", "ASSAULT"})
FORM_SUFFIX: dict[EventType, str] = {
    "COOPERATE": "1", "SUPPORT": "2", "AID": "3", "CONCEDE": "5", "RETREAT": "5", "CONSULT": "6", "AGREE": "7",
}  # fmt: skip
REFUSAL_CODE: dict[EventType, str] = {
    "COOPERATE": "121", "AID": "122", "CONCEDE": "124", "RETREAT": "124", "CONSULT": "125", "AGREE": "127",
}  # fmt: skip
THREAT_CODE: dict[EventType, tuple[str, str | None]] = {
    "SANCTION": ("131", "restrict"), "COERCE": ("132", "restrict"), "PROTEST": ("133", None),
    "MOBILIZE": ("138", "violence"), "ASSAULT": ("138", "violence"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """The class of an event."""

    type: EventType
    mode: str | None
    cameo: str | None


class ClassReader:
    """Reads what the status and the complement of a predicate make of its class; `found` is by predicate."""

    def __init__(self, frames: FrameReader, modality: ModalityReader, found: Mapping[int, Candidate]) -> None:
        self._frames = frames
        self._analysis = frames.analysis
        self._modality = modality
        self._found = found

    def settled(self, entry: Candidate, status: Status, has_agent: bool) -> tuple[Label, Status]:
        """The class that the status makes of what the tables say, and the status that is left then."""
        meaning = entry.meaning
        label = Label(entry.type, meaning.mode, meaning.cameo)
        if self._is_told_above(entry.frame.clause):
            return label, status
        if status.negative and has_agent and self._refuses(entry.type, status):
            return Label("REJECT", None, REFUSAL_CODE.get(entry.type, "120")), Status("actual", 3)
        if status.modality in ("planned", "promised") and has_agent:
            return self._intended(entry, label, status)
        if entry.type in HOSTILE and status.modality == "conditional" and has_agent:
            code, mode = THREAT_CODE[entry.type]
            return Label("THREATEN", mode, code), status
        return self._refined(label, entry.frame), status

    def _refuses(self, type: EventType, status: Status) -> bool:
        """ "will not release", "did not reach agreement": what is withheld is refused."""
        if status.modality in ("planned", "promised"):
            return type in COOPERATIVE
        return type in ("AGREE", "CONCEDE") and status.modality is None

    def _intended(self, entry: Candidate, label: Label, status: Status) -> tuple[Label, Status]:
        """What somebody says they will do: help is promised, a withdrawal conceded, a sanction threatened."""
        if entry.type in ("AID", "COOPERATE"):
            return Label("AGREE", None, "03" + FORM_SUFFIX[entry.type]), replace(status, modality="promised")
        own = self._modality.local(entry.frame.clause).modality == "planned"
        if entry.type in FORM_SUFFIX and entry.type != "AGREE":
            type = "CONCEDE" if entry.type == "RETREAT" else label.type
            return Label(type, label.mode, "03" + FORM_SUFFIX[entry.type]), status
        if own and entry.type in THREAT_CODE and entry.frame.kind == "V":
            return Label(label.type, label.mode, THREAT_CODE[entry.type][0]), status
        return self._refined(label, entry.frame), status

    def _is_told_above(self, word: int) -> bool:
        """Whether the clause is the complement of another event, which then says what its status makes of it."""
        analysis = self._analysis
        for _ in range(4):
            head = analysis.heads[word]
            if head < 0 or analysis.deprels[word] not in ("xcomp", "ccomp", "conj", "acl", "advcl"):
                return False
            if analysis.deprels[word] != "conj" and head in self._found:
                return True
            word = head
        return False

    def _refined(self, label: Label, frame: Frame) -> Label:
        """What is asked for, agreed, refused or threatened tells the CAMEO code."""
        found = self.inner(frame)
        if found is None or label.cameo is None:
            return label
        inner = found.type
        if label.cameo in ("020", "100", "030") and inner in FORM_SUFFIX:
            form = load_ontology().types[inner].form if label.type == "REQUEST" else None
            return Label(label.type, form or label.mode, label.cameo[:2] + FORM_SUFFIX[inner])
        if label.type == "AGREE" and inner in HOSTILE and self._frames.lemma(frame.word) in VOWS:
            code, mode = THREAT_CODE[inner]
            return Label("THREATEN", mode, code)
        if label.cameo == "120" and inner in REFUSAL_CODE:
            return Label(label.type, load_ontology().types[inner].form, REFUSAL_CODE[inner])
        if label.cameo == "130" and inner in THREAT_CODE:
            code, mode = THREAT_CODE[inner]
            return Label(label.type, mode, code)
        return label

    def inner(self, frame: Frame) -> Candidate | None:
        """The event that is the predicate's complement."""
        for slot in ("xcomp", "ccomp", "obj", "for", "to", "with"):
            for word in frame.slots.get(slot, ()):
                if word in self._found and word != frame.word:
                    return self._found[word]
        return None
