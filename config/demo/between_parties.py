"""What parties of an open case write to each other, in the demo's stories."""

from datetime import datetime

from accounts.models import Assignment
from config.demo.case_story import CaseStory
from coordination.actions import consents, deviations, homegoing, messages, notices
from coordination.actions.entry import Entry
from coordination.core.messages import DeviationCategory
from coordination.core.needs import Consent


def ward_writes(case: CaseStory, at: datetime, text: str) -> None:
    """To the municipality."""
    messages.send(text=text, units=[case.team.officer.unit], **entry(case, case.team.nurse, at))


def municipality_writes(case: CaseStory, at: datetime, text: str) -> None:
    """To the ward."""
    messages.send(text=text, units=[case.team.nurse.unit], **entry(case, case.team.officer, at))


def municipality_reports(case: CaseStory, at: datetime, category: DeviationCategory, text: str) -> None:
    """A deviation, to the ward."""
    units = [case.team.nurse.unit]
    deviations.report(category=category, text=text, units=units, **entry(case, case.team.officer, at))


def ward_follows_up(case: CaseStory, at: datetime, cause: str, measure: str) -> None:
    """The oldest deviation that waits for it."""
    deviations.follow_up(cause=cause, measure=measure, **entry(case, case.team.nurse, at))


def patient_consents(case: CaseStory, at: datetime) -> None:
    """Nobody could ask at the admission."""
    consents.register(consent=Consent.GIVEN, **entry(case, case.team.nurse, at))


def ward_tells_more(case: CaseStory, at: datetime) -> None:
    """The extended part of the admission notice: the patient has consented."""
    notices.extend(
        situation="Bor ensam på andra våningen utan hiss. Klarade sig själv före fallet.",
        relatives="Dottern bor i samma stad och har nycklar.",
        aids="Rollator inomhus, trygghetslarm.",
        **entry(case, case.team.nurse, at),
    )


def entry(case: CaseStory, who: Assignment, at: datetime) -> Entry:
    """Registered when it happened."""
    return Entry(case_id=case.case.pk, by=who, occurred_at=at, registered_at=at)


def municipality_chooses_track(case: CaseStory, at: datetime) -> None:
    """The region's last one, where it has tracks."""
    if code := case.track(-1):
        homegoing.choose_track(code=code, **entry(case, case.team.officer, at))
