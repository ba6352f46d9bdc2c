"""Why an episode is outside a municipality's liability: codes, sentences and legal grounds."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How an episode enters the month."""

    AVERAGED = "averaged"
    INDIVIDUAL = "individual"
    EXCLUDED = "excluded"


class Reason(StrEnum):
    """The first condition of liability that an episode fails, in the order they are asked."""

    NONE = ""
    TAKEN_OUT = "taken_out"
    """By a correction of the basis, before anything else is asked."""
    NO_DISCHARGE_READY_NOTICE = "no_discharge_ready_notice"
    NOT_DISCHARGED = "not_discharged"
    NO_MUNICIPAL_SERVICES = "no_municipal_services"
    NO_ADMISSION_NOTICE = "no_admission_notice"
    LATE_ADMISSION_NOTICE = "late_admission_notice"
    NO_CARE_CONTACT = "no_care_contact"
    NO_SIP_CALL = "no_sip_call"
    LATE_SIP_CALL = "late_sip_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A reason in words, with the section that it stands on."""

    swedish: str
    english: str
    ground: str


EXPLANATIONS: dict[Reason, Explanation] = {
    Reason.NONE: Explanation(
        swedish="Villkoren för betalningsansvar är uppfyllda.",
        english="The conditions of liability are met.",
        ground="LUS 5 kap. 1 och 3 §§",
    ),
    Reason.TAKEN_OUT: Explanation(
        swedish="Vårdtillfället är uttaget ur underlaget genom en rättelse.",
        english="The care episode is taken out of the basis by a correction.",
        ground="LUS 5 kap. 1 §",
    ),
    Reason.NO_DISCHARGE_READY_NOTICE: Explanation(
        swedish="Kommunen har inte underrättats om att patienten är utskrivningsklar.",
        english="The municipality was not notified that the patient was ready for discharge.",
        ground="LUS 5 kap. 3 § första stycket 2",
    ),
    Reason.NOT_DISCHARGED: Explanation(
        swedish="Patienten är inte utskriven än: vårdtillfället räknas i den månad då det avslutas.",
        english="The patient has not been discharged yet: the episode counts in the month in which it ends.",
        ground="LUS 5 kap. 1 §",
    ),
    Reason.NO_MUNICIPAL_SERVICES: Explanation(
        swedish="Patienten behöver inga insatser från kommunen efter utskrivningen.",
        english="The patient needs no services from the municipality after discharge.",
        ground="LUS 2 kap. 1 § och 5 kap. 3 §",
    ),
    Reason.NO_ADMISSION_NOTICE: Explanation(
        swedish="Inget inskrivningsmeddelande skickades till kommunen före utskrivningen.",
        english="No admission notice was sent to the municipality before discharge.",
        ground="LUS 5 kap. 3 § första stycket 1",
    ),
    Reason.LATE_ADMISSION_NOTICE: Explanation(
        swedish="Inskrivningsmeddelandet skickades senare än 24 timmar efter inskrivningen eller bedömningen.",
        english="The admission notice was sent later than 24 hours after the admission or the assessment.",
        ground="LUS 2 kap. 3 § och 5 kap. 3 § första stycket 1",
    ),
    Reason.NO_CARE_CONTACT: Explanation(
        swedish="Ingen fast vårdkontakt utsågs före utskrivningen.",
        english="No fixed care contact was appointed before discharge.",
        ground="Överenskommelsen, avsnittet om kommunens betalningsansvar; LUS 2 kap. 5 §",
    ),
    Reason.NO_SIP_CALL: Explanation(
        swedish="Den fasta vårdkontakten kallade inte till samordnad individuell planering före utskrivningen.",
        english="The fixed care contact did not call to coordinated individual planning before discharge.",
        ground="LUS 5 kap. 3 § andra stycket",
    ),
    Reason.LATE_SIP_CALL: Explanation(
        swedish="Kallelsen till samordnad individuell planering skickades senare än tre dagar efter underrättelsen.",
        english="The call to coordinated individual planning was sent later than three days after the notice.",
        ground="LUS 4 kap. 3 § och 5 kap. 3 § andra stycket",
    ),
}
