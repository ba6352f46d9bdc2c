"""A statement in Swedish, line by line, for who wants to know why it says what it says."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.corrections import CATALOGUE, CorrectionKind
from billing.core.months import month_name
from billing.core.reasons import EXPLANATIONS, Status
from billing.models import Statement, StatementKind
from billing.statements.content import ChargeKind, Content, Line, LineCorrection, OtherReading, Part
from billing.statements.recomputing import Verdict

KINDS = {StatementKind.STATEMENT: "Betalningsunderlag", StatementKind.CREDIT_NOTE: "Kreditnota"}
CHARGES = {
    ChargeKind.AVERAGED: "Dagar över gränsen",
    ChargeKind.INDIVIDUAL: "Betaldagar för enskilda vårdtillfällen",
    ChargeKind.DISCOUNT: "Rabatt",
}


def explained(statement: Statement, content: Content, verdict: Verdict) -> Iterator[str]:
    """The lines: what it is, what each text makes of the month, every episode, what is unsettled, what proves it."""
    yield from _heading(statement)
    for part in content.parts:
        yield ""
        yield from _part(part)
    yield ""
    yield "Vårdtillfällen"
    for line in content.lines:
        yield f"  {_line(line)}"
        yield from (f"    {_correction(each)}" for each in line.corrections)
    for part in content.parts:
        if part.readings:
            yield ""
            yield f"Oklara läsningar av {part.name}, och vad månaden hade kostat annars"
            yield from (f"  {said}" for said in _readings(part.readings, content.amount))
    yield ""
    yield from _proof(statement, verdict)


def _heading(statement: Statement) -> Iterator[str]:
    region, municipality = REGIONS[statement.region_code], MUNICIPALITIES[statement.municipality_code]
    yield f"{KINDS[StatementKind(statement.kind)]} {statement.number}"
    yield f"{region.name} till {municipality.name}, {month_name(statement.month)}: {statement.amount} kr"
    if statement.credits:
        yield f"Tar tillbaka {statement.credits.number}: {statement.reason}"
    yield (
        f"Utfärdad {timezone.localtime(statement.issued_at):%Y-%m-%d %H:%M} av {statement.issued_by_user.name}, "
        f"förberedd av {statement.prepared_by_user.name}"
    )
    yield f"Enligt vad som var känt {timezone.localtime(statement.as_of):%Y-%m-%d %H:%M}"


def _part(part: Part) -> Iterator[str]:
    yield f"{part.name} ({part.agreement}, version {part.terms_version[:12]})"
    if part.closed_at is not None:
        yield f"  Registreringarna stängde {timezone.localtime(part.closed_at):%Y-%m-%d %H:%M}"
    yield (
        f"  I snittet {part.episodes} vårdtillfällen, {part.days} dagar, snitt {part.average}; "
        f"enskilda {part.individual_episodes}, {part.individual_days} betaldagar; inte med {part.excluded}"
    )
    if part.is_over and not part.window_is_met:
        yield "  Över gränsen, men för få av de senaste månaderna är det: inget att betala för snittet"
    for amount in part.daily_amounts:
        yield f"  Belopp per vårddygn {amount.year}: {amount.kronor} kr ({amount.source})"
    for charge in part.charges:
        days = "" if charge.days is None else f" {charge.days.normalize() + 0:f} dagar"
        each = "" if charge.kronor is None else f" à {charge.kronor} kr"
        yield f"  {CHARGES[charge.kind]}:{days}{each} = {charge.amount} kr [{charge.ground}]"
    yield f"  Summa: {part.amount} kr"


def _line(line: Line) -> str:
    match line.status:
        case Status.EXCLUDED:
            how = f"inte med: {EXPLANATIONS[line.reason].swedish}"
        case Status.INDIVIDUAL:
            how = f"{line.days} dagar, {line.payable_days} att betala"
        case Status.AVERAGED:
            how = f"{line.days} dagar i snittet"
    return f"{line.episode_id}: {how} [{line.ground}]"


def _correction(correction: LineCorrection) -> str:
    what = CATALOGUE[CorrectionKind(correction.kind)].swedish
    said = ", ".join(map(str, correction.said.values()))
    when = f"{timezone.localtime(correction.decided_at):%Y-%m-%d}"
    return f"Rättelse {correction.number} ({when}): {what}{said and f': {said}'}. {correction.evidence}"


def _readings(readings: tuple[OtherReading, ...], amount: Decimal) -> Iterator[str]:
    for (question, read_as), others in groupby(readings, key=lambda each: (each.question, each.read_as)):
        yield f"{question} Läst som {read_as}."
        for other in others:
            cost = (
                other.why_not if other.amount is None else f"{other.amount} kr ({other.amount - amount:+} kr)"
            )
            yield f"  {other.alternative}: {cost}"


def _proof(statement: Statement, verdict: Verdict) -> Iterator[str]:
    yield f"Fakta {statement.facts_digest}"
    yield f"Innehåll {statement.digest}"
    yield f"Beräkningens kod {statement.code_version}"
    yield "Det som är lagrat är orört." if verdict.is_untouched else "DET SOM ÄR LAGRAT HAR ÄNDRATS."
    if verdict.is_same_again:
        yield "Räknat om i dag blir det detsamma."
        return
    yield "RÄKNAT OM I DAG BLIR DET ETT ANNAT."
    if verdict.code_changed:
        yield "Beräkningens kod är en annan än då."
    if verdict.texts_changed:
        yield "Texterna är andra än då, eller ett belopp saknas."
