"""Patients who are not ready to go home yet: each function tells one case as far as it has come."""

from dataclasses import replace
from datetime import date

from config.demo import between_parties
from config.demo import sips_in_demo as sips
from config.demo.case_story import HEALTH_CARE, MUNICIPAL_ONLY, NOTHING, OUTPATIENT_ONLY, CaseStory
from config.demo.identities import personal_number
from coordination.actions import identities
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent
from coordination.core.patient_events import NumberFault

BORN_BEFORE_ALL_OTHERS = date(1927, 4, 12)
"""No other patient of the demo is as old, so nobody else has the number."""


def just_admitted(case: CaseStory) -> None:
    """Nobody has assessed the needs yet."""
    case.is_admitted(case.clock.ago(hours=2, minutes=20), needs=None)


def needs_nothing(case: CaseStory) -> None:
    """Assessed, and nothing will be needed: no notice is sent."""
    case.is_admitted(case.clock.days_ago(2, "16:40"), needs=NOTHING)


def was_admitted_today(case: CaseStory) -> None:
    """Assessed at once; nearly all of the 24 hours for the notice are left."""
    case.is_admitted(case.clock.ago(minutes=35))


def notice_is_due_soon(case: CaseStory) -> None:
    """The ward has a few of its 24 hours left."""
    case.is_admitted(case.clock.ago(hours=20, minutes=40))


def notice_is_due_today(case: CaseStory) -> None:
    case.is_admitted(case.clock.ago(hours=15, minutes=10), needs=MUNICIPAL_ONLY)


def notice_is_overdue(case: CaseStory) -> None:
    """More than 24 hours since the admission."""
    case.is_admitted(case.clock.ago(hours=26, minutes=5))


def need_was_found_later(case: CaseStory) -> None:
    """Nothing at first; today the physician found that home care will be needed, and the 24 hours run from then."""
    case.is_admitted(case.clock.days_ago(3, "13:05"), needs=NOTHING)
    case.needs_are_found(case.clock.ago(hours=5, minutes=30), HEALTH_CARE)


def notice_was_just_sent(case: CaseStory) -> None:
    """No receipts yet, and time left for them."""
    case.is_admitted(case.clock.ago(hours=9, minutes=15))
    case.is_notified(case.clock.ago(hours=1, minutes=10), home_at=case.clock.days_ago(-3, "11:00"))


def municipality_has_not_received(case: CaseStory) -> None:
    """Primary care has acknowledged the notice, the municipality has let the time for it pass."""
    case.is_admitted(case.clock.days_ago(1, "08:30"))
    case.is_notified(case.clock.ago(hours=7, minutes=30), home_at=case.clock.days_ago(-2, "10:00"))
    case.outpatient_receives(case.clock.ago(hours=6, minutes=15))


def outpatient_has_not_received(case: CaseStory) -> None:
    case.is_admitted(case.clock.days_ago(1, "09:50"))
    case.is_notified(case.clock.ago(hours=6, minutes=20), home_at=case.clock.days_ago(-4, "10:00"))
    case.municipality_receives(case.clock.ago(hours=5, minutes=45))


def contact_is_missing(case: CaseStory) -> None:
    """Home tomorrow by the estimate, and primary care has not appointed a fixed care contact."""
    case.is_admitted(case.clock.days_ago(4, "10:20"))
    case.is_notified(case.clock.days_ago(4, "15:45"), home_at=case.clock.days_ago(-1, "11:00"))
    case.all_receive(case.clock.days_ago(3, "08:10"))
    case.all_give_basis(case.clock.days_ago(3, "10:20"))
    case.estimate_is_changed(
        case.clock.days_ago(2, "15:00"),
        home_at=case.clock.days_ago(-1, "11:00"),
        reason="Röntgen i morgon förmiddag.",
    )


def contact_is_appointed(case: CaseStory) -> None:
    """All that can be done before readiness is done."""
    case.is_admitted(case.clock.days_ago(5, "19:30"))
    case.is_notified(case.clock.days_ago(4, "09:05"), home_at=case.clock.days_ago(-2, "13:00"))
    case.all_receive(case.clock.days_ago(4, "10:15"))
    case.all_give_basis(case.clock.days_ago(4, "11:00"))
    case.officer_is_named(case.clock.days_ago(4, "11:10"))
    between_parties.ward_tells_more(case, case.clock.days_ago(4, "11:30"))
    between_parties.ward_writes(
        case, case.clock.days_ago(3, "13:20"), "Dottern har nycklarna och kan möta på eftermiddagen."
    )
    between_parties.municipality_writes(
        case, case.clock.days_ago(3, "15:05"), "Tack, vi ringer henne i morgon."
    )
    case.contact_is_appointed(case.clock.days_ago(2, "14:20"))
    sips.sip_is_asked_for(
        case,
        case.clock.days_ago(1, "11:20"),
        "Bor ensam två trappor upp, och dottern vill vara med och planera.",
    )
    case.can_be_received(case.clock.days_ago(1, "11:30"), since=case.clock.days_ago(-2, "13:00"))


def only_outpatient_care_is_needed(case: CaseStory) -> None:
    """No municipality in the case at all."""
    case.is_admitted(case.clock.days_ago(2, "11:15"), needs=OUTPATIENT_ONLY)
    case.is_notified(case.clock.days_ago(2, "16:30"), home_at=case.clock.days_ago(-1, "10:00"))
    case.outpatient_receives(case.clock.days_ago(1, "08:05"))
    case.all_give_basis(case.clock.days_ago(1, "08:30"))


