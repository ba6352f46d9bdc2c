"""What this part of the system refuses, and what to do then. config/errors.py says it at the edge."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_noop

from accounts.access.policy import NotAllowed
from accounts.errors import DomainError
from coordination.core.message_rules import MessageRefusal
from coordination.core.refusals import Refusal
from coordination.core.sip_rules import SipRefusal
from coordination.core.states import Status, Step
from coordination.message_sentences import MESSAGE_SENTENCES
from coordination.models.case import STATUS_NAMES
from coordination.rule_sentences import RULE_SENTENCES
from coordination.sip_sentences import SIP_SENTENCES


class CaseNotFound(DomainError):
    """No such case for this asker: it does not exist, or their unit is no party to it (404 either way)."""

    code = "case_not_found"
    sentence = gettext_noop("There is no such case that you can see.")


class NoSuchDocument(CaseNotFound):
    """A party asks for what nobody has written or called to yet."""

    code = "no_such_document"
    sentence = gettext_noop("There is nothing to fetch yet.")


class NotAParty(DomainError):
    """A plan is to be read by a unit that the case does not concern."""

    code = "not_a_party"
    sentence = gettext_noop("Only units that are parties to the case can read the plan. Nothing was saved.")


class NotYourStep(NotAllowed):
    """The unit is a party to the case, but this is for another one to do (403)."""

    code = "not_your_step"
    sentence = gettext_noop("This is for another unit in the case to do.")


class StepNotAllowed(DomainError):
    """The step is not possible from where the case is."""

    code = "step_not_allowed"
    sentence = gettext_noop("This can't be done now. The case is: %(status_name)s. Nothing was saved.")

    def __init__(self, status: Status, step: Step) -> None:
        super().__init__(status=status.value, step=step.value, status_name=STATUS_NAMES[status])


class StaleCase(DomainError):
    """Somebody wrote in the case after the page was made."""

    code = "stale_case"
    sentence = gettext_noop(
        "Something has happened in the case since you opened it. Nothing was saved. See what is new, then try again."
    )


class KeyUsedBefore(DomainError):
    """The key of a form or a request has already recorded something else."""

    code = "key_used_before"
    sentence = gettext_noop("This form has already been sent. Open it anew to send something else.")


class AlreadyAdmitted(DomainError):
    """The patient already has an open case in the same ward."""

    code = "already_admitted"
    sentence = gettext_noop(
        "The patient already has an open case in your ward: %(number)s. Go on in that one."
    )


class OtherStay(DomainError):
    """The patient has another stay in the region. `case_id` is for the log of looks, and never in an answer."""

    def __init__(self, case_id: UUID, **data: str) -> None:
        super().__init__(**data)
        self.case_id = case_id


class AdmittedElsewhere(OtherStay):
    """The patient lies in another ward of the own care provider: the case may be taken over from there."""

    code = "admitted_elsewhere"
    sentence = gettext_noop(
        "The patient has an open case in another ward: %(ward)s. Take the case over if the patient lies with you now. "
        "Nothing was saved."
    )


class AdmittedAtAnotherProvider(OtherStay):
    """The patient lies in a ward of another care provider, which must transfer the case itself."""

    code = "admitted_at_another_provider"
    sentence = gettext_noop(
        "The patient has an open case in %(ward)s. Phone the ward and ask them to transfer the case to you. "
        "Nothing was saved."
    )


class AdmittedSomewhere(OtherStay):
    """The same of a protected identity: not even the ward is named."""

    code = "admitted_somewhere"
    sentence = gettext_noop(
        "The patient has an open case in another ward in the region. Phone the ward that the patient came from and "
        "ask them to transfer the case to you. Nothing was saved."
    )


class OverlappingStay(OtherStay):
    """The admission lies before the discharge from another stay: the same days would be billed twice."""

    code = "overlapping_stay"
    sentence = gettext_noop(
        "The time of admission is before the discharge from another stay in the region. Check the time. If it is "
        "right, the time of that discharge is wrong. Nothing was saved."
    )


class LaterStay(OtherStay):
    """The patient has had a later stay: either the time is wrong, or an earlier stay is registered after the fact."""

    code = "later_stay"
    sentence = gettext_noop(
        "The patient has had a later stay in the region. Check the time. If it is right, say that this is an earlier "
        "stay that is registered after the fact. Nothing was saved."
    )


class DischargedInNextStay(OtherStay):
    """The discharge lies after the admission to the next stay: the same days would be billed twice."""

    code = "discharged_in_next_stay"
    sentence = gettext_noop(
        "The patient was admitted in the region again before that time. Check the time. If it is right, the time of "
        "that admission is wrong. Nothing was saved."
    )


class NothingToTakeOver(DomainError):
    """The patient has no open case in another ward."""

    code = "nothing_to_take_over"
    sentence = gettext_noop("The patient has no open case in another ward. Admit the patient instead.")


class UnsuitableWard(DomainError):
    """The unit cannot receive the patient: it is no ward of the region, or has them already."""

    code = "unsuitable_ward"
    sentence = gettext_noop("%(ward)s can't receive the patient. Choose another ward.")


class NotProtected(DomainError):
    """There is no protection to end."""

    code = "not_protected"
    sentence = gettext_noop("The patient has no protected identity. Nothing was saved.")


class CaseClosed(DomainError):
    """The asker's unit was told of the case by mistake (410): it may know that, and nothing of the patient."""

    code = "case_closed"
    sentence = gettext_noop(
        "Case %(number)s is cancelled: it was registered by mistake. Your unit can't read it any more."
    )


