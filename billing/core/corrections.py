"""The catalogue of corrections: what can be wrong in the basis of a bill, who may say so, what it does to the facts.

A correction changes the facts that a month is computed from, and never the record of the care. The agreements name no
catalogue (Halland's routine for it is not published): these kinds are chosen here, and nothing else can be corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from billing.core.facts import TAKEN_OUT, UNCOUNTED_DATES
from billing.core.month_life import Side

ONE_DAY = timedelta(days=1)
Facts = Mapping[str, Any]
"""An episode's facts by their names, as `facts.FACTS` has them."""


class CorrectionKind(StrEnum):
    """What was wrong."""

    WRONG_MUNICIPALITY = "wrong_municipality"
    PLACED_BY_ANOTHER = "placed_by_another"
    NOT_PLACED = "not_placed"
    WRONG_READY_TIME = "wrong_ready_time"
    READY_NOT_WITHDRAWN = "ready_not_withdrawn"
    WRONG_DISCHARGE_TIME = "wrong_discharge_time"
    DIED = "died"
    MOVED = "moved"
    ON_LEAVE = "on_leave"
    COURT_PENDING = "court_pending"
    REGION_SERVICES_MISSING = "region_services_missing"
    ADMISSION_NOTICE = "admission_notice"
    CARE_CONTACT = "care_contact"
    SIP_CALL = "sip_call"
    SIP_NOT_NEEDED = "sip_not_needed"
    NO_MUNICIPAL_SERVICES = "no_municipal_services"
    OPENED_BY_MISTAKE = "opened_by_mistake"
    TEST = "test"
    DUPLICATE = "duplicate"


class Asks(StrEnum):
    """What a correction says besides its kind."""

    NOTHING = "nothing"
    TIME = "time"
    TIME_OR_NEVER = "time_or_never"
    """Without a time: it did not happen."""
    DATES = "dates"
    """The first and the last of the dates that do not count."""
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """`fact` is what it sets, to `value` where nothing is asked; `ground` is what the error is one against."""

    swedish: str
    english: str
    fact: str
    ground: str
    asks: Asks = Asks.NOTHING
    value: Any = None
    proposed_by: frozenset[Side] = frozenset({Side.REGION, Side.MUNICIPALITY})


_BY_REGION = frozenset({Side.REGION})

