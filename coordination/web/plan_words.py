"""The two plans, as the timeline tells of them and as they are read: the same sections on screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.core.plan_versions import Version, care_plans, is_closed, sip_plans
from coordination.core.plans import (
    CarePlanAdjusted,
    CarePlanWritten,
    PlanPayload,
    SipClosed,
    SipFollowedUp,
    SipPlanAgreed,
    SipPlanWritten,
)
from coordination.opened_case import OpenedCase
from coordination.web.contact_words import contact_section
from coordination.web.telling import Told, filled
from look.paper import Section


def of_plans(payload: PlanPayload) -> Told:
    """The event in the reader's language; the plan itself has a page of its own."""
    match payload:
        case SipPlanWritten():
            followed_up = (_("Followed up on"), say_day(payload.follow_up_on))
            return Told(_("The SIP's plan written"), [followed_up])
        case SipPlanAgreed():
            return Told(_("The SIP's plan agreed to"), [])
        case SipFollowedUp():
            again = say_day(payload.next_on) if payload.next_on else ""
            return Told(
                _("The SIP followed up"), filled((_("Result"), payload.result), (_("Again on"), again))
            )
        case SipClosed():
            return Told(_("The SIP closed"), filled((_("Reason"), payload.reason)))
        case CarePlanWritten():
            return Told(_("Coordinated care plan written"), [])
        case CarePlanAdjusted():
            return Told(_("Coordinated care plan adjusted"), [])


@dataclass(frozen=True)
class Signature:
    """A unit, and when it said yes; None when it has not."""

    unit: str
    at: datetime | None


@dataclass(frozen=True)
class PlanWords:
    """A version of a plan, ready to be read. `standing` says in a sentence whether it holds and who is behind it."""

    kind: str
    title: str
    number: int
    written_at: datetime
    written_by: str
    standing: str
    is_latest: bool
    sections: Sequence[Section]
    signatures: Sequence[Signature]
    signed_heading: str
    numbers: Sequence[int]
    """Of all the versions that the reader may read."""


def sip_words(opened: OpenedCase, number: int | None = None) -> PlanWords | None:
    """A version of the SIP's plan, the latest unless said; None where there is none that the reader may read."""
    versions = sip_plans(opened.history)
    readable = {one.number: one for one in versions if one.concerns(opened.by.unit_id)}
    version = readable.get(number or max(readable, default=0))
    if version is None:
        return None
    plan = version.plan
    header = (_("What is to be done"), _("Responsible"), _("Done by"))
    goals = [
        Section(
            goal.goal,
            header=header,
            rows=[(one.what, one.responsible, say_day(one.by)) for one in goal.actions],
        )
        for goal in plan.goals
    ]
    readers = ", ".join(party.name for party in plan.readers)
    return PlanWords(
        kind="sip",
        title=_("Coordinated individual plan (SIP)"),
        standing=_standing(version, len(versions), is_closed=is_closed(opened.history)),
        is_latest=version.number == len(versions),
        sections=[
            Section(_("The patient's own words"), plan.patients_words),
            *goals,
            Section(_("Who may read the plan, by the patient's consent"), readers),
            Section(_("Follow-up"), say_day(plan.follow_up_on)),
            *_contacts(opened),
        ],
        signed_heading=_("Agreed to by"),
        numbers=sorted(readable),
        **_told_of(opened, version),
    )


def care_plan_words(opened: OpenedCase, number: int | None = None) -> PlanWords | None:
    """A version of the coordinated care plan, the latest unless said."""
    versions = care_plans(opened.history)
    readable = {one.number: one for one in versions if one.concerns(opened.by.unit_id)}
    version = readable.get(number or max(readable, default=0))
    if version is None:
        return None
    plan = version.plan
    return PlanWords(
        kind="care",
        title=_("Coordinated care plan"),
        standing=_standing(version, len(versions), is_established=True),
        is_latest=version.number == len(versions),
        sections=[
            Section(_("Needs of health care from the region, as assessed"), plan.needs_of_region),
            Section(_("Needs of services from the municipality, as assessed"), plan.needs_of_municipality),
            Section(_("Decisions of region and municipality"), plan.decisions),
            Section(_("What the patient thinks of it"), plan.attitude),
            Section(
                _("Services"),
                header=(_("Service"), _("Responsible unit")),
                rows=[(one.service, one.responsible) for one in plan.services],
            ),
            Section(
                _("Measures by others than region and municipality"),
                plan.measures_by_others or _("No measures by others"),
            ),
            *_contacts(opened),
        ],
        signed_heading=_("Adjusted by"),
        numbers=sorted(readable),
        **_told_of(opened, version),
    )


def _contacts(opened: OpenedCase) -> list[Section]:
    """Those of now, whatever version is read."""
    section = contact_section(opened)
    return [section] if section.rows else []


def say_day(day: date) -> str:
    """A day with its year: a plan is read long after."""
    return date_format(day, "j F Y")


def _told_of(
    opened: OpenedCase, version: Version[SipPlanWritten] | Version[CarePlanWritten]
) -> dict[str, Any]:
    """What is told of every version alike."""
    row = next(row for row in opened.rows if row.sequence == version.event.sequence)
    return {
        "number": version.number,
        "written_at": version.event.occurred_at,
        "written_by": f"{row.by.user.name}, {row.by.unit.name}" if row.by else "",
        "signatures": [Signature(party.name, at) for party, at in version.signatures],
    }


def _standing(
    version: Version[SipPlanWritten] | Version[CarePlanWritten],
    latest: int,
    *,
    is_closed: bool = False,
    is_established: bool = False,
) -> str:
    """Whether the version holds, and who is behind it."""
    if version.number < latest:
        return _("A newer version has replaced this one.")
    if is_closed:
        return _("The SIP is closed.")
    if version.unsigned:
        names = ", ".join(party.name for party in version.unsigned)
        waits = _("Not established yet: %(names)s has not adjusted it.")
        return (waits if is_established else _("Not agreed by all yet: %(names)s.")) % {"names": names}
    return _("Established: every unit has adjusted it.") if is_established else _("Agreed by all parties.")