class CaseLeft(CaseClosed):
    """The asker's unit has sent the notice back or handed it over, or the patient turned out to be another's (410)."""

    code = "case_left"
    sentence = gettext_noop("Your unit is out of case %(number)s, and can't read it any more.")


class InvalidPatient(DomainError):
    """Something about the patient cannot be right; `fields` names it. The values themselves are never repeated."""

    code = "invalid_patient"
    sentence = gettext_noop("Something about the patient is not right. Check: %(fields)s.")


class ReceiverToBeChosen(DomainError):
    """Routing does not give one unit of the capacity, so the sender must choose it."""

    code = "receiver_to_be_chosen"
    sentence = gettext_noop("Choose which unit is to receive the notice.")


class MunicipalityIsHere(DomainError):
    """A municipality that has a unit here is told here, and nowhere else."""

    code = "municipality_is_here"
    sentence = gettext_noop("The municipality has a unit here. Send the notice to it. Nothing was sent.")


class MunicipalityNotTold(DomainError):
    """Only a municipality without a unit here is to be told, and nobody has said how it was."""

    code = "municipality_not_told"
    sentence = gettext_noop(
        "The municipality has no unit here. Tell it another way, and write whom you told and how. Nothing was sent."
    )


class UnsuitableReceiver(DomainError):
    """A chosen unit does not receive such notices for this patient."""

    code = "unsuitable_receiver"
    sentence = gettext_noop("%(unit)s can't receive this notice for this patient. Choose another unit.")


class UnknownDistrict(DomainError):
    """The liable municipality has no district of that name."""

    code = "unknown_district"
    sentence = gettext_noop("The municipality has no such district. Choose one of its districts, or none.")


class NoSuchTrack(DomainError):
    """The region has no track with that code."""

    code = "no_such_track"
    sentence = gettext_noop("The region has no such track. Choose one of its own.")


class TrackIsFixed(DomainError):
    """By the region's routine the track follows from the planning basis and is not changed, but for a reason."""

    code = "track_is_fixed"
    sentence = gettext_noop("%(track)s is not changed by the region's routine. Write why it must be changed.")


class NotYourLine(DomainError):
    """A line of the checklist is another party's to answer, or none was answered."""

    code = "not_your_line"
    sentence = gettext_noop("Answer at least one of your own lines of the checklist.")


class NotInTheCase(DomainError):
    """A chosen unit is no party to the case, or is the sender's own."""

    code = "not_in_the_case"
    sentence = gettext_noop(
        "%(unit)s is not one of the other units in the case. Choose among those that are."
    )


SENTENCES: Mapping[Refusal | SipRefusal | MessageRefusal, str] = {
    **RULE_SENTENCES,
    **SIP_SENTENCES,
    **MESSAGE_SENTENCES,
}


class StepRefused(DomainError):
    """The step breaks one of the rules of `core/rules.py`; the code is the rule's, `field` the one that is at fault."""

    def __init__(self, refusal: Refusal | SipRefusal | MessageRefusal, *, field: str | None = None) -> None:
        super().__init__(**({"field": field} if field else {}))
        self.refusal = refusal
        self.code = refusal.value
        self.sentence = SENTENCES[refusal]
