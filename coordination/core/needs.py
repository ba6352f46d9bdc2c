"""What a patient may need after discharge, by the treating physician's assessment (LUS 2:1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.core.civil import in_utc
from coordination.core.states import Capacity


class Need(StrEnum):
    """Who will have to give something. No needs at all is the empty set."""

    SOCIAL_SERVICES = "social_services"
    MUNICIPAL_HEALTH_CARE = "municipal_health_care"
    REGION_OUTPATIENT = "region_outpatient"


class Consent(StrEnum):
    """What the patient has said about being planned for together."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class NeedAssessment:
    """The physician's assessment: what, who and when. A nurse may have registered it."""

    needs: frozenset[Need]
    physician: str
    assessed_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "assessed_at", in_utc(self.assessed_at))


def municipality_is_needed(needs: frozenset[Need]) -> bool:
    """Social services or municipal health care, after discharge."""
    return bool(needs & {Need.SOCIAL_SERVICES, Need.MUNICIPAL_HEALTH_CARE})


def health_care_is_needed(needs: frozenset[Need]) -> bool:
    """Health care that goes on after discharge, whoever gives it."""
    return bool(needs & {Need.MUNICIPAL_HEALTH_CARE, Need.REGION_OUTPATIENT})


def both_are_needed(needs: frozenset[Need]) -> bool:
    """Region and municipality: then a SIP is made (LUS 4:1)."""
    return municipality_is_needed(needs) and Need.REGION_OUTPATIENT in needs


def to_be_told(needs: frozenset[Need]) -> frozenset[Capacity]:
    """Who gets the admission notice (LUS 2:1): outpatient care too whenever municipal health care is expected."""
    told = set()
    if municipality_is_needed(needs):
        told.add(Capacity.MUNICIPALITY)
    if health_care_is_needed(needs):
        told.add(Capacity.OUTPATIENT)
    return frozenset(told)
