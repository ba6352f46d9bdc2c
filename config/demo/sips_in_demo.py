"""SIPs and plans of the demo's patients: who asks, moves and answers, what the plans say and who agrees to them."""

from datetime import datetime, timedelta

from config.demo.case_story import CaseStory
from coordination.actions import care_contacts, plans, sips
from coordination.core.civil import civil_day
from coordination.core.plans import CareService, PlanAction, PlanGoal
from coordination.core.sips import SipAnswer, SipForm, SipWaiver

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def sip_is_asked_for(case: CaseStory, at: datetime, reason: str) -> None:
    sips.request(reason=reason, **case.entry(case.team.officer, at))


def sip_is_answered(case: CaseStory, at: datetime) -> None:
    """The ward takes part from where it is, the municipality comes."""
    sips.answer(
        answer=SipAnswer.BY_PHONE,
        note="Ring expeditionen, så kopplar vi in läkaren.",
        **case.entry(case.team.nurse, at),
    )
    sips.answer(answer=SipAnswer.COMES, **case.entry(case.team.officer, at + timedelta(minutes=25)))


def sip_is_moved(case: CaseStory, at: datetime, *, meets_at: datetime, reason: str) -> None:
    sips.move(
        meets_at=meets_at,
        form=SipForm.PHONE,
        place=case.team.coordinator.unit.phone,
        reason=reason,
        **case.entry(case.team.coordinator, at),
    )


def sip_meeting_is_cancelled(case: CaseStory, at: datetime, reason: str) -> None:
    sips.cancel_call(reason=reason, **case.entry(case.team.coordinator, at))


def sip_is_waived(case: CaseStory, at: datetime, reason: SipWaiver, explanation: str) -> None:
    sips.waive(reason=reason, explanation=explanation, **case.entry(case.team.coordinator, at))


def sip_plan_is_made(case: CaseStory, at: datetime) -> None:
    """Written by outpatient care; the municipality agrees, the ward has not yet."""
    team, day = case.team, civil_day(at)
    goals = (
        PlanGoal(
            "Kunna gå till affären själv igen",
            (
                PlanAction(
                    "Gångträning hemma två gånger i veckan", team.coordinator.unit.name, day + 14 * DAY
                ),
                PlanAction("Ledstång på båda sidor i trappan", team.officer.unit.name, day + 10 * DAY),
            ),
        ),
        PlanGoal(
            "Sova lugnt om natten",
            (
                PlanAction("Trygghetslarm och tillsyn kl 23", team.officer.unit.name, day + 3 * DAY),
                PlanAction("Dottern ringer varje kväll", "Dottern", day + DAY),
            ),
        ),
    )
    plans.write_sip(
        patients_words="Jag vill bo hemma och slippa vara rädd på nätterna.",
        goals=goals,
        follow_up_on=day + 30 * DAY,
        **case.entry(team.coordinator, at),
    )
    plans.agree_to_sip(**case.entry(team.officer, at + timedelta(minutes=12)))


def sip_plan_is_followed_up(case: CaseStory, at: datetime) -> None:
    """Made at the meeting, followed up within the hour since everything was in place, and closed."""
    sip_plan_is_made(case, at)
    plans.agree_to_sip(**case.entry(case.team.nurse, at + timedelta(minutes=20)))
    plans.follow_up_sip(
        result="Allt är på plats hemma.", next_on=None, **case.entry(case.team.coordinator, at + HOUR)
    )
    plans.close_sip(reason="Inget mer att samordna.", **case.entry(case.team.coordinator, at + HOUR))


def care_plan_is_made(case: CaseStory, at: datetime) -> None:
    """Written in the ward for the court, and adjusted by outpatient care and municipality."""
    care_plan_is_written(case, at)
    plans.adjust_care_plan(**case.entry(case.team.coordinator, at + 2 * HOUR))
    plans.adjust_care_plan(**case.entry(case.team.officer, at + 3 * HOUR))


def care_plan_is_written(case: CaseStory, at: datetime) -> None:
    """Outpatient care and the municipality have not adjusted it yet."""
    team = case.team
    care_contacts.appoint_in_inpatient_care(
        name=team.nurse.user.name,
        title="sjuksköterska",
        unit_name=team.nurse.unit.name,
        phone=team.nurse.unit.phone,
        **case.entry(team.nurse, at - HOUR),
    )
    plans.write_care_plan(
        needs_of_region="Depåinjektion var fjärde vecka och samtal varje vecka.",
        needs_of_municipality="Boendestöd och hjälp med ekonomin.",
        decisions="Boendestöd är beviljat enligt socialtjänstlagen. Tid hos mottagningen är bokad.",
        attitude="Vill hem, och går med på injektionerna men tycker att de är för många.",
        services=(
            CareService("Depåinjektion och samtal", team.coordinator.unit.name),
            CareService("Boendestöd tre gånger i veckan", team.officer.unit.name),
        ),
        measures_by_others="God man från överförmyndaren.",
        **case.entry(team.nurse, at),
    )
