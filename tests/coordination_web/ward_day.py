"""A day on the ward: patients in every state, so that each list has something to show."""

from datetime import datetime, timedelta

from django.utils import timezone

from tests.cast import Cast
from tests.coordination.stories import ONLY_OUTPATIENT, Story, patient_details

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ward_day(cast: Cast, now: datetime | None = None) -> dict[str, Story]:
    """The day's stories by what there is to say of them."""
    now = (now or timezone.now()).replace(second=0, microsecond=0)

    def admitted(ago: timedelta, given: str, family: str, **more: object) -> Story:
        patient = patient_details(given_name=given, family_name=family, **more.pop("patient", {}))
        return Story(cast, admitted_at=now - ago, patient=patient, **more)

    late = admitted(26 * HOUR, "Anna", "Andersson")
    due_today = admitted(20 * HOUR, "Bo", "Bengtsson")
    unassessed = admitted(3 * HOUR, "Cia", "Carlsson", needs=None)

    notified = admitted(2 * DAY, "Doris", "Dahl")
    notified.notify(now - 2 * DAY + 2 * HOUR)

    planned = admitted(3 * DAY, "Erik", "Ek")
    planned.notify(now - 3 * DAY + HOUR)
    planned.municipality_receives(now - 3 * DAY + 2 * HOUR)
    planned.outpatient_receives(now - 3 * DAY + 3 * HOUR)
    planned.all_give_basis(now - 2 * DAY)
    planned.appoint_contact(now - 2 * DAY)

    ready = admitted(5 * DAY, "Frida", "Fors")
    ready.notify(now - 5 * DAY + HOUR)
    ready.municipality_receives(now - 5 * DAY + 2 * HOUR)
    ready.outpatient_receives(now - 5 * DAY + 3 * HOUR)
    ready.all_give_basis(now - 4 * DAY)
    ready.appoint_contact(now - 4 * DAY)
    ready.is_ready(now - 2 * DAY)
    ready.cannot_receive(now - 2 * DAY + 5 * HOUR)

    going_home = admitted(4 * DAY, "Greta", "Gran")
    going_home.notify(now - 4 * DAY + HOUR)
    going_home.municipality_receives(now - 4 * DAY + 2 * HOUR)
    going_home.outpatient_receives(now - 4 * DAY + 3 * HOUR)
    going_home.all_give_basis(now - 3 * DAY)
    going_home.appoint_contact(now - 3 * DAY)
    going_home.is_ready(now - 5 * HOUR)
    going_home.municipality_receives(now - 4 * HOUR)
    going_home.outpatient_receives(now - 4 * HOUR)
    going_home.call_to_sip(now - 3 * HOUR)
    going_home.can_receive(now - 2 * HOUR, can_receive_from=now + 18 * HOUR)

    protected = admitted(
        DAY, "Hemlig", "Hed", needs=ONLY_OUTPATIENT, patient={"has_protected_identity": True}
    )
    protected.notify(now - 20 * HOUR)
    return {
        "late": late,
        "due_today": due_today,
        "unassessed": unassessed,
        "notified": notified,
        "planned": planned,
        "ready": ready,
        "going_home": going_home,
        "protected": protected,
    }
