"""Where the demo takes place: four regions with all their municipalities, and the units invented in them.

Names and codes of regions and municipalities are the real ones; every unit is invented. Every municipality has an
intake, a finance office and a primary care centre, so that a notice finds its way whoever the patient is, and the
region's month covers all who have signed its agreement. The towns of the demo's people have more.
"""

from dataclasses import dataclass

from agreements.places import MUNICIPALITIES, Place

HALLAND, DALARNA, VASTRA_GOTALAND, NORRBOTTEN = "13", "20", "14", "25"


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality, the thousands who live there, and how hard pressed it is (see `STRAIN`)."""

    code: str
    thousands: int
    strain: float


@dataclass(frozen=True, slots=True)
class Region:
    """A region, its towns, and how many stays that a year is told with: far fewer than in life."""

    code: str
    main_town: str
    stays_a_year: int
    towns: tuple[Town, ...]


THOUSANDS = {
    HALLAND: {
        "1315": 10,
        "1380": 105,
        "1381": 26,
        "1382": 47,
        "1383": 68,
        "1384": 86,
    },
    DALARNA: {
        "2021": 7,
        "2023": 10,
        "2026": 10,
        "2029": 16,
        "2031": 11,
        "2034": 7,
        "2039": 7,
        "2061": 11,
        "2062": 20,
        "2080": 60,
        "2081": 52,
        "2082": 11,
        "2083": 15,
        "2084": 22,
        "2085": 26,
    },
    VASTRA_GOTALAND: {
        "1401": 40,
        "1402": 40,
        "1407": 13,
        "1415": 28,
        "1419": 16,
        "1421": 15,
        "1427": 9,
        "1430": 10,
        "1435": 13,
        "1438": 5,
        "1439": 6,
        "1440": 33,
        "1441": 43,
        "1442": 12,
        "1443": 10,
        "1444": 6,
        "1445": 6,
        "1446": 7,
        "1447": 5,
        "1452": 12,
        "1460": 9,
        "1461": 9,
        "1462": 15,
        "1463": 35,
        "1465": 11,
        "1466": 10,
        "1470": 16,
        "1471": 13,
        "1472": 11,
        "1473": 9,
        "1480": 605,
        "1481": 71,
        "1482": 49,
        "1484": 14,
        "1485": 57,
        "1486": 13,
        "1487": 40,
        "1488": 59,
        "1489": 43,
        "1490": 115,
        "1491": 25,
        "1492": 12,
        "1493": 25,
        "1494": 40,
        "1495": 19,
        "1496": 58,
        "1497": 9,
        "1498": 13,
        "1499": 33,
    },
    NORRBOTTEN: {
        "2505": 6,
        "2506": 3,
        "2510": 5,
        "2513": 3,
        "2514": 15,
        "2518": 4,
        "2521": 6,
        "2523": 17,
        "2560": 8,
        "2580": 79,
        "2581": 42,
        "2582": 28,
        "2583": 9,
        "2584": 22,
    },
}
"""The inhabitants of every municipality, in thousands: what its share of the stays is drawn by."""

STRAIN = {
    "1315": 0.15,
    "1380": 0.20,
    "1381": 0.24,
    "1382": 0.16,
    "1383": 0.10,
    "1384": 0.06,
    "2023": 0.30,
    "2026": 0.20,
    "2034": 0.20,
    "2080": 0.38,
    "2081": 0.20,
    "2082": 0.30,
    "1480": 0.18,
    "1485": 0.85,
    "1488": 0.22,
    "1490": 0.16,
    "1496": 0.16,
}
"""How hard pressed some are, from 0 (calm) to 1 (hardly coping). Invented: it is no judgement of theirs."""
USUAL_STRAIN = 0.11


def _region(code: str, *, main_town: str, stays_a_year: int) -> Region:
    towns = tuple(
        Town(town, thousands, STRAIN.get(town, USUAL_STRAIN)) for town, thousands in THOUSANDS[code].items()
    )
    return Region(code, main_town, stays_a_year, towns)


REGIONS = (
    _region(HALLAND, main_town="1380", stays_a_year=2000),
    _region(DALARNA, main_town="2080", stays_a_year=1500),
    _region(VASTRA_GOTALAND, main_town="1480", stays_a_year=3000),
    _region(NORRBOTTEN, main_town="2580", stays_a_year=400),
)

CITIES = ("1480", "1481", "1488", "1490", "2583")
"""Those that call themselves stad."""
WITHOUT_GENITIVE = ("1421",)
LAST_LETTERS_WITHOUT_S = "aeiouyåäösx"


def official_name(town: Place) -> str:
    """What a municipality calls itself: Halmstads kommun, Falu kommun, Göteborgs stad."""
    if town.code == "2080":
        return "Falu kommun"
    takes_s = town.name[-1] not in LAST_LETTERS_WITHOUT_S and town.code not in WITHOUT_GENITIVE
    return f"{town.name}{'s' if takes_s else ''} {'stad' if town.code in CITIES else 'kommun'}"


def place_of(code: str) -> Place:
    return MUNICIPALITIES[code]
