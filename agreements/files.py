"""The texts that this system knows, read from their files, checked one by one and against each other."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from types import MappingProxyType

from agreements.agreement import Agreement
from agreements.faults import AgreementFault, Fault
from agreements.reading import read_agreement

TEXTS = Path(__file__).parent / "texts"


@cache
def load_agreements(folder: Path = TEXTS) -> Mapping[str, Agreement]:
    """Every text in the folder by its slug. Raises `AgreementFault` with all the faults of all the files."""
    faults: list[Fault] = []
    agreements: dict[str, Agreement] = {}
    for path in sorted(folder.glob("*.yaml")):
        agreement, its_faults = read_agreement(path.name, path.read_bytes())
        faults += its_faults
        if agreement is not None:
            agreements[agreement.slug] = agreement
    if faults := faults or list(_faults_between(agreements)):
        raise AgreementFault(faults)
    return MappingProxyType(agreements)


@cache
def load_agreement(slug: str, folder: Path = TEXTS) -> Agreement:
    """One text without reading the others, for a command that applies just one; `KeyError`: no such text."""
    path = folder / f"{slug}.yaml"
    if path not in folder.glob("*.yaml"):
        raise KeyError(slug)
    agreement, faults = read_agreement(path.name, path.read_bytes())
    if agreement is None:
        raise AgreementFault(faults)
    return agreement


def _faults_between(agreements: Mapping[str, Agreement]) -> Iterator[Fault]:
    """Where two texts would govern the same parties on the same day, or none would."""
    statutes = [agreement.slug for agreement in agreements.values() if agreement.kind == "statute"]
    if len(statutes) != 1:
        yield Fault("", "kind", f"exakt en text ska vara lagen, inte {len(statutes)}")
    for agreement in agreements.values():
        replaced = agreement.replaces.value
        if replaced is not None and replaced not in agreements:
            yield Fault(
                f"{agreement.slug}.yaml",
                "replaces.value",
                f"det finns ingen text {replaced!r}",
            )
    for earlier, later in permutations(agreements.values(), 2):
        if "statute" not in (earlier.kind, later.kind) and _starts_before(earlier, later):
            yield from _faults_of_succession(earlier, later)


def _starts_before(one: Agreement, other: Agreement) -> bool:
    """An order of any two texts: by the first day, then by the slug."""
    return (one.validity.period.value.first, one.slug) < (
        other.validity.period.value.first,
        other.slug,
    )


def _faults_of_succession(earlier: Agreement, later: Agreement) -> Iterator[Fault]:
    shared = set(earlier.municipalities) & set(later.municipalities)
    if earlier.region != later.region or not shared:
        return
    file, among = (
        f"{later.slug}.yaml",
        f"mellan region {later.region} och {', '.join(sorted(shared))}",
    )
    if earlier.validity.period.value.overlaps(later.validity.period.value):
        yield Fault(file, "validity.period.value", f"gäller samtidigt som {earlier.slug} {among}")
    elif earlier.validity.extension_months.value is not None and later.replaces.value != earlier.slug:
        yield Fault(
            file,
            "replaces.value",
            f"ska vara {earlier.slug}, som annars förlängs {among}",
        )
