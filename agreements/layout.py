"""The shape of a whole file: its header, its validity and its terms, each value with its source."""

from collections.abc import Callable, Mapping
from typing import Any

from agreements.agreement import MainAgreement, Parties, TerminationRule, UnsettledReading
from agreements.dated import DatePeriod, Source, Sourced, Unsettled
from agreements.places import MUNICIPALITIES, REGIONS, Place
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
from agreements.terms import TERM_SHAPES

_document = record({"title": text, "reference": text})


def layout(said: Any) -> Mapping[str, Any]:
    """Every part of the file read, or `BadShape` with all that is wrong in it."""
    documents = said.get("documents") if isinstance(said, dict) else None
    source = source_shape(documents if isinstance(documents, dict) else {})

    def sourced(shape: Shape) -> Shape:
        return sourced_shape(shape, source)

    return record(
        {
            "slug": text,
            "name": text,
            "kind": _one_of("agreement", "statute"),
            "documents": documents_cited,
            "parties": sourced(_parties),
            "replaces": sourced(optional(text)),
            "validity": record(
                {
                    "period": sourced(_period),
                    "extension_months": sourced(optional(whole(1, 120))),
                    "notice_months": sourced(optional(whole(1, 60))),
                    "termination": sourced(optional(_termination_rule)),
                    "separate_economic_termination": sourced(optional(_termination_rule)),
                    "depends_on": sourced(optional(_main_agreement)),
                    "approved_by_all": sourced(choice("approved_by_all")),
                }
            ),
            "unsettled_as_a_whole": optional(_reading_shape(source)),
            "terms": record({name: sourced(shape) for name, shape in TERM_SHAPES.items()}),
            "readings": listing(_reading_shape(source, key=text)),
        }
    )(said)


def _one_of(*names: str) -> Shape:
    def read(said: Any) -> str:
        if said in names:
            return str(said)
        raise refusal(" eller ".join(names), said)

    return read


def documents_cited(said: Any) -> Mapping[str, Any]:
    if not isinstance(said, dict) or not said:
        raise refusal("dokumenten som källorna hänvisar till, med korta namn", said)
    return record(dict.fromkeys(said, _document))(said)


def _code_in(places: Mapping[str, Place], kind: str) -> Shape:
    def read(said: Any) -> str:
        if isinstance(said, str) and said in places:
            return said
        raise refusal(f"koden för en svensk {kind}, inom citattecken", said)

    return read


def _parties(said: Any) -> Parties:
    if said == "everyone":
        return Parties(None, tuple(MUNICIPALITIES))
    municipalities = listing(_code_in(MUNICIPALITIES, "kommun"))
    named = record({"region": _code_in(REGIONS, "region"), "municipalities": municipalities})(said)
    if not named["municipalities"]:
        raise BadShape(("municipalities", "är tom"))
    return Parties(**named)


def _period(said: Any) -> DatePeriod:
    parts = record({"from": day, "to": optional(day)})(said)
    return DatePeriod(parts["from"], parts["to"])


def _termination_rule(said: Any) -> TerminationRule:
    return TerminationRule(
        **record({"by": choice("by"), "written": truth, "ends_for": choice("ends_for")})(said)
    )


def _main_agreement(said: Any) -> MainAgreement:
    parts = record({"slug": text, "name": text, "from": day})(said)
    return MainAgreement(parts["slug"], parts["name"], in_force_from=parts["from"])


def _reading_shape(source: Shape, **key: Shape) -> Callable[[Any], UnsettledReading]:
    """An open question in words; without a key it concerns the whole text."""
    shape = record(
        {**key, "question": words, "chosen": words, "alternatives": listing(words), "source": source}
    )
    return lambda said: UnsettledReading(**{"key": "", **shape(said)})


def source_shape(documents: Mapping[str, Any]) -> Callable[[Any], Source]:
    shape = record(
        {"document": _one_of(*documents), "section": text, "quote": text, "words": words},
        may_lack=("quote", "words"),
    )

    def read(said: Any) -> Source:
        parts = shape(said)
        if not parts.keys() & {"quote", "words"}:
            raise BadShape(("", "klausulen saknas: citera den, eller säg med ord vad texten säger"))
        document = documents[parts["document"]]
        # A document without its title is a fault of its own, told once and not by each that cites it.
        cited = document if isinstance(document, dict) else {}
        return Source(
            document=cited.get("title", ""),
            reference=cited.get("reference", ""),
            section=parts["section"],
            quote=parts.get("quote", ""),
            words=parts.get("words"),
        )

    return read


def sourced_shape(shape: Shape, source: Shape) -> Callable[[Any], Sourced[Any]]:
    unsettled = record({"question": words, "alternatives": listing(shape)})
    entry = record({"value": shape, "source": source, "unsettled": unsettled}, may_lack=("unsettled",))

    def read(said: Any) -> Sourced[Any]:
        parts = entry(said)
        if "unsettled" not in parts:
            return Sourced(parts["value"], parts["source"])
        alternatives = parts["unsettled"]["alternatives"]
        if not alternatives or parts["value"] in alternatives:
            raise BadShape(("unsettled.alternatives", "nämn minst en annan läsning än den valda"))
        return Sourced(
            parts["value"], parts["source"], Unsettled(parts["unsettled"]["question"], alternatives)
        )

    return read
