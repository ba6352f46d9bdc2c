"""/agreements/: the texts value by value, each with the clause it was read in, and the statute they stand on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Organisation
from accounts.web.middleware import assignment_of
from agreements.agreement import Agreement, MainAgreement, TerminationRule, UnsettledReading
from agreements.choices import CHOICES
from agreements.dated import DatePeriod, Source, Sourced
from agreements.files import load_agreements
from agreements.law import load_statute
from agreements.places import MUNICIPALITIES, REGIONS
from billing.models import EnteredTermination, SignedAmendment
from billing.texts.endings import known_endings, standing
from billing.web.in_force_now import in_force_now
from billing.web.term_words import TERM_NAMES, in_words, said
from billing.web.terminations import how_long, what_ends


@dataclass(frozen=True, slots=True)
class Reading:
    """An open question, how it is read here, and how else it could be."""

    question: str
    chosen: list[str]
    alternatives: list[str]
    anchor: str
    source: Source


@dataclass(frozen=True, slots=True)
class Term:
    """A value as a page shows it; `document` is empty where it is the text itself."""

    key: str
    name: str
    value: list[str]
    source: Source
    document: str
    reading: Reading | None

    @property
    def clause(self) -> str:
        """The clause itself, or what it says in short."""
        return self.source.quote or (in_words(self.source.words) if self.source.words else "")


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """What is in force with the reader's organisation, and every text that the system knows."""
    texts = [
        {
            "slug": text.slug,
            "name": text.name,
            "parties": parties(text),
            "from": text.validity.period.value.first,
        }
        for text in load_agreements().values()
    ]
    by = assignment_of(request)
    organisation, administers = by.unit.organisation, may(by, Permission.ADMINISTER_ORGANISATION)
    context = {
        "texts": texts,
        "organisation": organisation,
        "in_force": in_force_now(organisation, timezone.localdate(), known_endings()),
        "consults": may(by, Permission.CONSULT),
        "enters_amounts": administers and organisation.kind == Organisation.Kind.REGION,
        "enters_terminations": administers and organisation.kind != Organisation.Kind.PRIVATE_PROVIDER,
    }
    return render(request, "billing/agreements.html", context)


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """One text. They are published documents: everybody who is signed in may read them."""
    text = load_agreements().get(slug)
    if text is None:
        raise Http404
    of_text = EnteredTermination.objects.filter(agreement=slug).approved().select_related("organisation")
    context = {
        "text": text,
        "endings": [
            {
                "organisation": row.organisation.name,
                "what": what_ends(row),
                "until": how_long(row),
                "source": row.source,
            }
            for row in standing(of_text)
        ],
        "amendments": SignedAmendment.objects.filter(agreement=slug).approved().with_people(),
        "parties": parties(text),
        "validity": list(_validity(text)),
        "terms": [term_shown(text, key) for key in text.terms],
        "others": [reading_shown(each) for each in text.unsettled if each.key not in text.terms],
    }
    return render(request, "billing/agreement.html", context)


@require_safe
def statute(request: HttpRequest) -> HttpResponse:
    """The sections of the statute that grounds link to."""
    return render(request, "billing/statute.html", {"statute": load_statute()})


def parties(text: Agreement) -> str:
    """Who the text binds, by name."""
    if text.region is None:
        return _("every region and municipality without an agreement of their own")
    names = [REGIONS[text.region].name, *(MUNICIPALITIES[code].name for code in text.municipalities)]
    return ", ".join(names)


def reading_shown(reading: UnsettledReading) -> Reading:
    """An open question in words."""
    alternatives = [" ".join(_said(reading.key, each)) for each in reading.alternatives]
    return Reading(
        question=in_words(reading.question),
        chosen=_said(reading.key, reading.chosen),
        alternatives=alternatives,
        anchor=reading.key if reading.key in TERM_NAMES else "readings",
        source=reading.source,
    )


def _said(key: str, value: object) -> list[str]:
    match value:
        case TerminationRule():
            by, ends_for = CHOICES["by"][value.by], CHOICES["ends_for"][value.ends_for]
            return [_("%(by)s; ends for %(whom)s") % {"by": in_words(by), "whom": in_words(ends_for)}]
        case DatePeriod():
            return [f"{value.first} – {value.last or ''}"]
        case MainAgreement():
            return [value.name]
        case _:
            return said(key.removeprefix("validity."), value)


def term_shown(text: Agreement, key: str) -> Term:
    """One of the text's terms in words, with the clause that it was read in."""
    sourced: Sourced[object] = text.terms[key]
    reading = None
    if sourced.unsettled is not None:
        of_term = UnsettledReading(
            key, sourced.unsettled.question, sourced.value, sourced.unsettled.alternatives, sourced.source
        )
        reading = reading_shown(of_term)
    source = sourced.source
    is_own = source.document == text.parties.source.document
    document = "" if is_own else f"{source.document}, {source.reference}"
    return Term(key, str(TERM_NAMES[key]), said(key, sourced.value), source, document, reading)


def _validity(text: Agreement) -> Iterator[tuple[str, str]]:
    """When the text is in force and what ends it, in pairs of a term and what it is."""
    validity, source = text.validity, text.parties.source
    period, months = validity.period.value, validity.extension_months.value
    yield _("In force from"), period.first.isoformat()
    yield _("In force to"), period.last.isoformat() if period.last else _("until further notice")
    if months:
        yield _("Then extended"), _("%(months)d months at a time") % {"months": months}
    if validity.notice_months.value:
        yield _("Notice of termination"), _("%(months)d months") % {"months": validity.notice_months.value}
    if validity.depends_on.value:
        yield _("Only while in force"), validity.depends_on.value.name
    if validity.approved_by_all.value == "assumed":
        yield _("Provided that"), _("all parties have approved it")
    yield _("Source"), f"{source.document}, {source.reference}"
