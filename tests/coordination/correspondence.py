"""What parties of a story write to each other: each takes the time it happened and leaves the rest to habit."""

from datetime import datetime
from typing import Any

from accounts.models import Assignment, Organisation, Unit, UnitKind
from coordination.actions import addressing, deviations, messages, notices
from coordination.core.messages import DeviationCategory
from coordination.models import Event
from tests.cast import Cast, make_organisation, make_unit
from tests.coordination.stories import Story


def district(cast: Cast) -> Unit:
    """Another unit of the municipality, beside its intake."""
    return make_unit(cast.halmstad, "Biståndsenheten väster", UnitKind.INTAKE, district="väster")


def write(
    story: Story, occurred_at: datetime, *units: Unit, by: Assignment | None = None, **more: Any
) -> Event:
    """The ward writes to the municipality, unless said otherwise."""
    return messages.send(
        text="nycklarna ligger i receptionen",
        units=units or [story.cast.intake],
        **_entry(story, by or story.cast.nurse, occurred_at, more),
    )


def report(
    story: Story, occurred_at: datetime, *units: Unit, by: Assignment | None = None, **more: Any
) -> Event:
    """The municipality reports a deviation to the ward, unless said otherwise."""
    return deviations.report(
        category=more.pop("category", DeviationCategory.MEDICINES_LIST_WRONG),
        text="gammal dos i listan",
        units=units or [story.cast.ward],
        **_entry(story, by or story.cast.case_officer, occurred_at, more),
    )


def follow_up(story: Story, occurred_at: datetime, *, by: Assignment | None = None, **more: Any) -> Event:
    """The ward answers the oldest deviation that waits for it, unless said otherwise."""
    return deviations.follow_up(
        cause="fel mall",
        measure="ny mall på avdelningen",
        deviation=more.pop("deviation", None),
        **_entry(story, by or story.cast.nurse, occurred_at, more),
    )


def send_back(story: Story, occurred_at: datetime, *, by: Assignment | None = None, **more: Any) -> Event:
    """The municipality says that the patient is not its resident."""
    return addressing.send_back(
        reason="bor inte här",
        municipality_code=more.pop("municipality_code", ""),
        notice=more.pop("notice", None),
        **_entry(story, by or story.cast.case_officer, occurred_at, more),
    )


def say_not_ours(story: Story, occurred_at: datetime, *, by: Assignment | None = None, **more: Any) -> Event:
    """The primary care centre says that the patient is not listed with it."""
    return addressing.say_not_ours(
        reason="inte listad här",
        listed_at=more.pop("listed_at", None),
        notice=more.pop("notice", None),
        **_entry(story, by or story.cast.coordinator, occurred_at, more),
    )


def private_centre(cast: Cast) -> Unit:
    """Another care provider's primary care centre in the region."""
    provider = make_organisation(Organisation.Kind.PRIVATE_PROVIDER, "Vallås Vård AB", region="13")
    return make_unit(provider, "Vallås vårdcentral", UnitKind.PRIMARY_CARE)


def hand_over(
    story: Story, occurred_at: datetime, to: Unit, *, by: Assignment | None = None, **more: Any
) -> Event:
    """The municipality hands over to another unit of its own, and leaves unless it stays."""
    return addressing.hand_over(
        to=to,
        stays=more.pop("stays", False),
        **_entry(story, by or story.cast.case_officer, occurred_at, more),
    )


def remove(story: Story, occurred_at: datetime, unit: Unit | None = None, **more: Any) -> Event:
    """The ward takes back what it sent to the unit, or to the municipality."""
    return addressing.remove(
        unit=unit or story.cast.intake,
        reason="fel enhet",
        **_entry(story, story.cast.nurse, occurred_at, more),
    )


def extend(story: Story, occurred_at: datetime, basis: str = "", **more: Any) -> Event:
    """The ward tells more than the notice's four things."""
    return notices.extend(
        situation="bor ensam i trappor",
        aids="rollator",
        basis=basis,
        **_entry(story, story.cast.nurse, occurred_at, more),
    )


def _entry(story: Story, by: Assignment, occurred_at: datetime, more: dict[str, Any]) -> Any:
    entry = {"case_id": story.case.pk, "by": by, "occurred_at": occurred_at, "registered_at": occurred_at}
    return {**entry, **more}
