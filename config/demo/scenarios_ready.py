"""Patients who are ready to go home, or have gone: each function tells one case as far as it has come."""

from datetime import datetime, timedelta

from config.demo import between_parties
from config.demo import sips_in_demo as sips
from config.demo.case_story import MUNICIPAL_ONLY, CaseStory
from coordination.actions import discharges
from coordination.core.events import Destination, ReadinessGround
from coordination.core.messages import DeviationCategory
from coordination.core.needs import Consent
from coordination.core.sips import SipForm, SipWaiver


def is_ready_today(case: CaseStory) -> None:
    """Ready the day after the admission: the municipality has not said when it can receive, no SIP is called to.

    The planning basis has until tomorrow, so that the list has to put the answer before it.
    """
    case.is_admitted(case.clock.days_ago(1, "09:10"), consent=Consent.NOT_ASKED)
    between_parties.patient_consents(case, case.clock.days_ago(1, "10:30"))
    case.is_notified(case.clock.days_ago(1, "11:40"), home_at=case.clock.days_ago(-1, "12:00"))
    case.all_receive(case.clock.days_ago(1, "13:00"))
    case.contact_is_appointed(case.clock.days_ago(1, "14:10"))
    case.treatment_plan_is_written(case.clock.days_ago(1, "15:10"))
    case.is_ready(case.clock.ago(hours=3, minutes=15))
    case.municipality_receives(case.clock.ago(hours=2, minutes=35))


def is_ready_before_the_basis(case: CaseStory) -> None:
    """Ready this morning after a night: the answer is wanted at once, though the planning basis has a day left."""
    case.is_admitted(case.clock.days_ago(1, "09:10"))
    case.is_notified(case.clock.days_ago(1, "11:40"), home_at=case.clock.days_ago(-1, "12:00"))
    case.all_receive(case.clock.days_ago(1, "13:00"))
    case.treatment_plan_is_written(case.clock.days_ago(1, "15:10"))
    case.is_ready(case.clock.ago(hours=2, minutes=50))
    case.all_receive(case.clock.ago(hours=2, minutes=20))


def is_ready_and_welcome(case: CaseStory) -> None:
    """Ready yesterday, called to a SIP, and the municipality receives the patient tomorrow."""
    _is_planned(case, admitted_days_ago=8)
    _is_ready_and_all_know(case, case.clock.days_ago(1, "10:10"))
    case.sip_is_called(case.clock.days_ago(1, "13:40"), meets_at=case.clock.days_ago(-1, "09:00"))
    sips.sip_is_answered(case, case.clock.days_ago(1, "14:10"))
    case.can_be_received(case.clock.days_ago(1, "15:00"), since=case.clock.days_ago(-1, "13:00"))
    case.discharge_is_planned(case.clock.days_ago(1, "15:20"))
    between_parties.municipality_chooses_track(case, case.clock.days_ago(1, "15:25"))
    case.home_is_prepared(case.clock.days_ago(1, "15:40"))
    case.summary_is_given(case.clock.days_ago(1, "16:00"))


def sip_is_due_today(case: CaseStory) -> None:
    """The third day after readiness: the call must be sent before midnight."""
    _is_planned(case, admitted_days_ago=9)
    _is_ready_and_all_know(case, case.clock.days_ago(3, "11:20"))
    case.can_be_received(case.clock.days_ago(2, "09:30"), since=case.clock.days_ago(-1, "10:00"))


def sip_is_overdue(case: CaseStory) -> None:
    """Ready five days ago, no call: unless it is sent before discharge, the municipality owes nothing (LUS 5:3)."""
    _is_planned(case, admitted_days_ago=12)
    _is_ready_and_all_know(case, case.clock.days_ago(5, "13:15"))
    between_parties.municipality_reports(
        case,
        case.clock.days_ago(4, "09:20"),
        DeviationCategory.MEDICINES_LIST_WRONG,
        "Listan har kvar den gamla dosen av blodtrycksmedicinen.",
    )
    case.cannot_be_received(
        case.clock.days_ago(4, "10:00"),
        "Väntar på anpassning av bostaden.",
        until=case.clock.days_ago(-2, "12:00"),
    )


def patient_declines_sip(case: CaseStory) -> None:
    """The patient wants no SIP; nothing is missing, and the municipality receives today."""
    _is_planned(case, admitted_days_ago=6)
    _is_ready_and_all_know(case, case.clock.days_ago(2, "09:25"))
    sips.sip_is_waived(
        case,
        case.clock.days_ago(2, "14:00"),
        SipWaiver.PATIENT_DECLINES,
        "Vill inte ha fler möten, bara komma hem.",
    )
    case.can_be_received(case.clock.days_ago(1, "08:30"), since=case.clock.ago(hours=1))


