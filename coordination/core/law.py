"""The paragraphs that a deadline or a consequence rests on. LUS is lag (2017:612)."""

from enum import StrEnum


class Ground(StrEnum):
    """A paragraph, chapter before the colon; what it says in a few words is its docstring."""

    LUS_2_1 = "LUS 2:1"
    """Those concerned are told of the need; outpatient care too when municipal health care is expected."""
    LUS_2_3 = "LUS 2:3"
    """The admission notice is sent within 24 hours of the admission or of the later assessment."""
    LUS_2_5 = "LUS 2:5"
    """The outpatient unit appoints a fixed care contact before the patient is discharged."""
    LUS_2_6 = "LUS 2:6"
    """Whoever has got an admission notice begins to plan."""
    LUS_3_1 = "LUS 3:1"
    """Those concerned are told as soon as possible that the patient is ready for discharge."""
    LUS_3_2 = "LUS 3:2"
    """On the day of the discharge those concerned get the information that they need."""
    LUS_4_1 = "LUS 4:1"
    """Where region and municipality are both needed, the units that are responsible plan together."""
    LUS_4_3 = "LUS 4:3"
    """The fixed care contact calls to the SIP within three days of the discharge-ready notice."""
    LUS_5_1 = "LUS 5:1"
    """The municipality pays for a patient who stays in inpatient care after being ready."""
    LUS_5_3 = "LUS 5:3"
    """No liability without admission notice, discharge-ready notice and, where one is due, SIP call."""
    LUS_5_5 = "LUS 5:5"
    """No liability while the region's own outpatient services are missing or unclear."""
    AGREEMENT = "agreement"
    """The text in force between the region and the municipality."""
    ROUTINE = "routine"
    """No law: the parties' own routine."""
