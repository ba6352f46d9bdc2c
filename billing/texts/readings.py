"""The readings of an unsettled text that a month can be computed by instead, and why others change nothing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from agreements.agreement import Agreement, UnsettledReading
from agreements.dated import Words
from agreements.files import load_agreements

WRITTEN = re.compile(r"([a-z0-9-]{1,60}):([a-z_]{1,60}):([1-9])")

_NO_RULE_YET = Words(
    "Läsningen har ingen egen regel i beräkningen, så den räknas inte ut här.",
    "The reading has no rule of its own in the calculation, so it is not computed here.",
)
_ENDS_THE_TEXT = Words(
    "Frågan avgör när texten slutar gälla, inte vad en månad kostar.",
    "The question decides when the text ends, not what a month costs.",
)
NOT_COMPUTED: Mapping[str, Words] = {
    "": Words(
        "Den text som gällde är inte känd, så ingen annan läsning av den kan räknas ut.",
        "The text that was in force is not known, so no other reading of it can be computed.",
    ),
    "validity.termination": _ENDS_THE_TEXT,
    "validity.separate_economic_termination": _ENDS_THE_TEXT,
    "corrections_until": Words(
        "Frågan avgör till när underlaget kan rättas, inte vad en månad kostar.",
        "The question decides until when the basis can be corrected, not what a month costs.",
    ),
    "planning_basis_hours": Words(
        "En tidsgräns för planeringen är inget villkor för betalningen.",
        "A time limit of the planning is no condition of payment.",
    ),
    "treatment_plan_before_ready": Words(
        "Kravet gäller när patienten får bedömas som utskrivningsklar, inte betalningen.",
        "The demand is about when the patient may be declared ready, not about payment.",
    ),
    "treatment_plan": Words(
        "Underlaget säger inte när behandlingsplanen fanns.",
        "The facts do not tell when there was a treatment plan.",
    ),
    "main_agreement_in_force": Words(
        "Har huvudavtalet upphört, så registreras det bland uppsägningarna: då gäller lagen.",
        "If the main agreement has ended, that is entered among the terminations: then the statute governs.",
    ),
    "failed_conditions": _NO_RULE_YET,
    "window_and_other_texts": _NO_RULE_YET,
    "admission_notice_receiver": Words(
        "Underlaget säger bara när kommunen underrättades, och det är vad LUS 5 kap. 3 § frågar efter.",
        "The facts tell only when the municipality was notified, and that is what LUS 5:3 asks for.",
    ),
    "outpatient_only_outside": Words(
        "Bara den som behöver kommunens insatser, och som kommunen har underrättats om, kan göra den "
        "betalningsansvarig (LUS 5 kap. 2 och 3 §§).",
        "Only who needs the municipality's services, and of whom it was notified, can make it liable (LUS 5:2, 5:3).",
    ),
}
"""The questions whose other answers change no amount here, each with why. A test holds it to be complete."""

_ALWAYS_THE_NOTICE = Words(
    "Enligt texten börjar räkningen alltid med underrättelsen, så läsningarna ger detsamma.",
    "By this text counting always starts with the notice, so the readings give the same.",
)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One alternative to an unsettled term of a text; `number` is its place among them, from 1 on."""

    text: Agreement
    reading: UnsettledReading
    number: int

    @property
    def name(self) -> str:
        """As an address writes it."""
        return f"{self.text.slug}:{self.reading.key}:{self.number}"

    @property
    def value(self) -> Any:
        return self.reading.alternatives[self.number - 1]

    @property
    def text_read_so(self) -> Agreement:
        return self.text.read_otherwise(self.reading.key, self.value)


def why_not_computed(text: Agreement, key: str) -> Words | None:
    """Why another answer to one of the text's questions changes no amount; none where it does."""
    if key == "long_stay_counted_from" and not text.terms["conditions_delay_start"].value:
        return _ALWAYS_THE_NOTICE
    return NOT_COMPUTED.get(key)


def other_readings(text: Agreement) -> Iterator[Otherwise]:
    """Every alternative by which a month of the text can be computed."""
    for reading in text.unsettled:
        if why_not_computed(text, reading.key) is None:
            for number in range(1, len(reading.alternatives) + 1):
                yield Otherwise(text, reading, number)


def other_reading(name: str) -> Otherwise | None:
    """The one that an address names, or none where it names none."""
    written = WRITTEN.fullmatch(name)
    text = load_agreements().get(written[1]) if written else None
    return None if text is None else next((each for each in other_readings(text) if each.name == name), None)
