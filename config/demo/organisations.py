"""The rows of the demo's organisations and units."""

from accounts.models import District, Organisation, Unit, UnitReception
from agreements import places as official
from config.demo.places import HALLAND, REGIONS, Region, official_name, place_of
from config.demo.units import DISTRICTS, PRIVATE_PROVIDER, UnitPlan, planned_units

HSA_PREFIX = "SE0000000000-D"
"""No organisation number begins with 0: the first digit is the kind of organisation, 1-9. So nobody has these."""
FICTION_NUMBERS = range(5, 100)
"""070-174 06 05 to 070-174 06 99: mobile numbers that PTS keeps for books and films."""


def make_organisations() -> dict[str, Unit]:
    """Stores regions, municipalities, a private provider and their units; gives the units by key."""
    organisations = {
        one.code or one.name: one
        for one in Organisation.objects.bulk_create(
            [organisation for region in REGIONS for organisation in _organisations_of(region)]
        )
    }
    plans = [plan for region in REGIONS for plan in planned_units(region)]
    units = Unit.objects.bulk_create(
        [_unit(plan, organisations[plan.organisation], number) for number, plan in enumerate(plans, start=1)]
    )
    by_key = {plan.key: unit for plan, unit in zip(plans, units, strict=True)}
    districts = {
        (one.organisation.code, one.name): one
        for one in District.objects.bulk_create(
            District(organisation=organisations[code], name=name)
            for code, names in DISTRICTS.items()
            for name in names
        )
    }
    UnitReception.objects.bulk_create(
        UnitReception(
            unit=by_key[plan.key],
            municipality_code=code,
            care_type=care_type,
            district=districts.get((code, plan.district)),
        )
        for plan in plans
        for code in plan.municipalities
        for care_type in plan.care_types
    )
    return by_key


def phone_number(index: int) -> str:
    """A number that nobody answers."""
    last = FICTION_NUMBERS[index % len(FICTION_NUMBERS)]
    return f"070-174 06 {last:02}"


def _organisations_of(region: Region) -> list[Organisation]:
    kinds = Organisation.Kind
    of_region = Organisation(
        kind=kinds.REGION,
        name=official.region(region.code).name,
        code=region.code,
        region_code=region.code,
    )
    municipalities = [
        Organisation(
            kind=kinds.MUNICIPALITY,
            name=official_name(place_of(town.code)),
            code=town.code,
            region_code=region.code,
        )
        for town in region.towns
    ]
    private = [
        Organisation(kind=kinds.PRIVATE_PROVIDER, name=PRIVATE_PROVIDER, region_code=region.code)
        for _ in range(region.code == HALLAND)
    ]
    return [of_region, *municipalities, *private]


def _unit(plan: UnitPlan, organisation: Organisation, number: int) -> Unit:
    return Unit(
        organisation=organisation,
        name=plan.name,
        kind=plan.kind,
        hsa_id=f"{HSA_PREFIX}{organisation.region_code}U{number:03}",
        district=plan.district,
        phone=phone_number(number),
        is_default_intake=plan.is_default_intake,
    )
