"""Which text is in force between a region and a municipality on a day, and why.

An agreement between the two, for as long as it runs: its term and extensions, until it is terminated,
replaced, or loses the agreement that it depends on. Wherever there is none, the statute (LUS 5:4, 5:6).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from agreements import places
from agreements.agreement import Agreement
from agreements.dated import DatePeriod, last_days_of_terms
from agreements.files import load_agreements
from agreements.reasons import Reason, Why
from agreements.terminations import MainAgreementEnd, Scope, Termination, ends_between, last_day

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Governing:
    """The text that governs, why, and the last day for which that is known (none: until further notice).

    After `until` the answer may be the same: an agreement extended by itself is known a term at a time.
    """

    agreement: Agreement
    why: tuple[Reason, ...]
    until: date | None

    @property
    def conditions(self) -> tuple[Reason, ...]:
        """What the answer takes for granted and no source settles."""
        return tuple(reason for reason in self.why if reason.is_condition)


class NoTextInForce(LookupError):
    """The day is before the statute: no rule of this system applies."""

    code = "no_text_in_force"

    def __init__(self, day: date, first_day: date) -> None:
        self.day, self.first_day = day, first_day
        super().__init__(f"Ingen text gäller {day}: lagen gäller först från {first_day}.")


@dataclass(frozen=True, slots=True)
class _Run:
    """The days on which an agreement governs two parties; empty where `last` is before `first`."""

    agreement: Agreement
    period: DatePeriod
    ended_by: Why | None


def text_in_force(
    region_code: str,
    municipality_code: str,
    day: date,
    *,
    terminations: Iterable[Termination] = (),
    dependencies_ended: Iterable[MainAgreementEnd] = (),
    agreements: Mapping[str, Agreement] | None = None,
) -> Governing:
    """The text in force between the two on the day, as far as the given terminations and endings tell.

    Raises `UnknownPlace` for a code that nobody has, `NoTextInForce` before the statute, `TerminationFault`
    for a termination that its agreement does not allow.
    """
    region, municipality = places.region(region_code), places.municipality(municipality_code)
    texts = load_agreements() if agreements is None else agreements
    statute = next(text for text in texts.values() if text.kind == "statute")
    if day not in statute.validity.period.value:
        raise NoTextInForce(day, statute.validity.period.value.first)
    runs = [
        _run(text, region.code, municipality.code, texts, tuple(terminations), tuple(dependencies_ended))
        for text in texts.values()
        if text is not statute and text.binds(region.code, municipality.code)
    ]
    for run in runs:
        if day in run.period:
            return _by_agreement(run, day)
    return _by_statute(statute, region, municipality, day, runs)


def _run(
    agreement: Agreement,
    region: str,
    municipality: str,
    texts: Mapping[str, Agreement],
    terminations: tuple[Termination, ...],
    dependencies_ended: tuple[MainAgreementEnd, ...],
) -> _Run:
    """From when until when the agreement governs these two, and what ends it first."""
    validity = agreement.validity
    first, main = validity.period.value.first, validity.depends_on.value
    if main is not None:
        first = max(first, main.in_force_from)
    ends: list[tuple[date, Why]] = []
    if validity.extension_months.value is None and validity.period.value.last is not None:
        ends.append((validity.period.value.last, Why.TERM_ENDED))
    for termination in terminations:
        if termination.slug == agreement.slug and ends_between(agreement, termination, region, municipality):
            is_whole = termination.scope is Scope.WHOLE
            why = Why.TERMINATED if is_whole else Why.ECONOMIC_PART_TERMINATED
            ends.append((last_day(agreement, termination), why))
    for ended in dependencies_ended:
        if main is not None and ended.slug == main.slug:
            ends.append((ended.last_day, Why.MAIN_AGREEMENT_ENDED))
    for other in texts.values():
        if other.replaces.value == agreement.slug and other.binds(region, municipality):
            ends.append((other.validity.period.value.first - _ONE_DAY, Why.REPLACED))
    last, ended_by = min(ends, default=(None, None))
    return _Run(agreement, DatePeriod(first, last), ended_by)


def _by_agreement(run: _Run, day: date) -> Governing:
    return Governing(run.agreement, tuple(_why_agreement(run, day)), min(_ends_after(run, day)))


def _ends_after(run: _Run, day: date) -> Iterator[date]:
    """The end of the term that the day lies in, and the end of the whole run where there is one."""
    validity = run.agreement.validity
    for term_end in last_days_of_terms(validity.period.value, validity.extension_months.value):
        if day <= term_end:
            yield term_end
            break
    if run.period.last is not None:
        yield run.period.last


def _why_agreement(run: _Run, day: date) -> Iterator[Reason]:
    agreement, validity = run.agreement, run.agreement.validity
    yield Reason(Why.PARTIES, agreement.name)
    until = min(_ends_after(run, day))
    yield Reason(Why.FIRST_TERM if day in validity.period.value else Why.EXTENDED, agreement.name, until)
    if run.period.last is not None:
        yield Reason(Why.ENDS, agreement.name, run.period.last)
    if validity.approved_by_all.value == "assumed":
        yield Reason(Why.IF_ALL_APPROVE, agreement.name)
    if validity.depends_on.value is not None:
        yield Reason(Why.IF_MAIN_AGREEMENT, validity.depends_on.value.name)


def _by_statute(
    statute: Agreement, region: places.Place, municipality: places.Place, day: date, runs: list[_Run]
) -> Governing:
    """The statute, until the next agreement between the two begins."""
    coming = [run for run in runs if day < run.period.first and run.period.first in run.period]
    over = [run for run in runs if run.period.last is not None and run.period.last < day]
    why: list[Reason] = []
    if places.are_one_body(region.code, municipality.code):
        why.append(Reason(Why.ONE_BODY))
    elif municipality.region != region.code:
        why.append(Reason(Why.OTHER_COUNTY))
    why += [Reason(run.ended_by, run.agreement.name, run.period.last) for run in over if run.ended_by]
    why += [Reason(Why.BEGINS_LATER, run.agreement.name, run.period.first) for run in coming]
    why += [Reason(Why.NO_AGREEMENT)] if not runs else []
    until = min((run.period.first - _ONE_DAY for run in coming), default=None)
    return Governing(statute, tuple(why), until)