CATALOGUE: Mapping[CorrectionKind, CatalogueRow] = {
    CorrectionKind.WRONG_MUNICIPALITY: CatalogueRow(
        swedish="Patienten är folkbokförd i en annan kommun",
        english="The patient is registered in another municipality",
        fact="municipality",
        asks=Asks.MUNICIPALITY,
        ground="LUS 5 kap. 2 §",
    ),
    CorrectionKind.PLACED_BY_ANOTHER: CatalogueRow(
        swedish="En annan kommun har beslutat var patienten ska bo",
        english="Another municipality has decided where the patient lives",
        fact="placing_municipality",
        asks=Asks.MUNICIPALITY,
        ground="LUS 5 kap. 2 § andra stycket",
    ),
    CorrectionKind.NOT_PLACED: CatalogueRow(
        swedish="Ingen annan kommun har beslutat var patienten ska bo",
        english="No other municipality has decided where the patient lives",
        fact="placing_municipality",
        ground="LUS 5 kap. 2 § andra stycket",
    ),
    CorrectionKind.WRONG_READY_TIME: CatalogueRow(
        swedish="Utskrivningsklar är registrerat med fel tid",
        english="The discharge-ready notice has the wrong time",
        fact="discharge_ready_at",
        asks=Asks.TIME,
        ground="LUS 3 kap. 1 §",
    ),
    CorrectionKind.READY_NOT_WITHDRAWN: CatalogueRow(
        swedish="Patienten blev sämre, och utskrivningsklar togs inte tillbaka",
        english="The patient got worse, and the discharge-ready notice was not withdrawn",
        fact="discharge_ready_at",
        asks=Asks.TIME_OR_NEVER,
        ground="LUS 3 kap. 1 §",
    ),
    CorrectionKind.WRONG_DISCHARGE_TIME: CatalogueRow(
        swedish="Utskrivningen är registrerad med fel tid",
        english="The discharge has the wrong time",
        fact="discharged_at",
        asks=Asks.TIME,
        ground="LUS 5 kap. 1 §",
    ),
    CorrectionKind.DIED: CatalogueRow(
        swedish="Patienten avled tidigare än utskrivningen säger",
        english="The patient died earlier than the discharge says",
        fact="discharged_at",
        asks=Asks.TIME,
        ground="LUS 5 kap. 1 §",
    ),
    CorrectionKind.MOVED: CatalogueRow(
        swedish="Patienten vårdades på en annan avdelning eller ett annat sjukhus och var inte utskrivningsklar",
        english="The patient was cared for in another ward or hospital and was not ready for discharge",
        fact=UNCOUNTED_DATES,
        asks=Asks.DATES,
        ground="LUS 5 kap. 1 §",
    ),
    CorrectionKind.ON_LEAVE: CatalogueRow(
        swedish="Patienten var på permission",
        english="The patient was on leave",
        fact=UNCOUNTED_DATES,
        asks=Asks.DATES,
        ground="LUS 5 kap. 1 §",
    ),
    CorrectionKind.COURT_PENDING: CatalogueRow(
        swedish="Patienten väntade på förvaltningsrättens beslut (LPT, LRV)",
        english="The patient waited for the administrative court's decision (LPT, LRV)",
        fact=UNCOUNTED_DATES,
        asks=Asks.DATES,
        ground="LPT 7 a §, LRV 12 a §",
    ),
    CorrectionKind.REGION_SERVICES_MISSING: CatalogueRow(
        swedish="Den öppna vårdens insatser saknades eller var oklara",
        english="The region's outpatient services were missing or unclear",
        fact=UNCOUNTED_DATES,
        asks=Asks.DATES,
        ground="LUS 5 kap. 5 §",
    ),
    CorrectionKind.ADMISSION_NOTICE: CatalogueRow(
        swedish="Inskrivningsmeddelandet skickades en annan tid, eller inte alls",
        english="The admission notice was sent at another time, or not at all",
        fact="admission_notice_at",
        asks=Asks.TIME_OR_NEVER,
        ground="LUS 5 kap. 3 § första stycket 1",
    ),
    CorrectionKind.CARE_CONTACT: CatalogueRow(
        swedish="Den fasta vårdkontakten utsågs en annan tid, eller inte alls",
        english="The fixed care contact was appointed at another time, or not at all",
        fact="care_contact_at",
        asks=Asks.TIME_OR_NEVER,
        ground="LUS 2 kap. 5 §",
    ),
    CorrectionKind.SIP_CALL: CatalogueRow(
        swedish="Kallelsen till SIP skickades en annan tid, eller inte alls",
        english="The call to the SIP was sent at another time, or not at all",
        fact="sip_called_at",
        asks=Asks.TIME_OR_NEVER,
        ground="LUS 5 kap. 3 § andra stycket",
    ),
    CorrectionKind.SIP_NOT_NEEDED: CatalogueRow(
        swedish="Ingen SIP behövdes, eller patienten ville inte",
        english="No SIP was needed, or the patient declined",
        fact="sip_required",
        value=False,
        ground="LUS 4 kap. 1 och 2 §§",
    ),
    CorrectionKind.NO_MUNICIPAL_SERVICES: CatalogueRow(
        swedish="Patienten behövde inga insatser från kommunen",
        english="The patient needed no services from the municipality",
        fact="needs_municipal_services",
        value=False,
        ground="LUS 2 kap. 1 § och 5 kap. 3 §",
    ),
    CorrectionKind.OPENED_BY_MISTAKE: CatalogueRow(
        swedish="Ärendet öppnades av misstag",
        english="The case was opened by mistake",
        fact=TAKEN_OUT,
        value=True,
        ground="LUS 5 kap. 1 §",
    ),
    CorrectionKind.TEST: CatalogueRow(
        swedish="Ärendet är ett test",
        english="The case is a test",
        fact=TAKEN_OUT,
        value=True,
        ground="LUS 5 kap. 1 §",
        proposed_by=_BY_REGION,
    ),
    CorrectionKind.DUPLICATE: CatalogueRow(
        swedish="Samma vårdtillfälle är registrerat två gånger",
        english="The same care episode is registered twice",
        fact=TAKEN_OUT,
        value=True,
        ground="LUS 5 kap. 1 §",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One error of one episode, as it is put right; what the kind does not ask for is none."""

    number: int
    region: str
    episode_id: str
    kind: CorrectionKind
    at: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    municipality: str | None = None

    @property
    def row(self) -> CatalogueRow:
        return CATALOGUE[self.kind]

    @property
    def may_move(self) -> bool:
        """Whether the episode may belong to another municipality or another month afterwards."""
        return self.row.fact in ("municipality", "placing_municipality", "discharged_at")


def corrected(facts: Facts, correction: Correction) -> dict[str, Any]:
    """The facts as they are with the correction; those given stay as they were."""
    row = correction.row
    match row.asks:
        case Asks.NOTHING:
            said = row.value
        case Asks.TIME | Asks.TIME_OR_NEVER:
            said = correction.at
        case Asks.MUNICIPALITY:
            said = correction.municipality
        case Asks.DATES:
            said = sorted({*(facts.get(UNCOUNTED_DATES) or ()), *dates_between(correction)})
    return {**facts, row.fact: said}


def dates_between(correction: Correction) -> list[date]:
    """Every date that the correction leaves out."""
    first, last = correction.first_day, correction.last_day
    if first is None or last is None:
        return []
    return [first + ONE_DAY * place for place in range((last - first).days + 1)]
