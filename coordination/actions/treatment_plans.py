"""The treatment plan before discharge."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.planning import CareLevel, TreatmentPlanWritten
from coordination.core.states import Step
from coordination.models import Event


def write(
    *,
    medical: str,
    nursing: str,
    rehabilitation: str,
    care_level: CareLevel,
    serious_illness_talk: str = "",
    return_visits: str = "",
    examinations: str = "",
    follow_up: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """The plan as the receivers will read it; it replaces an earlier one."""
    payload = TreatmentPlanWritten(
        medical=medical,
        nursing=nursing,
        rehabilitation=rehabilitation,
        care_level=care_level,
        serious_illness_talk=serious_illness_talk,
        return_visits=return_visits,
        examinations=examinations,
        follow_up=follow_up,
    )
    return record(Step.TREATMENT_PLAN_WRITTEN, payload, **entry)
