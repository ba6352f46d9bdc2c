"""Where the demo takes place: three regions with all their municipalities, and the units invented in them.

Names and codes of regions and municipalities are the real ones; every unit is invented. Every municipality has an
intake, a finance office and a primary care centre, so that a notice finds its way whoever the patient is, and the
region's month covers all who have signed its agreement. The towns of the demo's people have more.
"""

from dataclasses import dataclass

from agreements.places import MUNICIPALITIES, Place

HALLAND, DALARNA, VASTRA_GOTALAND = "13", "20", "14"


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with its people: how many stays it has, and how hard pressed it is (0 calm, 1 hardly coping).

    `thousands` is the number of inhabitants, rounded; how hard pressed is invented.
    """

    code: str
    thousands: int
    strain: float = 0.12


@dataclass(frozen=True, slots=True)
class Region:
    """A region, its towns, and how many stays that a year is told with: far fewer than in life."""

    code: str
    main_town: str
    stays_a_year: int
    towns: tuple[Town, ...]


REGIONS = (
    Region(
        HALLAND,
        main_town="1380",
        stays_a_year=2000,
        towns=(
            Town("1315", 10, 0.15),
            Town("1380", 105, 0.20),
            Town("1381", 26, 0.24),
            Town("1382", 47, 0.16),
            Town("1383", 68, 0.10),
            Town("1384", 86, 0.06),
        ),
    ),
    Region(
        DALARNA,
        main_town="2080",
        stays_a_year=1500,
        towns=(
            Town("2021", 7),
            Town("2023", 10, 0.30),
            Town("2026", 10, 0.20),
            Town("2029", 16),
            Town("2031", 11),
            Town("2034", 7, 0.20),
            Town("2039", 7),
            Town("2061", 11),
            Town("2062", 20),
            Town("2080", 60, 0.26),
            Town("2081", 52, 0.20),
            Town("2082", 11, 0.30),
            Town("2083", 15),
            Town("2084", 22),
            Town("2085", 26),
        ),
    ),
    Region(
        VASTRA_GOTALAND,
        main_town="1480",
        stays_a_year=3000,
        towns=tuple(
            Town(code, thousands, strain)
            for code, thousands, strain in (
                ("1401", 40, 0.10),
                ("1402", 40, 0.10),
                ("1407", 13, 0.10),
                ("1415", 28, 0.10),
                ("1419", 16, 0.10),
                ("1421", 15, 0.10),
                ("1427", 9, 0.10),
                ("1430", 10, 0.10),
                ("1435", 13, 0.10),
                ("1438", 5, 0.10),
                ("1439", 6, 0.10),
                ("1440", 33, 0.10),
                ("1441", 43, 0.10),
                ("1442", 12, 0.10),
                ("1443", 10, 0.10),
                ("1444", 6, 0.10),
                ("1445", 6, 0.10),
                ("1446", 7, 0.10),
                ("1447", 5, 0.10),
                ("1452", 12, 0.10),
                ("1460", 9, 0.10),
                ("1461", 9, 0.10),
                ("1462", 15, 0.10),
                ("1463", 35, 0.10),
                ("1465", 11, 0.10),
                ("1466", 10, 0.10),
                ("1470", 16, 0.10),
                ("1471", 13, 0.10),
                ("1472", 11, 0.10),
                ("1473", 9, 0.10),
                ("1480", 605, 0.18),
                ("1481", 71, 0.10),
                ("1482", 49, 0.10),
                ("1484", 14, 0.10),
                ("1485", 57, 0.85),
                ("1486", 13, 0.10),
                ("1487", 40, 0.10),
                ("1488", 59, 0.22),
                ("1489", 43, 0.10),
                ("1490", 115, 0.16),
                ("1491", 25, 0.10),
                ("1492", 12, 0.10),
                ("1493", 25, 0.10),
                ("1494", 40, 0.10),
                ("1495", 19, 0.10),
                ("1496", 58, 0.16),
                ("1497", 9, 0.10),
                ("1498", 13, 0.10),
                ("1499", 33, 0.10),
            )
        ),
    ),
)

CITIES = ("1480", "1481", "1488", "1490")
"""Those that call themselves stad."""
WITHOUT_GENITIVE = ("1421",)
LAST_LETTERS_WITHOUT_S = "aeiouyåäös"


def official_name(town: Place) -> str:
    """What a municipality calls itself: Halmstads kommun, Falu kommun, Göteborgs stad."""
    if town.code == "2080":
        return "Falu kommun"
    takes_s = town.name[-1] not in LAST_LETTERS_WITHOUT_S and town.code not in WITHOUT_GENITIVE
    return f"{town.name}{'s' if takes_s else ''} {'stad' if town.code in CITIES else 'kommun'}"


def place_of(code: str) -> Place:
    return MUNICIPALITIES[code]
