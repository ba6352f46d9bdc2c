"""From what one file says to an agreement, with every fault of the file found on the way."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from agreements.agreement import Agreement, Validity
from agreements.faults import Fault
from agreements.layout import layout
from agreements.places import MUNICIPALITIES
from agreements.shaped_file import read_shaped


def read_agreement(file: str, content: bytes) -> tuple[Agreement | None, list[Fault]]:
    """The agreement in a file's content, or nothing and why not."""
    parts, faults = read_shaped(file, content, layout)
    if parts is None:
        return None, faults
    whole_text = (parts["unsettled_as_a_whole"],) if parts["unsettled_as_a_whole"] else ()
    agreement = Agreement(
        slug=parts["slug"],
        name=parts["name"],
        kind=parts["kind"],
        parties=parts["parties"],
        replaces=parts["replaces"],
        validity=Validity(**parts["validity"]),
        terms=parts["terms"],
        readings=(*whole_text, *parts["readings"]),
        digest=hashlib.sha256(content).hexdigest(),
    )
    faults += [Fault(file, key, reason) for key, reason in _contradictions(agreement)]
    if file != f"{agreement.slug}.yaml":
        faults.append(Fault(file, "slug", f"{agreement.slug!r} är inte filens namn"))
    return (None, faults) if faults else (agreement, [])


def _contradictions(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """What fits key by key but not together."""
    parties, validity = agreement.parties.value, agreement.validity
    period = validity.period.value
    if (agreement.kind == "statute") != (parties.region is None):
        yield "parties", "lagen, och inget annat, gäller för alla"
    for code in parties.municipalities:
        if parties.region and MUNICIPALITIES[code].region != parties.region:
            yield (
                "parties.value.municipalities",
                f"{code} ligger inte i region {parties.region}",
            )
    if len(set(parties.municipalities)) < len(parties.municipalities):
        yield "parties.value.municipalities", "nämner en kommun två gånger"
    if period.last is not None and period.last < period.first:
        yield "validity.period.value", "slutar innan den börjar"
    if period.last is None and agreement.kind == "agreement":
        yield "validity.period.value.to", "en överenskommelse ska ha en sista dag"
    if validity.termination.value is not None and validity.notice_months.value is None:
        yield "validity.notice_months", "en uppsägning behöver en uppsägningstid"
    if validity.separate_economic_termination.value is not None and validity.termination.value is None:
        yield (
            "validity.separate_economic_termination",
            "förutsätter att också det hela kan sägas upp",
        )
    yield from _contradictions_of_terms({name: entry.value for name, entry in agreement.terms.items()})


def _contradictions_of_terms(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    window, long_stay = said["window"], said["long_stay"]
    if window["over_months"] > window["of_months"]:
        yield "terms.window.value", "kräver fler månader än den ser på"
    has_average = said["threshold_days"] is not None
    counts_every_episode = long_stay is not None and long_stay["over_days"] is None
    if has_average == counts_every_episode:
        yield (
            "terms.long_stay.value",
            "räknar varje vårdtillfälle för sig där det inte finns något riktmärke, och bara där",
        )
    if has_average and said["psychiatric_transition"] is not None:
        yield "terms.psychiatric_transition.value", "betyder ingenting bredvid ett riktmärke"
