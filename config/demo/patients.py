"""The patients: invented people under test numbers, some of them with what makes an identity unusual."""

from datetime import date, timedelta
from random import Random

from config.demo.identities import (
    NATIONAL_RESERVE_NUMBER,
    REGIONAL_RESERVE_NUMBER,
    coordination_number,
    personal_number,
)
from config.demo.names import STREETS, Name, invented_names
from config.demo.places import place_of
from coordination.actions.patients import PatientDetails
from coordination.core.episodes import CareType
from coordination.core.identities import IdentityType

PROTECTED = (3, 45)
"""The place in the row of the patients with a protected identity; and so on."""
WITH_COORDINATION_NUMBER = (14,)
WITH_NATIONAL_RESERVE_NUMBER = (35,)
WITH_REGIONAL_RESERVE_NUMBER = (52,)
AGES = {CareType.SOMATIC: (66, 97), CareType.PSYCHIATRIC: (24, 70), CareType.FORENSIC: (24, 70)}


class Patients:
    """Gives one patient after the other, the same ones in the same order."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._names = invented_names("patients")
        self._chance = Random("patients")  # noqa: S311 - a story, not a secret
        self._given = 0
        self._numbers: set[str] = set()

    def __len__(self) -> int:
        return self._given

    def one_in(self, municipality_code: str, care_type: CareType) -> PatientDetails:
        """The next patient, registered there; old in somatic care, of any age in psychiatry."""
        self._given += 1
        name = next(self._names)
        kind, value, oid = self._identity(name, self._born(care_type))
        street = self._chance.choice(STREETS.split())
        number = self._chance.randrange(1, 60)
        return PatientDetails(
            identity_type=kind,
            identity_value=value,
            identity_oid=oid,
            family_name=name.family,
            given_name=name.given,
            municipality_code=municipality_code,
            address=f"{street} {number}, {place_of(municipality_code).name}",
            has_protected_identity=self._given in PROTECTED,
        )

    def _born(self, care_type: CareType) -> date:
        youngest, oldest = AGES[care_type]
        years = self._chance.randrange(youngest, oldest)
        return self._today - timedelta(days=365 * years + self._chance.randrange(1, 365))

    def _identity(self, name: Name, born: date) -> tuple[IdentityType, str, str]:
        if self._given in WITH_COORDINATION_NUMBER:
            number = coordination_number(born, is_woman=name.is_woman)
            return IdentityType.COORDINATION_NUMBER, number, ""
        if self._given in WITH_NATIONAL_RESERVE_NUMBER:
            return NATIONAL_RESERVE_NUMBER
        if self._given in WITH_REGIONAL_RESERVE_NUMBER:
            return REGIONAL_RESERVE_NUMBER
        number = personal_number(born, is_woman=name.is_woman)
        while number in self._numbers:
            born -= timedelta(days=1)
            number = personal_number(born, is_woman=name.is_woman)
        self._numbers.add(number)
        return IdentityType.PERSONAL_NUMBER, number, ""
