"""Happenings of notices that outpatient care had for patients who are not listed with it."""

from coordination.core.addressing import NoticeForwarded, NotOurPatient
from coordination.core.receiver import Named, Receiver
from tests.coordination.histories import PRIMARY_CARE, Happening
from tests.coordination.stories import at


def not_ours(
    when: str, notice: int, unit: Receiver = PRIMARY_CARE, listed_at: Named | None = None
) -> Happening:
    return Happening(at(when), NotOurPatient(notice, unit.unit, "inte listad här", listed_at))


def handed_on(when: str, notice: int, to: Receiver, *, stays: bool = False) -> Happening:
    """To another care provider's centre, where the patient is listed."""
    listed_at = Named(to.unit, to.name)
    return Happening(at(when), NoticeForwarded(notice, PRIMARY_CARE.unit, (to,), stays, "", listed_at))
