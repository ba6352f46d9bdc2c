"""What is left to do when a case has ended: nothing where it was a mistake, little where the patient died."""

from coordination.core.deadline import death_of
from coordination.core.history import History
from coordination.core.states import Step

OF_THE_RECORD = frozenset(
    {
        Step.DISCHARGE_CORRECTED,
        Step.PATIENT_DETAILS_CORRECTED,
        Step.IDENTITY_CORRECTED,
        Step.ENTRY_VOIDED,
        Step.NOTICE_WITHHELD,
        Step.NOTICE_RETURNED,
        Step.NOT_OUR_PATIENT,
        Step.NOTICE_FORWARDED,
        Step.RECIPIENT_REMOVED,
        Step.MESSAGE_SENT,
        Step.DEVIATION_REPORTED,
        Step.DEVIATION_FOLLOWED_UP,
    }
)
"""What may be wanted in the case of a patient who has died: what is wrong is put right, who should not read it is
taken away, and people may write to each other. This is our choice; no text says what a case is for by then. Only the
follow-up of a deviation is asked for: no receipt is reminded of, and nobody has a duty to the patient left."""

OF_WHAT_IS_OWED = frozenset(
    {
        Step.NEED_ASSESSED,
        Step.ADMISSION_NOTICE_SENT,
        Step.CARE_CONTACT_APPOINTED,
        Step.DISCHARGE_READY_SENT,
        Step.DISCHARGE_READY_WITHDRAWN,
        Step.SIP_CALLED,
        Step.SIP_NOT_NEEDED,
        Step.REGION_SERVICES_MISSING,
        Step.REGION_SERVICES_AVAILABLE,
    }
)
"""What decides whether the days until the death are owed, where the patient was declared ready: if it happened before,
it may be registered afterwards, as for anybody who has left."""


def is_left(history: History, step: Step) -> bool:
    """Whether the step can be wanted still, however the case has ended."""
    if death_of(history) is None:
        return True
    return step in OF_THE_RECORD or (step in OF_WHAT_IS_OWED and bool(history.readiness))


def nothing_is_left(history: History) -> bool:
    """Whether nobody has a duty to the patient any more, who has died or should never have been in the case."""
    return death_of(history) is not None or history.cancelled is not None
