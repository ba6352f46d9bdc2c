"""What the parties tell each other while they plan, as steps of a story."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Assignment
from coordination.actions import (
    beds,
    care_contacts,
    consents,
    discharges,
    homegoing,
    leaves,
    notices,
    planning,
    treatment_plans,
)
from coordination.core.homegoing import HomeReadyItem, HomeReadyLine, HomeReadyState
from coordination.core.needs import Consent
from coordination.core.planning import CareLevel, WithheldNotice
from coordination.models import Case, Event
from tests.cast import Cast


class PlanningSteps:
    """Part of `tests.coordination.stories.Story`, which has the cast and the case."""

    cast: Cast
    case: Case

    def chooses_track(self, occurred_at: datetime, code: str = "yellow", **more: Any) -> Event:
        return homegoing.choose_track(code=code, **self._entry(self.nurse, occurred_at, more))

    def checks_home_ready(
        self,
        occurred_at: datetime,
        item: HomeReadyItem = HomeReadyItem.TRANSPORT_ORDERED,
        state: HomeReadyState = HomeReadyState.DONE,
        **more: Any,
    ) -> Event:
        lines = [HomeReadyLine(item, state, more.pop("comment", ""))]
        return homegoing.check(lines=lines, **self._entry(more.pop("by", self.nurse), occurred_at, more))

    def gives_summary(self, occurred_at: datetime, **more: Any) -> Event:
        return homegoing.give_summary(
            what_matters="min katt",
            what_happened="lunginflammation",
            what_happens_next="hemtjänsten kommer i kväll",
            whom_to_turn_to="Eva Ek, 035-000 00 00",
            **self._entry(self.nurse, occurred_at, more),
        )

    def registers_consent(
        self, occurred_at: datetime, consent: Consent = Consent.DECLINED, **more: Any
    ) -> Event:
        return consents.register(consent=consent, **self._entry(self.nurse, occurred_at, more))

    def changes_bed(self, occurred_at: datetime, bed: str = "12:2", **more: Any) -> Event:
        return beds.change(bed=bed, **self._entry(self.nurse, occurred_at, more))

    def changes_estimate(self, occurred_at: datetime, **more: Any) -> Event:
        return planning.change_estimate(
            estimated_discharge_at=more.pop("estimated_discharge_at", occurred_at + timedelta(days=2)),
            reason="väntar på provsvar",
            **self._entry(self.nurse, occurred_at, more),
        )

    def writes_treatment_plan(self, occurred_at: datetime, **more: Any) -> Event:
        return treatment_plans.write(
            medical="blodtryck",
            nursing="hjälp med dusch",
            rehabilitation="gångträning",
            care_level=CareLevel.PRIMARY_CARE,
            **self._entry(self.nurse, occurred_at, more),
        )

    def municipality_gives_basis(self, occurred_at: datetime, **more: Any) -> Event:
        return planning.give_basis(
            is_known=True,
            ongoing_services="hemtjänst två gånger om dagen",
            **self._entry(self.cast.case_officer, occurred_at, more),
        )

    def all_give_basis(self, occurred_at: datetime) -> None:
        """Municipality and outpatient care, when each has had the admission notice."""
        self.municipality_gives_basis(occurred_at)
        planning.give_basis(is_known=False, **self._entry(self.cast.coordinator, occurred_at, {}))

    def names_officer(self, occurred_at: datetime, **more: Any) -> Event:
        return planning.name_officer(
            name="Olle Olsson",
            unit_name="Biståndsenheten",
            phone="035-000 00 01",
            **self._entry(self.cast.case_officer, occurred_at, more),
        )

    def appoints_in_ward(self, occurred_at: datetime, name: str = "Siv Sand", **more: Any) -> Event:
        return care_contacts.appoint_in_inpatient_care(
            name=name,
            title="sjuksköterska",
            unit_name="Avd 4B",
            phone="035-000 00 71",
            **self._entry(self.cast.nurse, occurred_at, more),
        )

    def plans_discharge(self, occurred_at: datetime, **more: Any) -> Event:
        return planning.plan_discharge(
            remaining="säng hem",
            responsible="kommunen, på torsdag",
            care_level=CareLevel.PRIMARY_CARE,
            **self._entry(self.nurse, occurred_at, more),
        )

    def goes_on_leave(self, occurred_at: datetime, **more: Any) -> Event:
        until = more.pop("until", occurred_at + timedelta(days=1))
        return leaves.begin(until=until, **self._entry(self.nurse, occurred_at, more))

    def comes_back(self, occurred_at: datetime, **more: Any) -> Event:
        return leaves.end(**self._entry(self.nurse, occurred_at, more))

    def withholds(
        self, occurred_at: datetime, notice: WithheldNotice = WithheldNotice.ADMISSION_NOTICE, **more: Any
    ) -> Event:
        return notices.withhold(
            notice=notice, ground="motsätter sig", **self._entry(self.nurse, occurred_at, more)
        )

    def informs(self, occurred_at: datetime, **more: Any) -> Event:
        return discharges.inform(
            summary="lunginflammation",
            medicines="oförändrade",
            contact="avdelningen",
            **self._entry(self.nurse, occurred_at, more),
        )

    def _entry(self, by: Assignment, occurred_at: datetime, more: dict[str, Any]) -> Any:
        entry = {"case_id": self.case.pk, "by": by, "occurred_at": occurred_at, "registered_at": occurred_at}
        return {**entry, **more}
