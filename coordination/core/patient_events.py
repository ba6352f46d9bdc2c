"""What steps tell of the patient as a person, and of where they lie. `events.PAYLOADS` has them with the others."""

from dataclasses import dataclass

from coordination.core.receiver import Receiver


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
