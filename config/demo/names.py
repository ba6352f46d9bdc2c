"""Names of invented people: ordinary first names and surnames, put together by chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

WOMEN = (
    "Alva Anita Astrid Barbro Birgit Britta Dagny Ebba Edit Elna Elsa Erna Gerd Greta Gun Gunhild Gunvor Hedvig "
    "Hilma Inga Ingegerd Ingrid Irma Karin Kerstin Lilly Linnea Maj Margit Märta Naima Rakel Ruth Selma Signe Siri "
    "Solveig Svea Tekla Ulla Valborg Vega Viola Zita"
)
MEN = (
    "Albin Alfred Arne Arvid Axel Bengt Bertil Bror Börje Edvin Einar Elis Evert Folke Frans Gillis Gustav Gösta "
    "Harald Helge Hugo Ivar Karl Knut Lennart Ludvig Malte Nils Olov Otto Ragnar Roland Rune Sigurd Sixten Sten "
    "Sture Sven Tage Ture Uno Valter Yngve Åke"
)
SURNAMES = (
    "Alm Almqvist Asp Backlund Bergdal Bergvall Björkdahl Blomgren Boström Brodin Brunnberg Dalvik Ekdahl Eklöv "
    "Engdal Fallberg Forslid Furuvik Fälth Gradin Granlund Grönberg Hagvall Hedlund Heijbel Holmdal Hägglöf Källgren "
    "Kvarnlund Lagerfalk Lindeborg Lindvall Ljungdal Lundmark Löfdahl Malmvik Melin Nordvall Norling Nylund Ravnlid "
    "Risberg Rosvall Rydvik Sandell Selander Sjövall Skoglid Stenvik Strömdal Sundvall Svedlund Tallberg Thunvik "
    "Tornéus Uddvik Vallgren Vestlund Vikdal Wallerud Åbergson Åkerlid Ängvall Öberglind Östvall"
)
STREETS = (
    "Björkallén Enebacken Granstigen Hasselvägen Kastanjegatan Lindgränd Lönnvägen Rönnbacken Syrengatan"
)


@dataclass(frozen=True, slots=True)
class Name:
    given: str
    family: str
    is_woman: bool

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"


def invented_names(seed: str) -> Iterator[Name]:
    """Names without end, the same ones for the same seed, none of them twice until all are used."""
    chance = Random(seed)  # noqa: S311 - a story, not a secret
    while True:
        given = [(name, True) for name in WOMEN.split()] + [(name, False) for name in MEN.split()]
        chance.shuffle(given)
        family = SURNAMES.split()
        chance.shuffle(family)
        for place in range(len(given) * len(family)):
            name, is_woman = given[place % len(given)]
            yield Name(name, family[(place + place // len(given)) % len(family)], is_woman)
