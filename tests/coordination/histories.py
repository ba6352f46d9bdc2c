"""Histories without a database: each event is a civil time and what happened then, registered in the order given.

history(admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"), ready("2026-03-05T13:15"))
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination.core.addressing import NoticeForwarded, NoticeReturned, RecipientRemoved
from coordination.core.episodes import CareType
from coordination.core.events import (
    PAYLOADS,
    AdmissionNoticeSent,
    AdmissionRegistered,
    Cancelled,
    CareContactAppointed,
    Destination,
    Discharged,
    DischargeReadySent,
    DischargeReadyWithdrawn,
    EntryVoided,
    NeedAssessed,
    NoticeReceived,
    Payload,
    ReadinessGround,
    ReceptionAccepted,
    ReceptionDelayed,
    Recorded,
    RegionServicesAvailable,
    RegionServicesMissing,
)
from coordination.core.history import History
from coordination.core.homegoing import (
    HomeReadyChecked,
    HomeReadyItem,
    HomeReadyLine,
    HomeReadyState,
    PatientSummaryGiven,
    TrackChosen,
)
from coordination.core.identities import IdentityType
from coordination.core.messages import (
    DeviationCategory,
    DeviationFollowedUp,
    DeviationReported,
    MessageSent,
    NoticeExtended,
)
from coordination.core.needs import Consent, Need, NeedAssessment
from coordination.core.patient_events import (
    ConsentRegistered,
    IdentityCorrected,
    NumberFault,
    PatientDetailsCorrected,
    PatientNumber,
    PatientParticulars,
    ProtectionEnded,
    WardTransferred,
)
from coordination.core.planning import (
    BedChanged,
    CareLevel,
    CaseOfficerNamed,
    DischargeInformationSent,
    DischargePlanned,
    EstimatedDischargeChanged,
    LeaveBegun,
    LeaveEnded,
    NoticeWithheld,
    PlanningBasisGiven,
    TreatmentPlanWritten,
    WithheldNotice,
)
from coordination.core.receiver import Named, Receiver
from coordination.core.sips import (
    SipCalled,
    SipForm,
    SipNotNeeded,
    SipWaiver,
)
from coordination.core.states import Capacity
from tests.coordination.stories import EVERYTHING, PHYSICIAN, at

INTAKE = Receiver(1, "Biståndsenheten", Capacity.MUNICIPALITY)
PRIMARY_CARE = Receiver(2, "Andersbergs vårdcentral", Capacity.OUTPATIENT)
BOTH = (INTAKE, PRIMARY_CARE)


@dataclass(frozen=True)
class Happening:
    occurred_at: datetime
    payload: Payload


def history(*happenings: Happening) -> History:
    """The events, registered an hour after the last one occurred, in this order."""
    step_of = {kind: step for step, kind in reversed(PAYLOADS.items())}
    registered_at = max(one.occurred_at for one in happenings) + timedelta(hours=1)
    return History(
        Recorded(sequence, step_of[type(one.payload)], one.occurred_at, registered_at, one.payload)
        for sequence, one in enumerate(happenings, start=1)
    )


def admitted(
    when: str,
    needs: frozenset[Need] | None = EVERYTHING,
    *,
    assessed: str | None = None,
    consent: Consent = Consent.GIVEN,
    municipality: str = "1380",
    placing: str | None = None,
) -> Happening:
    assessment = None if needs is None else NeedAssessment(needs, PHYSICIAN, at(assessed or when))
    payload = AdmissionRegistered(CareType.SOMATIC, municipality, placing, None, assessment, consent)
    return Happening(at(when), payload)


def assessed(when: str, needs: frozenset[Need], *, assessed: str | None = None) -> Happening:
    return Happening(at(when), NeedAssessed(NeedAssessment(needs, PHYSICIAN, at(assessed or when))))


def notified(when: str, *receivers: Receiver, expected: str = "2026-03-09T12:00", **way: Named) -> Happening:
    return Happening(at(when), AdmissionNoticeSent(at(expected), receivers or BOTH, **way))


def received(when: str, notice: int, unit: Receiver) -> Happening:
    return Happening(at(when), NoticeReceived(notice, unit.unit))


def appointed(when: str) -> Happening:
    return Happening(
        at(when), CareContactAppointed("Eva Ek", "distriktssköterska", "Andersberg", "035-000 00 00")
    )


def ready(when: str, *receivers: Receiver) -> Happening:
    return Happening(
        at(when), DischargeReadySent(PHYSICIAN, at(when), ReadinessGround.ASSESSMENT, receivers or BOTH)
    )


def withdrawn(when: str) -> Happening:
    return Happening(at(when), DischargeReadyWithdrawn("feber"))


def called(when: str) -> Happening:
    return Happening(at(when), SipCalled(at(when) + timedelta(days=1), SipForm.PHONE, "010-000 00 00", ()))


def waived(when: str, reason: SipWaiver = SipWaiver.PATIENT_DECLINES) -> Happening:
    return Happening(at(when), SipNotNeeded(reason, "vill inte"))


def accepted(when: str) -> Happening:
    return Happening(at(when), ReceptionAccepted(at(when), ""))


def delayed(when: str) -> Happening:
    return Happening(at(when), ReceptionDelayed("ingen plats", None))


def missing(when: str) -> Happening:
    return Happening(at(when), RegionServicesMissing("hemrehabilitering"))


def available(when: str) -> Happening:
    return Happening(at(when), RegionServicesAvailable(""))


def moved(when: str, unit: int = 7) -> Happening:
    return Happening(at(when), WardTransferred(1, "Avd 4B", unit, "Avd 6A", is_taken_over=False, note=""))


def corrected(
    when: str,
    municipality: str = "1384",
    placing: str | None = None,
    *,
    out: tuple[Receiver, ...] = (),
    back: tuple[Receiver, ...] = (),
) -> Happening:
    """Registered elsewhere than in Halmstad, by the name of Öberg."""
    before = PatientParticulars("Andersson", "Anna", "Storgatan 1", "1380", None)
    after = PatientParticulars("Öberg", "Anna", "", municipality, placing)
    payload = PatientDetailsCorrected(
        before, after, has_protected_identity=False, reason="gift", out=out, back=back
    )
    return Happening(at(when), payload)


def renumbered(when: str, fault: NumberFault = NumberFault.REPLACED) -> Happening:
    """From a reserve number to the personal identity number of nobody."""
    before = PatientNumber(IdentityType.RESERVE_NUMBER_NATIONAL, "9919900101AB12", "")
    after = PatientNumber(IdentityType.PERSONAL_NUMBER, "189001019802", "")
    return Happening(at(when), IdentityCorrected(before, after, fault, "legitimation"))


def consented(when: str, consent: Consent = Consent.GIVEN) -> Happening:
    return Happening(at(when), ConsentRegistered(consent))


def unprotected(when: str) -> Happening:
    return Happening(at(when), ProtectionEnded("skyddet har upphört"))


def home(when: str, destination: Destination = Destination.HOME) -> Happening:
    return Happening(at(when), Discharged(destination, ""))


def in_bed(when: str, bed: str = "12:2") -> Happening:
    return Happening(at(when), BedChanged(bed))


def on_track(when: str, code: str = "yellow") -> Happening:
    return Happening(at(when), TrackChosen(code, ""))


def checked(when: str, item: HomeReadyItem = HomeReadyItem.TRANSPORT_ORDERED) -> Happening:
    return Happening(at(when), HomeReadyChecked((HomeReadyLine(item, HomeReadyState.DONE, "taxi"),)))


def summarised(when: str) -> Happening:
    return Happening(at(when), PatientSummaryGiven("katten", "feber", "hemtjänst", "Eva Ek", "", ""))


def estimated(when: str, expected: str) -> Happening:
    return Happening(at(when), EstimatedDischargeChanged(at(expected), ""))


def planned(when: str) -> Happening:
    plan = TreatmentPlanWritten("blodtryck", "dusch", "gång", CareLevel.PRIMARY_CARE, "", "", "", "")
    return Happening(at(when), plan)


def basis(when: str, unit: Receiver) -> Happening:
    return Happening(at(when), PlanningBasisGiven(unit.unit, True, "hemtjänst", ""))


def officer(when: str) -> Happening:
    return Happening(at(when), CaseOfficerNamed("Olle Olsson", "Biståndsenheten", "035-000 00 01"))


def discharge_planned(when: str) -> Happening:
    return Happening(at(when), DischargePlanned("säng hem", "kommunen", CareLevel.PRIMARY_CARE))


def on_leave(when: str, until: str) -> Happening:
    return Happening(at(when), LeaveBegun(at(until), ""))


def back(when: str) -> Happening:
    return Happening(at(when), LeaveEnded(""))


def withheld(when: str, notice: WithheldNotice = WithheldNotice.ADMISSION_NOTICE) -> Happening:
    return Happening(at(when), NoticeWithheld(notice, "motsätter sig"))


def informed(when: str) -> Happening:
    return Happening(at(when), DischargeInformationSent("lunginflammation", "oförändrade", "avdelningen"))


def wrote(when: str, *receivers: Receiver, unit: int = 9) -> Happening:
    return Happening(at(when), MessageSent(unit, Capacity.WARD, "nycklar i receptionen", receivers or BOTH))


def deviated(when: str, *receivers: Receiver, unit: int = 9) -> Happening:
    category = DeviationCategory.MEDICINES_LIST_WRONG
    return Happening(at(when), DeviationReported(unit, Capacity.WARD, category, "fel dos", receivers or BOTH))


def deviation_answered(when: str, deviation: int, unit: Receiver) -> Happening:
    return Happening(at(when), DeviationFollowedUp(deviation, unit.unit, unit.capacity, "gammal", "ny lista"))


def returned(when: str, notice: int, unit: Receiver = INTAKE, municipality: str | None = None) -> Happening:
    return Happening(at(when), NoticeReturned(notice, unit.unit, "bor inte här", municipality))


def forwarded(
    when: str, notice: int, to: Receiver, unit: Receiver = INTAKE, *, stays: bool = False
) -> Happening:
    return Happening(at(when), NoticeForwarded(notice, unit.unit, (to,), stays, ""))


def removed(when: str, unit: Receiver = INTAKE) -> Happening:
    return Happening(at(when), RecipientRemoved(unit, "fel enhet"))


def extended(when: str, basis: str = "") -> Happening:
    return Happening(at(when), NoticeExtended("bor ensam", "", "", basis, BOTH))


def cancelled(when: str) -> Happening:
    return Happening(at(when), Cancelled("fel patient"))


def voided(when: str, entry: int) -> Happening:
    return Happening(at(when), EntryVoided(entry, "fel patient"))
