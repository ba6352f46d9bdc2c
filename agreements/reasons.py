"""Why a text governs: codes for machines, sentences for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from agreements.dated import Words


class Why(StrEnum):
    """The codes. Those that begin with `if_` are conditions that no source settles."""

    PARTIES = "parties"
    FIRST_TERM = "first_term"
    EXTENDED = "extended"
    ENDS = "ends"
    IF_ALL_APPROVE = "if_all_approve"
    IF_MAIN_AGREEMENT = "if_main_agreement"
    NO_AGREEMENT = "no_agreement"
    OTHER_COUNTY = "other_county"
    ONE_BODY = "one_body"
    BEGINS_LATER = "begins_later"
    TERM_ENDED = "term_ended"
    TERMINATED = "terminated"
    ECONOMIC_PART_TERMINATED = "economic_part_terminated"
    MAIN_AGREEMENT_ENDED = "main_agreement_ended"
    REPLACED = "replaced"


_SENTENCES: Mapping[Why, Words] = MappingProxyType(
    {
        Why.PARTIES: Words(
            "{text} gäller mellan regionen och kommunen.", "{text} binds the region and the municipality."
        ),
        Why.FIRST_TERM: Words(
            "Den första avtalstiden löper till och med {day}.", "The first term runs through {day}."
        ),
        Why.EXTENDED: Words("Förlängd av sig själv till och med {day}.", "Extended by itself through {day}."),
        Why.ENDS: Words("Sista dagen är {day}.", "The last day is {day}."),
        Why.IF_ALL_APPROVE: Words(
            "Under förutsättning att alla parter har godkänt den.",
            "Provided that every party has approved it.",
        ),
        Why.IF_MAIN_AGREEMENT: Words(
            "Under förutsättning att {text} gäller.", "Provided that {text} is in force."
        ),
        Why.NO_AGREEMENT: Words(
            "Ingen överenskommelse mellan regionen och kommunen är känd, så lagen gäller.",
            "No agreement between the region and the municipality is known, so the statute governs.",
        ),
        Why.OTHER_COUNTY: Words(
            "Kommunen ligger i ett annat län än regionen.", "The municipality lies in another county."
        ),
        Why.ONE_BODY: Words(
            "Region och kommun är samma juridiska person: det finns ingenting att fakturera.",
            "Region and municipality are one legal person: there is nothing to bill.",
        ),
        Why.BEGINS_LATER: Words("{text} börjar gälla först {day}.", "{text} is not in force until {day}."),
        Why.TERM_ENDED: Words("{text} gällde till och med {day}.", "{text} ran through {day}."),
        Why.TERMINATED: Words(
            "{text} är uppsagd och gällde till och med {day}.", "{text} was terminated and ran through {day}."
        ),
        Why.ECONOMIC_PART_TERMINATED: Words(
            "De ekonomiska villkoren i {text} är uppsagda och gällde till och med {day}.",
            "The economic part of {text} was terminated and ran through {day}.",
        ),
        Why.MAIN_AGREEMENT_ENDED: Words(
            "{text} är beroende av ett huvudavtal, som gällde till och med {day}.",
            "{text} depends on a main agreement, which ran through {day}.",
        ),
        Why.REPLACED: Words(
            "{text} gällde till och med {day} och är ersatt.", "{text} ran through {day} and is replaced."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the answer: its code, the text it speaks of (a title, or empty) and the day (or none)."""

    code: Why
    text: str = ""
    day: date | None = None

    @property
    def is_condition(self) -> bool:
        return self.code.startswith("if_")

    @property
    def words(self) -> Words:
        """The reason as a sentence."""
        sentence = _SENTENCES[self.code]
        return Words(
            sentence.sv.format(text=self.text, day=self.day), sentence.en.format(text=self.text, day=self.day)
        )
