"""From what one file says to an agreement, with every fault of the file found on the way."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from agreements.agreement import Agreement, Validity
from agreements.faults import Fault
from agreements.layout import layout
from agreements.places import MUNICIPALITIES
from agreements.shapes import BadShape
from agreements.strict_yaml import read_strictly


def read_agreement(file: str, content: bytes) -> tuple[Agreement | None, list[Fault]]:
    """The agreement in a file's content, or nothing and why not."""
    try:
        said, repeated = read_strictly(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [Fault(file, "", f"is not readable YAML: {' '.join(str(error).split())}")]
    faults = [Fault(file, key, "is given twice") for key in repeated]
    try:
        parts = layout(said)
    except BadShape as bad:
        return None, faults + [Fault(file, key, reason) for key, reason in bad.faults]
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
        faults.append(Fault(file, "slug", f"{agreement.slug!r} is not the file's name"))
    return (None, faults) if faults else (agreement, [])


def _contradictions(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """What fits key by key but not together."""
    parties, validity = agreement.parties.value, agreement.validity
    period = validity.period.value
    if (agreement.kind == "statute") != (parties.region is None):
        yield "parties", "the statute, and nothing else, binds everyone"
    for code in parties.municipalities:
        if parties.region and MUNICIPALITIES[code].region != parties.region:
            yield (
                "parties.value.municipalities",
                f"{code} does not lie in region {parties.region}",
            )
    if len(set(parties.municipalities)) < len(parties.municipalities):
        yield "parties.value.municipalities", "names a municipality twice"
    if period.last is not None and period.last < period.first:
        yield "validity.period.value", "ends before it begins"
    if period.last is None and agreement.kind == "agreement":
        yield "validity.period.value.to", "an agreement has a last day"
    if validity.termination.value is not None and validity.notice_months.value is None:
        yield "validity.notice_months", "a termination needs a time of notice"
    if validity.separate_economic_termination.value is not None and validity.termination.value is None:
        yield (
            "validity.separate_economic_termination",
            "is more than the termination of the whole allows",
        )
    yield from _contradictions_of_terms({name: entry.value for name, entry in agreement.terms.items()})


def _contradictions_of_terms(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    window, long_stay = said["window"], said["long_stay"]
    if window["over_months"] > window["of_months"]:
        yield "terms.window.value", "asks for more months than it looks at"
    has_average = said["threshold_days"] is not None
    counts_every_episode = long_stay is not None and long_stay["over_days"] is None
    if has_average == counts_every_episode:
        yield (
            "terms.long_stay.value",
            "counts every episode on its own where there is no threshold, and only there",
        )
    if has_average and said["psychiatric_transition"] is not None:
        yield "terms.psychiatric_transition.value", "has no meaning beside a threshold"
