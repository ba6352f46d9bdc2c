"""One open case, told step by step through the same actions that the pages use.

Each step takes the time it happened, which is also when it was registered unless the story says otherwise.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from accounts.models import Assignment, Unit
from agreements.tracks import tracks_of
from config.demo.clock import Clock
from coordination.actions import (
    admissions,
    beds,
    care_contacts,
    cases,
    discharges,
    entries,
    homegoing,
    leaves,
    notices,
    patients,
    planning,
    readiness,
    receptions,
    region_services,
    sips,
    transfers,
    treatment_plans,
)
from coordination.actions.entry import Entry
from coordination.actions.patients import PatientDetails
from coordination.core.episodes import CareType
from coordination.core.events import Destination, ReadinessGround
from coordination.core.homegoing import WHOSE, HomeReadyItem, HomeReadyLine, HomeReadyState
from coordination.core.needs import (
    Consent,
    Need,
    NeedAssessment,
    health_care_is_needed,
    municipality_is_needed,
)
from coordination.core.planning import CareLevel, WithheldNotice
from coordination.core.sips import SipForm
from coordination.core.states import Capacity
from coordination.models import Case

EVERYTHING = frozenset(Need)
MUNICIPAL_ONLY = frozenset({Need.SOCIAL_SERVICES})
OUTPATIENT_ONLY = frozenset({Need.REGION_OUTPATIENT})
HEALTH_CARE = frozenset({Need.MUNICIPAL_HEALTH_CARE})
NOTHING: frozenset[Need] = frozenset()


@dataclass(frozen=True, slots=True)
class Team:
    """Who acts for each party of a case, and how the case came to them."""

    nurse: Assignment
    physician: str
    coordinator: Assignment
    officer: Assignment
    care_type: CareType = CareType.SOMATIC
    placing_municipality_code: str | None = None
    outpatient: Unit | None = None
    """The primary care that the patient has chosen, where routing does not tell."""
    next_ward: Assignment | None = None
    """A nurse of the ward that patients are moved to."""


@dataclass
class CaseStory:
    """A patient's way home so far."""

    team: Team
    patient: PatientDetails
    clock: Clock
    registered_later_by: timedelta = timedelta()
    case: Case = field(init=False)
    needs: frozenset[Need] = field(init=False, default=NOTHING)

    def is_admitted(
        self,
        at: datetime,
        *,
        needs: frozenset[Need] | None = EVERYTHING,
        stays: int = 4,
        consent: Consent = Consent.GIVEN,
    ) -> None:
        """To stay about so many days; `needs` is None when no physician has assessed them yet."""
        self.needs = needs or NOTHING
        assessment = None if needs is None else NeedAssessment(needs, self.team.physician, assessed_at=at)
        self.case = admissions.register(
            by=self.team.nurse,
            patient=self.patient,
            care_type=self.team.care_type,
            admitted_at=at,
            assessment=assessment,
            consent=consent,
            estimated_discharge_at=at + timedelta(days=stays),
            placing_municipality_code=self.team.placing_municipality_code,
            registered_at=at + self.registered_later_by,
        )
        room, bed = divmod(int(self.case.number[-5:]) - 1, 4)
        self.lies_in(at, f"{room % 12 + 1}:{bed + 1}")

    def needs_are_found(self, at: datetime, needs: frozenset[Need]) -> None:
        self.needs = needs
        admissions.assess_need(
            needs=needs, physician=self.team.physician, assessed_at=at, **self._by(self.team.nurse, at)
        )

    def is_notified(self, at: datetime, *, home_at: datetime) -> None:
        outpatient = self.team.outpatient if health_care_is_needed(self.needs) else None
        chosen = [outpatient] if outpatient else []
        notices.send(estimated_discharge_at=home_at, units=chosen, **self._by(self.team.nurse, at))

    def municipality_receives(self, at: datetime) -> None:
        notices.acknowledge(**self._by(self.team.officer, at))

    def outpatient_receives(self, at: datetime) -> None:
        notices.acknowledge(**self._by(self.team.coordinator, at))

    def all_receive(self, at: datetime) -> None:
        """The municipality at once, outpatient care half an hour later: those whom the needs concern."""
        if municipality_is_needed(self.needs):
            self.municipality_receives(at)
        if health_care_is_needed(self.needs):
            self.outpatient_receives(at + timedelta(minutes=30))

    def contact_is_appointed(self, at: datetime) -> None:
        person, unit = self.team.coordinator.user, self.team.coordinator.unit
        care_contacts.appoint(
            name=person.name,
            title=person.title,
            unit_name=unit.name,
            phone=unit.phone,
            **self._by(self.team.coordinator, at),
        )

    def is_ready(self, at: datetime, *, ground: ReadinessGround = ReadinessGround.ASSESSMENT) -> None:
        readiness.declare(
            physician=self.team.physician,
            assessed_at=at - timedelta(minutes=20),
            ground=ground,
            **self._by(self.team.nurse, at),
        )

    def is_ill_again(self, at: datetime, reason: str) -> None:
        readiness.withdraw(reason=reason, **self._by(self.team.nurse, at))

    def sip_is_called(self, at: datetime, *, meets_at: datetime, form: SipForm = SipForm.VIDEO) -> None:
        places = {
            SipForm.VIDEO: "https://mote.hemgang.example/sip",
            SipForm.PHONE: self.team.coordinator.unit.phone,
            SipForm.ON_SITE: f"{self.team.nurse.unit.name}, samtalsrummet",
        }
        sips.call(
            meets_at=meets_at,
            form=form,
            place=places[form],
            participants=(self.team.nurse.unit.name, self.team.officer.unit.name),
            **self._by(self.team.coordinator, at),
        )

    def can_be_received(self, at: datetime, *, since: datetime, note: str = "") -> None:
        receptions.accept(can_receive_from=since, note=note, **self._by(self.team.officer, at))

    def cannot_be_received(self, at: datetime, reason: str, *, until: datetime | None = None) -> None:
        receptions.delay(reason=reason, can_receive_from=until, **self._by(self.team.officer, at))

    def region_services_are_missing(self, at: datetime, what: str) -> None:
        region_services.report_missing(what=what, **self._by(self.team.officer, at))

    def region_services_are_there(self, at: datetime, note: str = "") -> None:
        region_services.report_available(note=note, **self._by(self.team.coordinator, at))

    def all_give_basis(self, at: datetime, *, track: int | None = None) -> None:
        """The municipality knows the patient, and may choose a track; outpatient care a quarter of an hour later."""
        if municipality_is_needed(self.needs):
            planning.give_basis(
                is_known=True,
                ongoing_services="Hemtjänst morgon och kväll, trygghetslarm.",
                needs_as_seen="Mer hjälp vid förflyttning den första tiden.",
                track=self.track(track),
                **self._by(self.team.officer, at),
            )
        if health_care_is_needed(self.needs):
            planning.give_basis(
                is_known=True,
                ongoing_services="Blodtryckskontroller hos distriktssköterska.",
                **self._by(self.team.coordinator, at + timedelta(minutes=15)),
            )

    def officer_is_named(self, at: datetime) -> None:
        person, unit = self.team.officer.user, self.team.officer.unit
        planning.name_officer(
            name=person.name, unit_name=unit.name, phone=unit.phone, **self._by(self.team.officer, at)
        )

    def treatment_plan_is_written(self, at: datetime) -> None:
        treatment_plans.write(
            medical="Blodtryck och vikt varje vecka, nya läkemedel följs upp.",
            nursing="Hjälp med dusch och stödstrumpor.",
            rehabilitation="Gångträning med rollator inomhus.",
            care_level=CareLevel.PRIMARY_CARE,
            return_visits="Vårdcentralen om tre veckor.",
            **self._by(self.team.nurse, at),
        )

    def discharge_is_planned(self, at: datetime) -> None:
        planning.plan_discharge(
            remaining="Säng och toalettförhöjning ska vara hemma.",
            responsible="Kommunens arbetsterapeut.",
            care_level=CareLevel.PRIMARY_CARE,
            **self._by(self.team.officer, at),
        )

    def track(self, place: int | None) -> str:
        """The code of the region's track in that place, if it has any."""
        tracks = tracks_of(self.case.region_code)
        return tracks[place].code if tracks and place is not None else ""

    def home_is_prepared(self, at: datetime) -> None:
        """Each party's own lines of the checklist."""
        acting = {Capacity.WARD: self.team.nurse, Capacity.MUNICIPALITY: self.team.officer}
        for capacity, who in acting.items():
            own = [item for item in HomeReadyItem if WHOSE[item] is capacity][:2]
            lines = [HomeReadyLine(item, HomeReadyState.DONE, "") for item in own]
            homegoing.check(lines=lines, **self._by(who, at))

    def summary_is_given(self, at: datetime) -> None:
        unit = self.team.coordinator.unit
        homegoing.give_summary(
            what_matters="Att kunna gå ut med hunden igen.",
            what_happened="Lunginflammation som behandlades med penicillin.",
            what_happens_next="Hemtjänsten kommer i kväll, distriktssköterskan på torsdag.",
            whom_to_turn_to=", ".join(part for part in (unit.name, unit.phone) if part),
            **self._by(self.team.nurse, at),
        )

    def lies_in(self, at: datetime, bed: str) -> None:
        beds.change(bed=bed, **self._by(self.team.nurse, at))

    def estimate_is_changed(self, at: datetime, *, home_at: datetime, reason: str) -> None:
        planning.change_estimate(
            estimated_discharge_at=home_at, reason=reason, **self._by(self.team.nurse, at)
        )

    def is_on_leave(self, at: datetime, *, until: datetime) -> None:
        leaves.begin(until=until, note="Prövar trapporna och larmet.", **self._by(self.team.nurse, at))

    def is_back(self, at: datetime) -> None:
        leaves.end(note="Det gick bra.", **self._by(self.team.nurse, at))

    def notice_is_withheld(self, at: datetime) -> None:
        notices.withhold(
            notice=WithheldNotice.ADMISSION_NOTICE,
            ground="Patienten motsätter sig att kommunen får veta (OSL 25 kap. 1 §).",
            **self._by(self.team.nurse, at),
        )

    def others_are_informed(self, at: datetime) -> None:
        discharges.inform(
            summary="Lunginflammation, färdigbehandlad. Svagare i benen än förut.",
            medicines="Penicillin till och med söndag, dospåsar från i morgon.",
            contact=f"{self.team.nurse.unit.name}, {self.team.nurse.unit.phone}",
            **self._by(self.team.nurse, at),
        )

    def is_moved(self, at: datetime, to: Assignment, note: str = "") -> None:
        """To another nurse's ward, who acts from then on."""
        transfers.transfer(to=to.unit, note=note, **self._by(self.team.nurse, at))
        self.team = replace(self.team, nurse=to)

    def is_known_better(self, at: datetime, *, address: str, reason: str) -> None:
        patients.correct(address=address, reason=reason, **self._by(self.team.nurse, at))

    def is_protected_no_more(self, at: datetime, reason: str) -> None:
        patients.end_protection(reason=reason, **self._by(self.team.nurse, at))

    def goes_home(self, at: datetime, destination: Destination = Destination.HOME, note: str = "") -> None:
        discharges.register(destination=destination, note=note, **self._by(self.team.nurse, at))

    def was_a_mistake(self, at: datetime, reason: str) -> None:
        cases.cancel(reason=reason, **self._by(self.team.nurse, at))

    def latest_is_put_right(self, at: datetime, reason: str) -> None:
        """The ward's latest entry was wrong."""
        entries.void(entry=self.case.events.count(), reason=reason, **self._by(self.team.nurse, at))

    def _by(self, who: Assignment, at: datetime) -> Entry:
        registered_at = at + self.registered_later_by
        return Entry(case_id=self.case.pk, by=who, occurred_at=at, registered_at=registered_at)

    def entry(self, who: Assignment, at: datetime) -> Entry:
        """What an action is told of a step that is told elsewhere (`sips_in_demo`)."""
        return self._by(who, at)
