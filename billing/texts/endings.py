"""What ends agreements before their time, as far as two people of a party stand behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from agreements.agreement import Agreement
from agreements.files import load_agreements
from agreements.terminations import MainAgreementEnd, Scope, Termination, last_day
from billing.models import EndingKind, EnteredTermination


@dataclass(frozen=True, slots=True)
class Endings:
    """What `agreements.in_force` asks for."""

    terminations: tuple[Termination, ...] = ()
    main_agreements: tuple[MainAgreementEnd, ...] = ()


def known_endings(known_by: datetime | None = None) -> Endings:
    """The approved ones, as known then or now."""
    texts = load_agreements()
    notices, main_agreements = [], []
    for row in standing(EnteredTermination.objects.approved(known_by).select_related("organisation")):
        text = texts.get(row.agreement)
        if text is None or row.day is None:
            # A text that no longer ships governs nobody, so nothing ends it.
            continue
        if row.kind != EndingKind.MAIN_AGREEMENT:
            notices.append(termination_of(row, text))
        elif (main := text.validity.depends_on.value) is not None:
            main_agreements.append(MainAgreementEnd(main.slug, row.day))
    return Endings(tuple(notices), tuple(main_agreements))


def standing(approved: Iterable[EnteredTermination]) -> Iterator[EnteredTermination]:
    """Of approved rows in their order the last one of each organisation about the same ending, none taken back."""
    latest = {(row.organisation_id, row.agreement, row.kind): row for row in approved}
    return (row for row in latest.values() if row.day is not None)


def termination_of(row: EnteredTermination, text: Agreement) -> Termination:
    """The notice that a row tells of; only for rows with a day."""
    parties = (text.region or "", *text.municipalities)
    by = parties if row.decided_by_all else (row.organisation.code,)
    if row.day is None:
        raise ValueError("a row that takes back another is no notice")
    return Termination(text.slug, row.day, by, Scope(row.kind))


def last_day_of(row: EnteredTermination) -> date | None:
    """The last day in force of what the row ends; none where it takes back, or where its text no longer ships."""
    text = load_agreements().get(row.agreement)
    if text is None or row.day is None:
        return None
    if row.kind == EndingKind.MAIN_AGREEMENT:
        return row.day
    return last_day(text, termination_of(row, text))
