"""Which text is in force today between an organisation and those it has months with, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import Organisation
from agreements.in_force import Governing, text_in_force
from agreements.places import MUNICIPALITIES, REGIONS
from billing.texts.endings import Endings
from billing.web.term_words import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A text, with whom it governs, and why it does."""

    name: str
    url: str
    between: list[str]
    reasons: list[str]


def in_force_now(organisation: Organisation, day: date, endings: Endings) -> list[InForce]:
    """A region's with the municipalities of its county, a municipality's with its own region; else none."""
    match organisation.kind:
        case Organisation.Kind.REGION:
            region = organisation.code
            pairs = {code: place.name for code, place in MUNICIPALITIES.items() if place.region == region}
        case Organisation.Kind.MUNICIPALITY:
            region = organisation.region_code
            pairs = {organisation.code: REGIONS[region].name}
        case _:
            return []
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    answers: dict[tuple[str, ...], Governing] = {}
    for municipality, other_party in pairs.items():
        governing = text_in_force(
            region,
            municipality,
            day,
            terminations=endings.terminations,
            dependencies_ended=endings.main_agreements,
        )
        key = (governing.agreement.slug, *(in_words(reason.words) for reason in governing.why))
        alike[key].append(other_party)
        answers[key] = governing
    return [
        InForce(
            name=answers[key].agreement.name,
            url=reverse("agreement", args=[answers[key].agreement.slug]),
            between=between,
            reasons=list(key[1:]),
        )
        for key, between in alike.items()
    ]
