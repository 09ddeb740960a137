"""Which forms are one actor: a function of the forms, the aliases among them and the judgements, in whatever order.

Forms of one name are joined unless what is known of them differs; two spellings of one sound are joined where both are
of one country. A form of which less is known joins the only one that it fits, and stays alone where it fits several.
What a person judged comes before all of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.archive.entities.forms import Form
from onrecord.archive.entities.names import is_one_name

Pair = frozenset[str]
"""The ids of two forms, or of a form and an actor that was set apart from it."""

BY_HAND: Final = "joined by hand"


@dataclass(frozen=True, slots=True)
class Member:
    """A form of an entity, and why it is of this entity."""

    form: Form
    reason: str


def resolve(
    forms: Iterable[Form], same: frozenset[Pair] = frozenset(), different: frozenset[Pair] = frozenset(),
    called: Mapping[str, str] | None = None,
) -> list[list[Member]]:  # fmt: skip
    """The entities among some forms, each with its members, the one of which most is known first.

    `same` and `different` are judged pairs of form ids. `called` leads from the id of a short name's form to that of
    the only full name that reports use it for.
    """
    entities: list[list[Member]] = []
    for form in sorted(forms, key=_most_known_first):
        fitting = [one for one in entities if _fits(form, [member.form for member in one], different)]
        if len(fitting) == 1:
            fitting[0].append(Member(form, _reason(form, fitting[0])))
        else:
            entities.append([Member(form, _first_reason(form))])
    entities = _joined_by_name(entities, called or {}, different)
    return _joined_by_hand(entities, same)


def _most_known_first(form: Form) -> tuple[bool, bool, str, str, str]:
    return (not form.country, not form.sphere, form.name, form.country, form.sphere)


def _fits(form: Form, members: Sequence[Form], different: frozenset[Pair]) -> bool:
    """Whether a form may be of an entity: like one member in name, at odds with none."""
    if any(frozenset((form.id, member.id)) in different or not _agree(form, member) for member in members):
        return False
    return any(_is_like(form, member) for member in members)


def _agree(one: Form, other: Form) -> bool:
    is_at_odds = (one.country != other.country and one.country and other.country) or (
        one.sphere != other.sphere and one.sphere and other.sphere
    )
    return one.form_class == other.form_class and not is_at_odds


def _is_like(one: Form, other: Form) -> bool:
    if one.name == other.name:
        return True
    if one.form_class != "person":
        return False
    is_same_country = bool(one.country) and one.country == other.country
    return is_same_country and is_one_name(one.name.split(), other.name.split())


def _reason(form: Form, members: Sequence[Member]) -> str:
    alike = [member.form for member in members if member.form.name == form.name]
    if not alike:
        like = next(member.form for member in members if _is_like(form, member.form))
        return f"another spelling of {like.name}, also of {like.country}"
    unknown = [what for what, value in (("country", form.country), ("role", form.sphere)) if not value]
    if unknown and form.form_class == "person":
        return f"the same name; its {' and '.join(unknown)} is not told, and no other of that name fits"
    return "the same name"


def _first_reason(form: Form) -> str:
    if form.form_class == "state":
        return "the country, its capital and its seat of government stand for its government"
    return "the name itself"


def _joined_by_name(
    entities: list[list[Member]], called: Mapping[str, str], different: frozenset[Pair]
) -> list[list[Member]]:
    for short, full in sorted(called.items()):
        one, other = _holding(entities, short), _holding(entities, full)
        if one is None or other is None or one is other or _are_apart(one, other, different):
            continue
        reason = f"a report uses it for {other[0].form.name}"
        joined = [*other, *(Member(member.form, reason) for member in one)]
        entities = [joined if kept is other else kept for kept in entities if kept is not one]
    return entities


def _joined_by_hand(entities: list[list[Member]], same: frozenset[Pair]) -> list[list[Member]]:
    for pair in sorted(same, key=sorted):
        first, second = (_holding(entities, name) for name in sorted(pair))
        if first is None or second is None or first is second:
            continue
        one, other = sorted((first, second), key=lambda members: _most_known_first(members[0].form))
        joined = [*one, *(Member(member.form, BY_HAND) for member in other)]
        entities = [joined if kept is one else kept for kept in entities if kept is not other]
    return entities


def _holding(entities: list[list[Member]], form_id: str) -> list[Member] | None:
    return next((one for one in entities if any(member.form.id == form_id for member in one)), None)


def _are_apart(one: Sequence[Member], other: Sequence[Member], different: frozenset[Pair]) -> bool:
    return any(frozenset((a.form.id, b.form.id)) in different for a in one for b in other)