def no_home_care_yet(case: CaseStory) -> None:
    """Only social services are needed, and the municipality has twice said not yet: nine days so far."""
    case.is_admitted(case.clock.days_ago(20, "15:30"), needs=MUNICIPAL_ONLY)
    case.is_notified(case.clock.days_ago(20, "17:20"), home_at=case.clock.days_ago(-3, "12:00"))
    case.all_receive(case.clock.days_ago(19, "08:15"))
    case.all_give_basis(case.clock.days_ago(19, "09:40"))
    case.treatment_plan_is_written(case.clock.days_ago(12, "14:20"))
    _is_ready_and_all_know(case, case.clock.days_ago(9, "10:40"))
    case.cannot_be_received(case.clock.days_ago(8, "09:15"), "Plats på korttidsboende saknas.")
    between_parties.municipality_reports(
        case,
        case.clock.days_ago(7, "10:30"),
        DeviationCategory.INFORMATION_MISSING,
        "Behandlingsplanen sade inget om förflyttningar. Vi fick ringa och fråga.",
    )
    between_parties.ward_follows_up(
        case, case.clock.days_ago(6, "14:10"), "Ny mall utan den rubriken.", "Rubriken är tillbaka i mallen."
    )
    case.cannot_be_received(
        case.clock.days_ago(3, "13:30"),
        "Plats på korttidsboende saknas, en blir ledig i veckan.",
        until=case.clock.days_ago(-3, "10:00"),
    )


def region_services_are_missing(case: CaseStory) -> None:
    """The region's rehabilitation at home is not there: no days count meanwhile (LUS 5:5)."""
    _is_planned(case, admitted_days_ago=11)
    _is_ready_and_all_know(case, case.clock.days_ago(4, "11:05"))
    case.sip_is_called(
        case.clock.days_ago(3, "09:10"), meets_at=case.clock.days_ago(1, "15:00"), form=SipForm.ON_SITE
    )
    case.can_be_received(case.clock.days_ago(3, "13:00"), since=case.clock.days_ago(1, "10:00"))
    case.region_services_are_missing(
        case.clock.days_ago(2, "10:20"), "Hemrehabiliteringen har inte sagt när den kan börja."
    )


def region_services_came(case: CaseStory) -> None:
    """They were missing for two days, and are there."""
    _is_planned(case, admitted_days_ago=13)
    _is_ready_and_all_know(case, case.clock.days_ago(6, "10:00"))
    case.sip_is_called(
        case.clock.days_ago(5, "08:40"), meets_at=case.clock.days_ago(4, "13:00"), form=SipForm.PHONE
    )
    case.region_services_are_missing(case.clock.days_ago(4, "09:00"), "Syrgas hemma är inte beställd.")
    sips.sip_is_moved(
        case,
        case.clock.days_ago(4, "09:30"),
        meets_at=case.clock.days_ago(2, "13:00"),
        reason="Syrgasen måste vara beställd först.",
    )
    case.region_services_are_there(case.clock.days_ago(2, "15:10"), "Syrgasen levererades i dag.")
    sips.sip_plan_is_followed_up(case, case.clock.days_ago(2, "15:30"))
    case.can_be_received(case.clock.days_ago(1, "09:45"), since=case.clock.days_ago(-1, "09:00"))
    case.is_on_leave(case.clock.days_ago(1, "10:30"), until=case.clock.days_ago(-1, "09:00"))


def is_ready_again(case: CaseStory) -> None:
    """Ready, ill again, and ready anew: days count from the second notice."""
    _is_planned(case, admitted_days_ago=10)
    _is_ready_and_all_know(case, case.clock.days_ago(4, "09:50"))
    case.sip_is_called(case.clock.days_ago(4, "15:00"), meets_at=case.clock.days_ago(2, "10:00"))
    case.is_ill_again(case.clock.days_ago(3, "22:30"), "Föll på avdelningen, röntgas.")
    sips.sip_meeting_is_cancelled(case, case.clock.days_ago(2, "08:10"), "Patienten är sämre igen.")
    _is_ready_and_all_know(case, case.clock.days_ago(1, "14:35"))
    case.sip_is_called(case.clock.ago(hours=6), meets_at=case.clock.days_ago(-2, "10:30"))


