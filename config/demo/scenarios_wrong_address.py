"""Patients whose notice came to the wrong place: each function tells one case as far as it has come."""

from config.demo.between_parties import entry
from config.demo.case_story import MUNICIPAL_ONLY, CaseStory
from coordination.actions import addressing
from coordination.actions.receivers import centres_elsewhere, colleagues
from coordination.core.states import Capacity


def is_not_our_resident(case: CaseStory) -> None:
    """The municipality has sent the notice back: the ward is to address it anew."""
    case.is_admitted(case.clock.days_ago(1, "10:40"), needs=MUNICIPAL_ONLY)
    case.is_notified(case.clock.days_ago(1, "13:20"), home_at=case.clock.days_ago(-4, "10:00"))
    addressing.send_back(
        reason="Har flyttat: folkbokförd i en annan kommun sedan i våras.",
        **entry(case, case.team.officer, case.clock.ago(hours=3, minutes=5)),
    )


def is_not_our_patient(case: CaseStory) -> None:
    """The primary care centre has sent the notice back: the ward is to ask where the patient is listed."""
    case.is_admitted(case.clock.days_ago(1, "09:20"))
    case.is_notified(case.clock.days_ago(1, "11:15"), home_at=case.clock.days_ago(-4, "10:00"))
    case.municipality_receives(case.clock.days_ago(1, "13:40"))
    addressing.say_not_ours(
        reason="Har bytt vårdcentral, vi vet inte till vilken.",
        **entry(case, case.team.coordinator, case.clock.ago(hours=2, minutes=35)),
    )


def is_listed_with_another_provider(case: CaseStory) -> None:
    """The primary care centre has handed the notice on to the one where the patient is listed."""
    case.is_admitted(case.clock.days_ago(1, "15:45"))
    case.is_notified(case.clock.days_ago(1, "17:05"), home_at=case.clock.days_ago(-3, "13:00"))
    case.municipality_receives(case.clock.days_ago(1, "17:50"))
    by = case.team.coordinator
    to = centres_elsewhere(by=by, capacity=Capacity.OUTPATIENT, case=case.case).first()
    if to is not None:
        addressing.hand_over(
            to=to,
            stays=False,
            note="Listad hos er sedan i mars.",
            **entry(case, by, case.clock.ago(hours=2, minutes=20)),
        )


def came_to_the_wrong_clinic(case: CaseStory) -> None:
    """The patient is listed elsewhere: the ward has taken the notice back, and is to send another."""
    case.is_admitted(case.clock.days_ago(2, "18:10"))
    case.is_notified(case.clock.days_ago(1, "08:45"), home_at=case.clock.days_ago(-3, "10:00"))
    case.municipality_receives(case.clock.days_ago(1, "09:30"))
    addressing.remove(
        unit=case.team.coordinator.unit,
        reason="Patienten är listad på en annan vårdcentral.",
        **entry(case, case.team.nurse, case.clock.ago(hours=4, minutes=15)),
    )


def was_handed_over(case: CaseStory) -> None:
    """The intake has handed the case over to a colleague's unit, and follows it still."""
    case.is_admitted(case.clock.days_ago(1, "07:50"))
    case.is_notified(case.clock.days_ago(1, "12:30"), home_at=case.clock.days_ago(-2, "10:00"))
    case.all_receive(case.clock.days_ago(1, "13:10"))
    case.all_give_basis(case.clock.days_ago(1, "15:00"))
    officer = case.team.officer
    to = colleagues(by=officer, capacity=Capacity.MUNICIPALITY, case=case.case).first()
    if to is not None:
        addressing.hand_over(
            to=to,
            stays=True,
            note="Känd hos er sedan tidigare.",
            **entry(case, officer, case.clock.ago(hours=2, minutes=50)),
        )
