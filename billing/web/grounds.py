"""Legal grounds as links: to the statute's section, or to the clause of the agreement that a value was read in."""

from dataclasses import dataclass

from django.urls import reverse

from agreements.agreement import Agreement
from agreements.law import section_cited


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence stands on, and where the reader finds it."""

    text: str
    url: str


def clause(agreement: Agreement, key: str) -> Ground:
    """The clause that one of the agreement's terms was read in."""
    source = agreement.terms[key].source
    return Ground(source.section, reverse("agreement", args=[agreement.slug]) + f"#{key}")


def section(ground: str) -> Ground:
    """A ground that names a section of the statute; without one there is nothing to link to."""
    cited = section_cited(ground)
    if cited is None:
        return Ground(ground, "")
    chapter, number = cited
    return Ground(ground, reverse("statute") + f"#{chapter}-{number}")
