"""Why an episode counts as it does: one sentence for each thing that decided it, each with its ground."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.agreement import Agreement
from billing.core.facts import CORRECTED_BY, UNCOUNTED_DATES
from billing.core.reasons import EXPLANATIONS, Reason, Status
from billing.core.terms import Counting, LateStep, Terms
from billing.web.grounds import Ground, clause, section
from billing.web.numbers import MINUS, day, is_english


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence and what it stands on."""

    sentence: str
    ground: Ground

    @property
    def is_statute(self) -> bool:
        """True where the ground is a section to be named beside the sentence, and not a clause to be linked by it."""
        return self.ground.text.startswith("LUS")


FACT_NAMES: Mapping[str, Promise] = {
    "admitted_at": gettext_lazy("admission"),
    "need_assessed_at": gettext_lazy("assessment of need"),
    "admission_notice_at": gettext_lazy("admission notice"),
    "needs_municipal_services": gettext_lazy("need of municipal services"),
    "needs_health_care": gettext_lazy("need of health care"),
    "care_contact_at": gettext_lazy("fixed care contact"),
    "discharge_ready_at": gettext_lazy("discharge-ready notice"),
    "sip_required": gettext_lazy("whether a SIP is needed"),
    "sip_called_at": gettext_lazy("call to the SIP"),
    "region_unavailable_from": gettext_lazy("that the region's outpatient services were missing"),
    "region_unavailable_to": gettext_lazy("that the region's outpatient services were in place"),
    "discharged_at": gettext_lazy("discharge"),
}
"""The facts that an event decides, as a warning names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """An episode as the core judged it, with the times and details that explain the judgement."""

    episode_id: str
    status: Status
    reason: Reason
    days: int
    payable_days: int
    admission_notice_is_late: bool
    sip_call_is_late: bool
    discharge_ready_at: datetime | None
    admission_notice_at: datetime | None
    sip_called_at: datetime | None
    sip_required: bool
    discharged_at: datetime
    counted_from: date | None
    free_days: int
    registered_late: str | None
    corrected_by: tuple[int, ...] = ()
    has_uncounted_dates: bool = False

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Episode":
        said = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        judged = {"status": Status(row["status"]), "reason": Reason(row["reason"])}
        corrected_by = tuple(row.get(CORRECTED_BY) or ())
        uncounted = bool(row.get(UNCOUNTED_DATES))
        return cls(**said | judged | {"corrected_by": corrected_by, "has_uncounted_dates": uncounted})


def why(episode: Episode, terms: Terms, agreement: Agreement) -> Iterator[Why]:
    """The sentences, the deciding one first."""
    match episode.status:
        case Status.EXCLUDED:
            yield _why_excluded(episode, agreement)
        case Status.INDIVIDUAL:
            yield _why_individual(episode, agreement)
            yield from _how_counted(episode, terms, agreement)
        case Status.AVERAGED:
            yield from _how_counted(episode, terms, agreement)


def warnings(episode: Episode, terms: Terms, agreement: Agreement) -> Iterator[Why]:
    """What was late without ending the liability: both readings of the law are defended, so it is shown.

    So is what was registered long after it occurred: whoever pays may want to ask how it was known.
    """
    if episode.status is Status.EXCLUDED:
        return
    if episode.admission_notice_is_late and terms.late_admission_notice is LateStep.WARNS:
        sentence = _(
            "The admission notice was sent later than 24 hours after the admission or the assessment."
        )
        yield Why(sentence, clause(agreement, "late_admission_notice"))
    if episode.sip_call_is_late and terms.late_sip_call is LateStep.WARNS:
        sentence = _("The call to the SIP was sent later than three days after the notice.")
        yield Why(sentence, clause(agreement, "late_sip_call"))
    if late := [FACT_NAMES[name] for name in (episode.registered_late or "").split()]:
        sentence = _("Registered after the fact, more than 24 hours later: %(what)s.")
        yield Why(sentence % {"what": ", ".join(map(str, late))}, section("LUS 5 kap. 3 §"))


def _why_excluded(episode: Episode, agreement: Agreement) -> Why:
    explanation = EXPLANATIONS[episode.reason]
    sentence = explanation.english if is_english() else explanation.swedish
    if episode.reason is Reason.NO_CARE_CONTACT:
        return Why(sentence, clause(agreement, "care_contact_needed"))
    return Why(sentence, section(explanation.ground))


def _why_individual(episode: Episode, agreement: Agreement) -> Why:
    ground = clause(agreement, "long_stay")
    if (
        agreement.terms["psychiatric_transition"].value
        and episode.free_days > (agreement.terms["long_stay"].value["free_days"])
    ):
        ground = clause(agreement, "psychiatric_transition")
    if not episode.payable_days:
        sentence = _("Nothing to pay: the first %(free)d days after the notice are free.")
        return Why(sentence % {"free": episode.free_days}, ground)
    sentence = _("Paid by itself: %(days)d %(minus)s %(free)d days = %(payable)d.")
    numbers = {
        "days": episode.days,
        "minus": MINUS,
        "free": episode.free_days,
        "payable": episode.payable_days,
    }
    return Why(sentence % numbers, ground)


def _how_counted(episode: Episode, terms: Terms, agreement: Agreement) -> Iterator[Why]:
    ready, first = episode.discharge_ready_at, episode.counted_from
    if ready is None or first is None:
        # Only an excluded episode can lack its notice.
        return
    home, counting = episode.discharged_at, clause(agreement, "counting")
    if home < ready:
        yield Why(_("Home before the notice: counts as 0 days."), counting)
    elif first > home.date():
        yield _moved_start(episode, terms, agreement)
        yield Why(_("Home before the count began."), counting)
    else:
        if first > ready.date():
            yield _moved_start(episode, terms, agreement)
        no_days = terms.counting is Counting.ELAPSED and ready.date() == home.date()
        yield Why(_("Home the same day.") if no_days else first_day(first, terms.counting), counting)
    left_out = _days_between(first, home.date(), terms) - episode.days
    if left_out and episode.has_uncounted_dates:
        sentence = ngettext(
            "%(days)d day is left out, by a correction or since the region's outpatient services were missing.",
            "%(days)d days are left out, by a correction or since the region's outpatient services were missing.",
            left_out,
        )
        yield Why(sentence % {"days": left_out}, section("LUS 5 kap. 5 §"))
    elif left_out:
        sentence = ngettext(
            "%(days)d day is left out: the region's outpatient services were missing.",
            "%(days)d days are left out: the region's outpatient services were missing.",
            left_out,
        )
        yield Why(sentence % {"days": left_out}, section("LUS 5 kap. 5 §"))


def first_day(first: date, counting: Counting) -> str:
    """From when the days of a stay are counted, as its text counts them."""
    match counting:
        case Counting.ELAPSED:
            return _("Day zero is %(day)s.") % {"day": day(first)}
        case Counting.INCLUSIVE:
            return _("Day one is %(day)s.") % {"day": day(first)}


def _days_between(first: date, last: date, terms: Terms) -> int:
    """The dates of the stay that count, where no services are missing."""
    days = (last - first).days
    match terms.counting:
        case Counting.ELAPSED:
            return max(0, days)
        case Counting.INCLUSIVE:
            return max(0, days + 1)


def _moved_start(episode: Episode, terms: Terms, agreement: Agreement) -> Why:
    """Why the count began later than on the day of the notice."""
    ready, notice = episode.discharge_ready_at, episode.admission_notice_at
    called = episode.sip_called_at if episode.sip_required else None
    waited_for = max(
        (at, step) for at, step in ((ready, "ready"), (notice, "notice"), (called, "sip")) if at is not None
    )[1]
    if terms.conditions_delay_start and waited_for == "sip":
        return Why(
            _("The count waited for the call to the SIP."), clause(agreement, "conditions_delay_start")
        )
    if terms.conditions_delay_start and waited_for == "notice":
        return Why(
            _("The count waited for the admission notice."), clause(agreement, "conditions_delay_start")
        )
    cut_off = terms.cut_off
    clock = (
        f"{cut_off.time:%H:%M}" if cut_off and is_english() else f"{cut_off.time:%H.%M}" if cut_off else ""
    )
    return Why(
        _("The notice came after %(clock)s: the next day counts instead.") % {"clock": clock},
        clause(agreement, "cut_off"),
    )
