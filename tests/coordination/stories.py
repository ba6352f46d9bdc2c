"""A patient's way home, told in steps by the cast: each takes the time it happened and leaves the rest to habit.

story = Story(cast)                       # admitted on Tuesday 3 March 2026 at 09.10
story.notify(at("2026-03-03T11:40"))
story.is_ready(at("2026-03-05T13:15"))
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from accounts.models import Assignment
from coordination.actions import (
    admissions,
    care_contacts,
    cases,
    discharges,
    entries,
    identities,
    notices,
    patients,
    readiness,
    receptions,
    region_services,
    transfers,
)
from coordination.actions.patients import PatientDetails
from coordination.core.civil import STOCKHOLM
from coordination.core.episodes import CareType, Episode
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent, Need, NeedAssessment
from coordination.core.patient_events import NumberFault
from coordination.models import Case, Event
from tests.cast import Cast
from tests.coordination.planning_stories import PlanningSteps
from tests.coordination.sip_stories import SipSteps

EVERYTHING = frozenset(Need)
ONLY_MUNICIPAL = frozenset({Need.SOCIAL_SERVICES})
ONLY_OUTPATIENT = frozenset({Need.REGION_OUTPATIENT})
NOTHING: frozenset[Need] = frozenset()
PHYSICIAN = "Love Lindgren"

_numbers = count()


def at(civil_time: str) -> datetime:
    """The instant when the clock in Sweden shows this; `fold=1` is never meant."""
    return datetime.fromisoformat(civil_time).replace(tzinfo=STOCKHOLM)


TUESDAY = at("2026-03-03T09:10")


def patient_details(**changes: Any) -> PatientDetails:
    """Somebody new each time, born in 1890: nobody alive has such a number."""
    return PatientDetails(
        **{
            "identity_type": IdentityType.PERSONAL_NUMBER,
            "identity_value": personal_number(next(_numbers)),
            "family_name": "Andersson",
            "given_name": "Anna",
            "municipality_code": "1380",
            "address": "Storgatan 1, 302 43 Halmstad",
            **changes,
        }
    )


def personal_number(index: int) -> str:
    """The number of nobody: a hundred-and-thirty-year-old, with a right check digit."""
    short = (
        f"{90 + index // 27000 % 10:02}{index // 2250 % 12 + 1:02}{index // 90 % 25 + 1:02}{index % 90:03}"
    )
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(short)]
    check = -sum(one // 10 + one % 10 for one in doubled) % 10
    return f"18{short}{check}"


@dataclass
class Story(PlanningSteps, SipSteps):
    """One case, begun by its admission. `registered` is when the steps are told to the system: by habit at once."""

    cast: Cast
    admitted_at: datetime = TUESDAY
    needs: frozenset[Need] | None = EVERYTHING
    care_type: CareType = CareType.SOMATIC
    consent: Consent = Consent.GIVEN
    placing_municipality_code: str | None = None
    patient: PatientDetails = field(default_factory=patient_details)
    case: Case = field(init=False)
    nurse: Assignment = field(init=False)
    """Who acts for the ward where the patient lies."""

    def __post_init__(self) -> None:
        self.nurse = self.cast.nurse
        assessment = (
            None
            if self.needs is None
            else NeedAssessment(self.needs, PHYSICIAN, assessed_at=self.admitted_at)
        )
        self.case = admissions.register(
            by=self.cast.nurse,
            patient=self.patient,
            care_type=self.care_type,
            admitted_at=self.admitted_at,
            assessment=assessment,
            consent=self.consent,
            placing_municipality_code=self.placing_municipality_code,
            registered_at=self.admitted_at,
        )

    def assess(self, occurred_at: datetime, needs: frozenset[Need], **more: Any) -> Event:
        return admissions.assess_need(
            needs=needs,
            physician=PHYSICIAN,
            assessed_at=occurred_at,
            **self._entry(self.nurse, occurred_at, more),
        )

    def notify(self, occurred_at: datetime, **more: Any) -> Event:
        usual = max(self.admitted_at + timedelta(days=3), occurred_at + timedelta(days=1))
        expected = more.pop("estimated_discharge_at", usual)
        return notices.send(
            estimated_discharge_at=expected,
            units=more.pop("units", ()),
            district=more.pop("district", ""),
            listed_at=more.pop("listed_at", None),
            told_outside=more.pop("told_outside", ""),
            **self._entry(self.nurse, occurred_at, more),
        )

    def municipality_receives(self, occurred_at: datetime, **more: Any) -> Event:
        return notices.acknowledge(**self._entry(self.cast.case_officer, occurred_at, more))

    def outpatient_receives(self, occurred_at: datetime, **more: Any) -> Event:
        return notices.acknowledge(**self._entry(self.cast.coordinator, occurred_at, more))

    def appoint_contact(self, occurred_at: datetime, **more: Any) -> Event:
        return care_contacts.appoint(
            name="Eva Ek",
            title="distriktssköterska",
            unit_name="Andersbergs vårdcentral",
            phone="035-000 00 00",
            **self._entry(self.cast.coordinator, occurred_at, more),
        )

    def is_ready(self, occurred_at: datetime, **more: Any) -> Event:
        return readiness.declare(
            physician=PHYSICIAN,
            assessed_at=occurred_at,
            units=more.pop("units", ()),
            told_outside=more.pop("told_outside", ""),
            **self._entry(self.nurse, occurred_at, more),
        )

    def is_not_ready(self, occurred_at: datetime, **more: Any) -> Event:
        return readiness.withdraw(reason="feber", **self._entry(self.nurse, occurred_at, more))

    def can_receive(self, occurred_at: datetime, **more: Any) -> Event:
        start = more.pop("can_receive_from", occurred_at)
        return receptions.accept(
            can_receive_from=start, **self._entry(self.cast.case_officer, occurred_at, more)
        )

    def cannot_receive(self, occurred_at: datetime, **more: Any) -> Event:
        return receptions.delay(
            reason="ingen plats", **self._entry(self.cast.case_officer, occurred_at, more)
        )

    def services_missing(self, occurred_at: datetime, **more: Any) -> Event:
        return region_services.report_missing(
            what="hemrehabilitering", **self._entry(self.cast.coordinator, occurred_at, more)
        )

    def services_available(self, occurred_at: datetime, **more: Any) -> Event:
        return region_services.report_available(**self._entry(self.cast.coordinator, occurred_at, more))

    def moves(self, occurred_at: datetime, to: Assignment, **more: Any) -> Event:
        """To the ward of another nurse, who acts from then on."""
        event = transfers.transfer(to=to.unit, **self._entry(self.nurse, occurred_at, more))
        self.nurse = to
        return event

    def is_corrected(self, occurred_at: datetime, **more: Any) -> Event:
        return patients.correct(reason="fel i journalen", **self._entry(self.nurse, occurred_at, more))

    def has_number(self, occurred_at: datetime, value: str, fault: NumberFault, **more: Any) -> Event:
        """A personal identity number unless said."""
        told = {
            "identity_type": more.pop("identity_type", IdentityType.PERSONAL_NUMBER),
            "is_same_person": more.pop("is_same_person", False),
        }
        return identities.correct(
            identity_value=value,
            fault=fault,
            reason="legitimation",
            **told,
            **self._entry(self.nurse, occurred_at, more),
        )

    def is_protected_no_more(self, occurred_at: datetime, **more: Any) -> Event:
        return patients.end_protection(
            reason="skyddet har upphört enligt folkbokföringen",
            **self._entry(self.nurse, occurred_at, more),
        )

    def goes_home(
        self, occurred_at: datetime, destination: Destination = Destination.HOME, **more: Any
    ) -> Event:
        return discharges.register(destination=destination, **self._entry(self.nurse, occurred_at, more))

    def went_home(self, discharged_at: datetime, **more: Any) -> Event:
        """At another time than was registered before."""
        destination = more.pop("destination", Destination.HOME)
        entry = self._entry(self.nurse, discharged_at, more)
        return discharges.correct(
            discharged_at=discharged_at, destination=destination, reason="fel klockslag", **entry
        )

    def cancel(self, occurred_at: datetime, **more: Any) -> Event:
        return cases.cancel(reason="fel patient", **self._entry(self.nurse, occurred_at, more))

    def put_right(self, occurred_at: datetime, entry: int, **more: Any) -> Event:
        """Voided by the ward unless said; what the event told counts for nothing."""
        by = more.pop("by", self.cast.nurse)
        return entries.void(entry=entry, reason="fel patient", **self._entry(by, occurred_at, more))

    @property
    def history(self) -> History:
        return History(self.case.events.recorded())

    @property
    def facts(self) -> Episode:
        """What billing knows now."""
        return self.case.facts.latest().get().as_episode()

    def status(self) -> str:
        self.case.refresh_from_db()
        return self.case.status
