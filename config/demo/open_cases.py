"""Which patients lie in which ward, and how far each has come."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from accounts.models import Assignment
from config.demo import scenarios_before_ready as before
from config.demo import scenarios_ready as ready
from config.demo import scenarios_wrong_address as wrong
from config.demo.case_story import CaseStory, Team
from config.demo.clock import Clock
from config.demo.patients import Patients
from coordination.core.episodes import CareType

Scenario = Callable[[CaseStory], None]
USUAL: tuple[Scenario, ...] = (
    before.notice_is_overdue,
    before.notice_is_due_soon,
    before.was_admitted_today,
    before.notice_was_just_sent,
    before.municipality_has_not_received,
    before.contact_is_missing,
    before.contact_is_appointed,
    ready.is_ready_today,
    ready.is_ready_and_welcome,
    ready.sip_is_due_today,
    ready.sip_is_overdue,
    ready.region_services_are_missing,
    ready.went_home_today,
)
"""Something overdue, something today and something later for each of the three parties."""
BESIDES: tuple[Scenario, ...] = (
    before.just_admitted,
    before.needs_nothing,
    before.need_was_found_later,
    before.outpatient_has_not_received,
    before.only_outpatient_care_is_needed,
    before.is_ill_again,
    before.is_kept_secret,
    before.was_a_mistake,
    before.was_told_by_mistake,
    before.was_moved_at_night,
    before.was_protected_until_today,
    ready.is_ready_before_the_basis,
    ready.patient_declines_sip,
    ready.no_home_care_yet,
    ready.region_services_came,
    ready.is_ready_again,
    ready.was_told_afterwards,
    ready.went_to_short_term_housing,
    ready.died_in_the_ward,
    wrong.is_not_our_resident,
    wrong.is_not_our_patient,
    wrong.is_listed_with_another_provider,
    wrong.came_to_the_wrong_clinic,
    wrong.was_handed_over,
    before.came_without_papers,
)


@dataclass(frozen=True, slots=True)
class Ward:
    """Patients of one town in one ward: unit keys of who acts, and the cases."""

    ward: str
    outpatient: str
    intake: str
    town: str
    scenarios: tuple[Scenario, ...]
    care_type: CareType = CareType.SOMATIC
    next_ward: str = ""
    registered_in: str | None = None
    """Where the patients are registered, when `town` has placed them there (LUS 5:2)."""


WARDS = (
    Ward("ward 4b", "primary care 1380", "intake 1380", "1380", (*USUAL, *BESIDES), next_ward="ward 6a"),
    Ward("ward 4b", "private primary care", "intake 1380", "1380", (before.contact_is_missing,)),
    Ward(
        "ward 4b", "primary care 1381", "intake 1380", "1380", (ready.is_ready_today,), registered_in="1381"
    ),
    Ward(
        "ward 6a",
        "primary care 1383",
        "intake 1383",
        "1383",
        (before.notice_is_due_today, before.notice_was_just_sent, ready.is_ready_and_welcome),
    ),
    Ward("ward 6a", "primary care 1382", "intake 1382", "1382", (ready.sip_is_overdue,)),
    Ward(
        "ward 71",
        "psychiatry 1315",
        "social psychiatry 1380",
        "1380",
        (before.notice_is_due_soon, before.contact_is_missing, ready.court_has_decided),
        CareType.PSYCHIATRIC,
    ),
    Ward("ward 12", "primary care 2080", "intake 2080", "2080", USUAL),
    Ward("ward 12", "primary care 2081", "intake 2081", "2081", (ready.is_ready_today,)),
    Ward("ward 30", "primary care 1480", "intake 1480", "1480", USUAL),
    Ward("ward 30", "primary care 1481", "intake 1481", "1481", (ready.no_home_care_yet,)),
    Ward(
        "ward 71",
        "psychiatry 1315",
        "social psychiatry 1380",
        "1380",
        (ready.care_plan_waits_to_be_adjusted,),
        CareType.PSYCHIATRIC,
    ),
    Ward(
        "ward 3",
        "primary care 2580",
        "intake 2580",
        "2580",
        (before.is_on_the_first_track, before.is_on_the_last_track, *USUAL),
    ),
)


UNLISTED = 5
"""Of every so many somatic patients nobody knows where one is listed."""


def make_open_cases(acting: Mapping[str, Assignment], clock: Clock) -> int:
    """Tells every ward's cases; how many."""
    patients = Patients(clock.today)
    stories = [story for ward in WARDS for story in _stories_of(ward, acting, patients, clock)]
    for scenario, story in stories:
        scenario(story)
    return len(stories)


def _stories_of(
    ward: Ward, acting: Mapping[str, Assignment], patients: Patients, clock: Clock
) -> Iterator[tuple[Scenario, CaseStory]]:
    coordinator = acting[ward.outpatient]
    team = Team(
        nurse=acting[ward.ward],
        physician=PHYSICIANS[ward.ward],
        coordinator=coordinator,
        officer=acting[ward.intake],
        care_type=ward.care_type,
        placing_municipality_code=ward.town if ward.registered_in else None,
        outpatient=coordinator.unit,
        next_ward=acting[ward.next_ward] if ward.next_ward else None,
    )
    for scenario in ward.scenarios:
        patient = patients.one_in(ward.registered_in or ward.town, ward.care_type)
        if ward.care_type is CareType.SOMATIC and len(patients) % UNLISTED:
            patient = replace(patient, listed_at=coordinator.unit)
        # A few minutes apart, so that no two in a ward were admitted in the same minute.
        yield scenario, CaseStory(team, patient, Clock(clock.now - timedelta(minutes=len(patients) % 7)))


PHYSICIANS = {
    "ward 4b": "Love Lindgren",
    "ward 6a": "Malin Molander",
    "ward 71": "Tor Tistel",
    "ward 12": "Sanna Sjöholm",
    "ward 30": "Anton Ahl",
    "ward 3": "Kajsa Karp",
}