def was_told_afterwards(case: CaseStory) -> None:
    """Everything was written on paper while the systems were down, and registered eight hours later."""
    case.registered_later_by = timedelta(hours=8)
    _is_planned(case, admitted_days_ago=4)
    _is_ready_and_all_know(case, case.clock.days_ago(2, "09:00"))


def court_has_decided(case: CaseStory) -> None:
    """Open compulsory care: the notice by the court's decision, and a plan of its own in place of the SIP."""
    _is_planned(case, admitted_days_ago=25)
    sips.care_plan_is_made(case, case.clock.days_ago(6, "10:15"))
    _is_ready_and_all_know(
        case, case.clock.days_ago(2, "13:10"), ground=ReadinessGround.COMPULSORY_CARE_DECISION
    )


def care_plan_waits_to_be_adjusted(case: CaseStory) -> None:
    """Open compulsory care: the plan was written this morning, and outpatient care and municipality read it now."""
    _is_planned(case, admitted_days_ago=18)
    sips.care_plan_is_written(case, case.clock.ago(hours=4, minutes=5))


def went_home_today(case: CaseStory) -> None:
    """A discharge was registered on the wrong patient yesterday, struck out, and came today."""
    _is_planned(case, admitted_days_ago=6)
    _is_ready_and_all_know(case, case.clock.days_ago(1, "09:40"))
    case.sip_is_called(case.clock.days_ago(1, "12:15"), meets_at=case.clock.days_ago(-5, "13:00"))
    case.can_be_received(case.clock.days_ago(1, "14:00"), since=case.clock.ago(hours=3))
    case.goes_home(case.clock.days_ago(1, "15:20"))
    case.latest_is_put_right(case.clock.days_ago(1, "15:40"), "Gällde patienten i sängen bredvid.")
    case.goes_home(case.clock.ago(hours=2, minutes=10))


def went_to_short_term_housing(case: CaseStory) -> None:
    """After a wait of four days, and a call to the SIP on the last of its three."""
    _is_planned(case, admitted_days_ago=14)
    _is_ready_and_all_know(case, case.clock.days_ago(6, "11:50"))
    case.cannot_be_received(case.clock.days_ago(5, "10:10"), "Väntar på plats på korttidsboende.")
    case.sip_is_called(case.clock.days_ago(3, "16:20"), meets_at=case.clock.days_ago(-1, "10:00"))
    sips.sip_plan_is_made(case, case.clock.days_ago(3, "16:40"))
    case.can_be_received(case.clock.days_ago(3, "17:00"), since=case.clock.days_ago(2, "10:00"))
    case.goes_home(case.clock.days_ago(2, "10:15"), Destination.SHORT_TERM_HOUSING, "Hjälpmedel är med.")
    discharges.correct(
        discharged_at=case.clock.days_ago(2, "10:45"),
        destination=Destination.SHORT_TERM_HOUSING,
        note="Hjälpmedel är med.",
        reason="Taxin var sen.",
        **case.entry(case.team.nurse, case.clock.days_ago(2, "11:00")),
    )
    case.others_are_informed(case.clock.days_ago(2, "11:20"))


def died_in_the_ward(case: CaseStory) -> None:
    _is_planned(case, admitted_days_ago=9)
    case.goes_home(case.clock.days_ago(1, "04:35"), Destination.DECEASED)


def _is_planned(case: CaseStory, *, admitted_days_ago: int) -> None:
    """Admitted, notified in time, received by both, a fixed care contact appointed; to go home tomorrow at latest."""
    told = admitted_days_ago
    case.is_admitted(case.clock.days_ago(told, "09:10"))
    case.is_notified(case.clock.days_ago(told, "11:40"), home_at=case.clock.days_ago(-1, "12:00"))
    case.all_receive(case.clock.days_ago(told, "13:00"))
    case.contact_is_appointed(case.clock.days_ago(told - 1, "10:30"))
    case.all_give_basis(case.clock.days_ago(told - 1, "11:05"))
    case.officer_is_named(case.clock.days_ago(told - 1, "11:30"))
    case.treatment_plan_is_written(case.clock.days_ago(told - 1, "15:10"))


def _is_ready_and_all_know(
    case: CaseStory, at: datetime, *, ground: ReadinessGround = ReadinessGround.ASSESSMENT
) -> None:
    """Declared ready, and the notice is acknowledged within the hour and a quarter."""
    case.is_ready(at, ground=ground)
    case.all_receive(at + timedelta(minutes=40))
