"""What steps tell of the patient as a person, and of where they lie. `events.PAYLOADS` has them with the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coordination.core.episodes import CareType
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent
from coordination.core.receiver import Receiver
from coordination.core.states import Step


@dataclass(frozen=True, slots=True)
class PatientParticulars:
    """What a ward knows of its patient. `municipality` is where they are registered, empty for nowhere in Sweden."""

    family_name: str
    given_name: str
    address: str
    municipality: str
    placing_municipality: str | None

    @property
    def liable_municipality(self) -> str:
        """LUS 5:2: the municipality that placed the patient elsewhere, else that of registration."""
        return self.placing_municipality or self.municipality


@dataclass(frozen=True, slots=True)
class PatientDetailsCorrected:
    """What the ward knew was wrong, or is so no longer. What stood before stays readable (PDL 3:14)."""

    before: PatientParticulars
    after: PatientParticulars
    has_protected_identity: bool
    """Whether a protection was registered with it; none is ended so."""
    reason: str
    out: tuple[Receiver, ...] = ()
    """The units of the municipality that was liable before: they are out of the case from then on."""
    back: tuple[Receiver, ...] = ()
    """Those whom an earlier correction had put out, and whose municipality is liable after all."""


class NumberFault(StrEnum):
    """Why a patient's number is to be another."""

    WRONG = "wrong"
    """It is somebody else's, or nobody's: this case alone is another person's than it said."""
    REPLACED = "replaced"
    """The person has been given another number, or turns out to have two: whatever is theirs goes with them."""


@dataclass(frozen=True, slots=True)
class PatientNumber:
    """A number by its kind; `oid` says who gave a regional reserve number."""

    kind: IdentityType
    value: str
    oid: str


@dataclass(frozen=True, slots=True)
class IdentityCorrected:
    """The patient has another number than the case said. The former one stays readable (PDL 3:14)."""

    before: PatientNumber
    after: PatientNumber
    fault: NumberFault
    reason: str


@dataclass(frozen=True, slots=True)
class ConsentRegistered:
    """What the patient says of being planned for together, since the admission: asked later, given, or withdrawn."""

    consent: Consent


@dataclass(frozen=True, slots=True)
class ProtectionEnded:
    """The population register protects the person no longer."""

    reason: str


@dataclass(frozen=True, slots=True)
class WardTransferred:
    """The patient was moved, and the case with them; wards by their names of that day."""

    former_unit: int
    former_name: str
    unit: int
    name: str
    is_taken_over: bool
    """Whether the ward that received the patient registered it."""
    note: str
    care_type: CareType | None = None
    """The care that begins in the new ward, where it is another than before."""


AboutPatient = (
    WardTransferred | PatientDetailsCorrected | IdentityCorrected | ConsentRegistered | ProtectionEnded
)

PAYLOADS: Mapping[Step, type[AboutPatient]] = {
    Step.WARD_TRANSFERRED: WardTransferred,
    Step.PATIENT_DETAILS_CORRECTED: PatientDetailsCorrected,
    Step.IDENTITY_CORRECTED: IdentityCorrected,
    Step.CONSENT_REGISTERED: ConsentRegistered,
    Step.PROTECTION_ENDED: ProtectionEnded,
}
