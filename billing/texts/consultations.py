"""Which parties a planned change is to be answered by, and what each has said."""

from dataclasses import dataclass

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES, REGIONS
from billing.models import ConsultationAnswer, PlannedChange


@dataclass(frozen=True, slots=True)
class Consulted:
    """One of the other parties by its code and name, with its last answer."""

    code: str
    name: str
    answer: ConsultationAnswer | None


def consulted(change: PlannedChange) -> list[Consulted]:
    """Every party of the text but the one that plans the change, the region first."""
    text = load_agreements().get(change.agreement)
    parties = () if text is None else (text.region or "", *text.municipalities)
    latest = {answer.organisation.code: answer for answer in change.answers.all()}
    return [
        Consulted(code, (REGIONS.get(code) or MUNICIPALITIES[code]).name, latest.get(code))
        for code in parties
        if code and code != change.organisation.code
    ]