def is_on_the_first_track(case: CaseStory) -> None:
    """Social services alone: the track came with the municipality's planning basis (Norrbotten: blue)."""
    case.is_admitted(case.clock.days_ago(3, "13:20"), needs=MUNICIPAL_ONLY)
    case.is_notified(case.clock.days_ago(3, "14:30"), home_at=case.clock.days_ago(-2, "11:00"))
    case.all_receive(case.clock.days_ago(3, "15:10"))
    case.all_give_basis(case.clock.days_ago(2, "09:30"), track=0)


def is_on_the_last_track(case: CaseStory) -> None:
    """Everything is needed: the track came with the planning basis (Norrbotten: green), and a SIP is called to."""
    case.is_admitted(case.clock.days_ago(4, "10:05"))
    case.is_notified(case.clock.days_ago(4, "11:50"), home_at=case.clock.days_ago(-3, "12:00"))
    case.all_receive(case.clock.days_ago(4, "13:15"))
    case.all_give_basis(case.clock.days_ago(3, "10:00"), track=-1)
    case.contact_is_appointed(case.clock.days_ago(3, "11:40"))
    case.sip_is_called(case.clock.days_ago(2, "09:20"), meets_at=case.clock.days_ago(-2, "13:00"))


def is_ill_again(case: CaseStory) -> None:
    """Ready the day before yesterday, taken back: nothing is counted, and a new notice is needed."""
    case.is_admitted(case.clock.days_ago(7, "12:40"))
    case.is_notified(case.clock.days_ago(7, "17:10"), home_at=case.clock.days_ago(-4, "12:00"))
    case.all_receive(case.clock.days_ago(6, "08:40"))
    case.all_give_basis(case.clock.days_ago(6, "09:30"))
    case.contact_is_appointed(case.clock.days_ago(4, "10:05"))
    case.treatment_plan_is_written(case.clock.days_ago(3, "09:30"))
    case.is_on_leave(case.clock.days_ago(3, "10:00"), until=case.clock.days_ago(2, "09:00"))
    case.is_back(case.clock.days_ago(2, "08:45"))
    case.is_ready(case.clock.days_ago(2, "10:30"))
    case.all_receive(case.clock.days_ago(2, "11:15"))
    case.is_ill_again(case.clock.days_ago(1, "07:50"), "Feber i natt, behöver antibiotika intravenöst.")


def is_kept_secret(case: CaseStory) -> None:
    """The patient forbids that the municipality is told: nothing is sent, and nothing will be owed."""
    case.is_admitted(case.clock.days_ago(2, "09:15"), needs=MUNICIPAL_ONLY, consent=Consent.DECLINED)
    case.notice_is_withheld(case.clock.days_ago(2, "13:30"))


def was_a_mistake(case: CaseStory) -> None:
    """Cancelled: the patient had been registered in the wrong ward."""
    case.is_admitted(case.clock.days_ago(1, "14:10"), needs=None)
    case.was_a_mistake(case.clock.days_ago(1, "14:25"), "Inskriven på fel avdelning.")


def was_told_by_mistake(case: CaseStory) -> None:
    """Cancelled when others had been told: they see that it was a mistake, and nothing of the patient."""
    case.is_admitted(case.clock.days_ago(2, "10:40"))
    case.is_notified(case.clock.days_ago(2, "11:30"), home_at=case.clock.days_ago(-2, "12:00"))
    case.municipality_receives(case.clock.days_ago(2, "12:10"))
    case.was_a_mistake(case.clock.days_ago(2, "13:05"), "Fel person: en annan patient skulle skrivas in.")


def was_moved_at_night(case: CaseStory) -> None:
    """To another ward of the hospital; the case and its time limits went along. A new address was told there."""
    case.is_admitted(case.clock.days_ago(3, "15:20"))
    case.is_notified(case.clock.days_ago(3, "18:00"), home_at=case.clock.days_ago(-2, "11:00"))
    case.all_receive(case.clock.days_ago(2, "08:20"))
    case.all_give_basis(case.clock.days_ago(2, "09:40"))
    if case.team.next_ward:
        case.is_moved(case.clock.days_ago(1, "01:45"), case.team.next_ward, "Behöver telemetri.")
    case.is_known_better(
        case.clock.days_ago(1, "09:30"), address="Nygatan 4", reason="Patienten flyttade i förra månaden."
    )


def was_protected_until_today(case: CaseStory) -> None:
    """Admitted with a protected identity; the population register has lifted it, and the ward has ended it."""
    case.patient = replace(case.patient, has_protected_identity=True)
    case.is_admitted(case.clock.days_ago(2, "12:25"))
    case.is_notified(case.clock.days_ago(2, "14:05"), home_at=case.clock.days_ago(-3, "11:00"))
    case.all_receive(case.clock.days_ago(1, "08:15"))
    case.all_give_basis(case.clock.days_ago(1, "09:50"))
    case.is_protected_no_more(
        case.clock.ago(hours=3, minutes=40), "Skyddet har upphört enligt folkbokföringen."
    )


def came_without_papers(case: CaseStory) -> None:
    """Admitted under a reserve number; the next day the passport came, and the case got the right number."""
    case.is_admitted(case.clock.days_ago(2, "23:50"))
    case.is_notified(case.clock.days_ago(1, "09:20"), home_at=case.clock.days_ago(-3, "11:00"))
    case.municipality_receives(case.clock.days_ago(1, "10:05"))
    identities.correct(
        identity_type=IdentityType.PERSONAL_NUMBER,
        identity_value=personal_number(BORN_BEFORE_ALL_OTHERS, is_woman=True),
        fault=NumberFault.REPLACED,
        reason="Dottern kom med passet.",
        **case.entry(case.team.nurse, case.clock.days_ago(1, "15:30")),
    )
