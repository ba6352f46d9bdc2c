"""The SIP and the plans, as steps of a story."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import Assignment
from coordination.actions import plans, sips
from coordination.core.plans import CareService, PlanAction, PlanGoal
from coordination.core.sips import SipAnswer, SipForm, SipWaiver
from coordination.models import Case, Event
from tests.cast import Cast

GOALS = (
    PlanGoal(
        "Klara trapporna själv",
        (
            PlanAction("Gångträning två gånger i veckan", "Andersbergs vårdcentral", date(2026, 4, 1)),
            PlanAction("Räcke på båda sidor", "Biståndsenheten", date(2026, 3, 20)),
        ),
    ),
)


class SipSteps:
    """Part of `tests.coordination.stories.Story`, which has the cast and the case."""

    cast: Cast
    case: Case

    def call_to_sip(self, occurred_at: datetime, **more: Any) -> Event:
        return sips.call(
            meets_at=more.pop("meets_at", occurred_at + timedelta(days=1)),
            form=SipForm.VIDEO,
            place="https://moten.example.se/1",
            participants=("Halmstads kommun", "Anna Andersson"),
            **self._entry(self.cast.coordinator, occurred_at, more),
        )

    def waive_sip(
        self, occurred_at: datetime, reason: SipWaiver = SipWaiver.PATIENT_DECLINES, **more: Any
    ) -> Event:
        return sips.waive(
            reason=reason, explanation="vill inte", **self._entry(self.cast.coordinator, occurred_at, more)
        )

    def asks_for_sip(self, occurred_at: datetime, **more: Any) -> Event:
        return sips.request(reason="bor ensam", **self._entry(self.cast.case_officer, occurred_at, more))

    def moves_sip(self, occurred_at: datetime, **more: Any) -> Event:
        return sips.move(
            meets_at=more.pop("meets_at", occurred_at + timedelta(days=2)),
            form=SipForm.ON_SITE,
            place="Avd 4B, samtalsrummet",
            **self._entry(self.cast.coordinator, occurred_at, more),
        )

    def cancels_sip_call(self, occurred_at: datetime, **more: Any) -> Event:
        return sips.cancel_call(reason="sjuk", **self._entry(self.cast.coordinator, occurred_at, more))

    def answers_sip_call(
        self, occurred_at: datetime, answer: SipAnswer = SipAnswer.COMES, **more: Any
    ) -> Event:
        return sips.answer(answer=answer, **self._entry(self.cast.case_officer, occurred_at, more))

    def writes_sip_plan(self, occurred_at: datetime, **more: Any) -> Event:
        told = {
            "patients_words": "Jag vill hem till katten.",
            "goals": GOALS,
            "follow_up_on": occurred_at.date() + timedelta(days=30),
        }
        told |= {
            name: more.pop(name)
            for name in ("goals", "follow_up_on", "readers", "has_consented")
            if name in more
        }
        return plans.write_sip(**told, **self._entry(self.cast.coordinator, occurred_at, more))

    def agrees_to_sip_plan(self, occurred_at: datetime, by: Assignment | None = None, **more: Any) -> Event:
        return plans.agree_to_sip(**self._entry(by or self.cast.case_officer, occurred_at, more))

    def follows_up_sip(self, occurred_at: datetime, **more: Any) -> Event:
        return plans.follow_up_sip(
            result="Trapporna går bra.", **self._entry(self.cast.coordinator, occurred_at, more)
        )

    def closes_sip(self, occurred_at: datetime, **more: Any) -> Event:
        return plans.close_sip(
            reason="Målen är nådda.", **self._entry(self.cast.coordinator, occurred_at, more)
        )

    def writes_care_plan(self, occurred_at: datetime, **more: Any) -> Event:
        return plans.write_care_plan(
            needs_of_region="Läkemedel och samtal varje vecka.",
            needs_of_municipality="Boendestöd.",
            decisions="Bostad med särskild service är beviljad.",
            attitude="Vill bo kvar i Halmstad.",
            services=(CareService("Depåinjektion", "Öppenvårdspsykiatrin Halmstad"),),
            **self._entry(self.cast.nurse, occurred_at, more),
        )

    def adjusts_care_plan(self, occurred_at: datetime, by: Assignment | None = None, **more: Any) -> Event:
        return plans.adjust_care_plan(**self._entry(by or self.cast.case_officer, occurred_at, more))

    def _entry(self, by: Assignment, occurred_at: datetime, more: dict[str, Any]) -> Any:
        raise NotImplementedError
