"""From what one file says to an agreement, with every fault of the file found on the way."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from agreements.agreement import (
    Agreement,
    MainAgreement,
    Parties,
    TerminationRule,
    UnsettledReading,
    Validity,
)
from agreements.dated import DatePeriod, Source, Sourced, Unsettled
from agreements.faults import Fault
from agreements.places import MUNICIPALITIES, REGIONS
from agreements.shapes import (
    BadShape,
    Shape,
    choice,
    day,
    listing,
    optional,
    record,
    refusal,
    text,
    truth,
    whole,
    words,
)
from agreements.strict_yaml import read_strictly
from agreements.terms import TERM_SHAPES


def read_agreement(file: str, content: bytes) -> tuple[Agreement | None, list[Fault]]:
    """The agreement in a file's content, or nothing and why not."""
    try:
        said, repeated = read_strictly(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [
            Fault(file, "", f"is not readable YAML: {' '.join(str(error).split())}")
        ]
    faults = [Fault(file, key, "is given twice") for key in repeated]
    documents = said.get("documents") if isinstance(said, dict) else None
    try:
        parts = _text_shape(documents if isinstance(documents, dict) else {})(said)
    except BadShape as bad:
        return None, faults + [Fault(file, key, reason) for key, reason in bad.faults]
    whole_text = (
        (parts["unsettled_as_a_whole"],) if parts["unsettled_as_a_whole"] else ()
    )
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
    if (
        validity.separate_economic_termination.value is not None
        and validity.termination.value is None
    ):
        yield (
            "validity.separate_economic_termination",
            "is more than the termination of the whole allows",
        )
    window = agreement.terms["window"].value
    if window["over_months"] > window["of_months"]:
        yield "terms.window.value", "asks for more months than it looks at"


def _text_shape(documents: Mapping[str, Any]) -> Shape:
    """The shape of a whole file whose sources may cite these documents."""
    source = _source_shape(documents)

    def sourced(shape: Shape) -> Shape:
        return _sourced_shape(shape, source)

    reading = {
        "question": words,
        "chosen": words,
        "alternatives": listing(words),
        "source": source,
    }
    termination = optional(
        _built(
            TerminationRule,
            record(by=choice("by"), written=truth, ends_for=choice("ends_for")),
        )
    )
    main_agreement = record(slug=text, name=text, from_=day)
    return record(
        slug=text,
        name=text,
        kind=_one_of("agreement", "statute"),
        documents=_documents,
        parties=sourced(_parties),
        replaces=sourced(optional(text)),
        validity=record(
            period=sourced(_period),
            extension_months=sourced(optional(whole(1, 120))),
            notice_months=sourced(optional(whole(1, 60))),
            termination=sourced(termination),
            separate_economic_termination=sourced(termination),
            depends_on=sourced(
                optional(lambda said: MainAgreement(*main_agreement(said).values()))
            ),
            approved_by_all=sourced(choice("approved_by_all")),
        ),
        unsettled_as_a_whole=optional(
            lambda said: UnsettledReading(key="", **record(**reading)(said))
        ),
        terms=record(**{name: sourced(shape) for name, shape in TERM_SHAPES.items()}),
        readings=listing(_built(UnsettledReading, record(key=text, **reading))),
    )


def _built(cls: type, shape: Shape) -> Shape:
    return lambda said: cls(**shape(said))


def _one_of(*names: str) -> Shape:
    def read(said: Any) -> str:
        if said in names:
            return str(said)
        raise refusal(" or ".join(names), said)

    return read


def _documents(said: Any) -> Mapping[str, Any]:
    if not isinstance(said, dict) or not said:
        raise refusal("the documents that the sources cite, by short names,", said)
    return record(**{name: record(title=text, reference=text) for name in said})(said)  # type: ignore[no-any-return]


def _code_of(places: Mapping[str, Any], kind: str) -> Shape:
    def read(said: Any) -> str:
        if isinstance(said, str) and said in places:
            return said
        raise refusal(f"the code of a Swedish {kind}, in quotes,", said)

    return read


def _parties(said: Any) -> Parties:
    if said == "everyone":
        return Parties(None, tuple(MUNICIPALITIES))
    municipalities = listing(_code_of(MUNICIPALITIES, "municipality"))
    named = record(region=_code_of(REGIONS, "region"), municipalities=municipalities)(
        said
    )
    if not named["municipalities"]:
        raise BadShape(("municipalities", "is empty"))
    return Parties(**named)


def _period(said: Any) -> DatePeriod:
    return DatePeriod(*record(from_=day, to=optional(day))(said).values())


def _source_shape(documents: Mapping[str, Any]) -> Shape:
    shape = record(
        document=_one_of(*documents),
        section=text,
        quote=text,
        words=words,
        may_lack=("quote", "words"),
    )

    def read(said: Any) -> Source:
        parts = shape(said)
        if not parts.keys() & {"quote", "words"}:
            raise BadShape(
                (
                    "",
                    "the clause is missing: quote it, or say in words what the text says",
                )
            )
        cited = record(title=text, reference=text)(documents[parts["document"]])
        return Source(
            document=cited["title"],
            reference=cited["reference"],
            section=parts["section"],
            quote=parts.get("quote", ""),
            words=parts.get("words"),
        )

    return read


def _sourced_shape(shape: Shape, source: Shape) -> Shape:
    unsettled = record(question=words, alternatives=listing(shape))
    entry = record(
        value=shape, source=source, unsettled=unsettled, may_lack=("unsettled",)
    )

    def read(said: Any) -> Sourced[Any]:
        parts = entry(said)
        if "unsettled" not in parts:
            return Sourced(parts["value"], parts["source"])
        alternatives = parts["unsettled"]["alternatives"]
        if not alternatives or parts["value"] in alternatives:
            raise BadShape(
                (
                    "unsettled.alternatives",
                    "name at least one reading other than the chosen one",
                )
            )
        return Sourced(
            parts["value"],
            parts["source"],
            Unsettled(parts["unsettled"]["question"], alternatives),
        )

    return read
