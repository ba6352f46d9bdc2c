"""The demo's units, all of them invented: what each is called, and whom it receives for."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import CareType, UnitKind
from config.demo.places import DALARNA, HALLAND, NORRBOTTEN, VASTRA_GOTALAND, Region, place_of

SOMATIC = (CareType.SOMATIC,)
PSYCHIATRY = (CareType.PSYCHIATRIC, CareType.FORENSIC)
ALL_CARE = (*SOMATIC, *PSYCHIATRY)
PRIVATE_PROVIDER = "Kustlinjens Vård AB"


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be: of the organisation with that code (or name, where it has none), known in the demo by `key`."""

    key: str
    organisation: str
    name: str
    kind: UnitKind
    municipalities: tuple[str, ...] = ()
    care_types: tuple[CareType, ...] = ()
    is_default_intake: bool = False
    district: str = ""


WARDS = {
    HALLAND: (
        ("4b", "Avd 4B medicin, Halmstad"),
        ("6a", "Avd 6A ortopedi, Varberg"),
        ("71", "Avd 71 psykiatri, Halmstad"),
    ),
    DALARNA: (("12", "Avd 12 medicin, Falun"), ("21", "Avd 21 kirurgi, Mora")),
    VASTRA_GOTALAND: (("30", "Avd 30 geriatrik, Göteborg"), ("8", "Avd 8 stroke, Borås")),
    NORRBOTTEN: (("3", "Avd 3 medicin, Luleå"),),
}
PSYCHIATRIC_UNITS = {
    HALLAND: (
        ("Psykiatrisk öppenvård söder, Halmstad", ("1315", "1380", "1381")),
        ("Psykiatrisk öppenvård norr, Varberg", ("1382", "1383", "1384")),
    ),
    DALARNA: (("Psykiatrisk öppenvård, Falun", None),),
    VASTRA_GOTALAND: (("Psykiatrisk öppenvård, Göteborg", None),),
    NORRBOTTEN: (("Psykiatrisk öppenvård, Luleå", None),),
}
DISTRICTS = {"1480": ("Centrum", "Hisingen", "Nordost", "Sydväst")}
"""Each with a unit that receives there; where nobody knows the district, the municipality's default intake does."""
BIRDS = (
    "Tärnan Lärkan Svalan Ejdern Orren Tranan Vipan Lommen Bofinken Domherren Entitan Gråtruten Härfågeln Järpen "
    "Kungsfiskaren Ladusvalan Morkullan Nötskrikan Ormvråken Pilfinken Ripan Sidensvansen Talgoxen Uven"
)
"""Each primary care centre has a bird's name."""


def planned_units(region: Region) -> Iterator[UnitPlan]:
    """Every unit of the region, its municipalities and its private provider."""
    codes = tuple(town.code for town in region.towns)
    birds = BIRDS.split()
    for number, name in WARDS[region.code]:
        yield UnitPlan(f"ward {number}", region.code, name, UnitKind.WARD)
    for index, code in enumerate(codes):
        name = f"Vårdcentralen {birds[index % len(birds)]}, {place_of(code).name}"
        yield UnitPlan(f"primary care {code}", region.code, name, UnitKind.PRIMARY_CARE, (code,), SOMATIC)
    for name, receives_for in PSYCHIATRIC_UNITS[region.code]:
        towns = receives_for or codes
        yield UnitPlan(
            f"psychiatry {towns[0]}", region.code, name, UnitKind.PSYCHIATRIC_OUTPATIENT, towns, PSYCHIATRY
        )
    yield UnitPlan(f"finance {region.code}", region.code, "Regionens ekonomienhet", UnitKind.FINANCE)
    yield UnitPlan(
        f"administration {region.code}", region.code, "Regionens systemförvaltning", UnitKind.ADMINISTRATION
    )
    for code in codes:
        yield from _municipal_units(code, has_more=code == region.main_town)
    if region.code == HALLAND:
        # Patients choose their primary care: where there are two, the ward does the choosing for each notice.
        name = "Vårdcentralen Strandskatan, Halmstad"
        yield UnitPlan(
            "private primary care", PRIVATE_PROVIDER, name, UnitKind.PRIMARY_CARE, ("1380",), SOMATIC
        )


def _municipal_units(code: str, *, has_more: bool) -> Iterator[UnitPlan]:
    """An intake and a finance office; the main town has health care, social psychiatry and districts besides."""
    town = place_of(code).name
    yield UnitPlan(
        f"intake {code}",
        code,
        f"Biståndsenheten, {town}",
        UnitKind.INTAKE,
        (code,),
        SOMATIC if has_more else ALL_CARE,
        is_default_intake=True,
    )
    yield UnitPlan(f"finance {code}", code, f"Ekonomienheten, {town}", UnitKind.FINANCE)
    if not has_more:
        return
    for district in DISTRICTS.get(code, ()):
        yield UnitPlan(
            f"intake {code} {district}",
            code,
            f"Biståndsenheten {district}, {town}",
            UnitKind.INTAKE,
            (code,),
            SOMATIC,
            district=district,
        )
    yield UnitPlan(
        f"health care {code}",
        code,
        f"Kommunal hälso- och sjukvård, {town}",
        UnitKind.MUNICIPAL_HEALTH_CARE,
        (code,),
        SOMATIC,
    )
    yield UnitPlan(
        f"social psychiatry {code}",
        code,
        f"Socialpsykiatrin, {town}",
        UnitKind.SOCIAL_PSYCHIATRY,
        (code,),
        PSYCHIATRY,
    )
    yield UnitPlan(f"administration {code}", code, f"Systemförvaltningen, {town}", UnitKind.ADMINISTRATION)
