"""A copy of the texts that a test may spoil."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from agreements.faults import AgreementFault, Fault
from agreements.files import TEXTS, load_agreements


@dataclass(frozen=True)
class Texts:
    """The folder with the copies."""

    folder: Path

    def change(self, slug: str, find: str, put: str) -> None:
        """Say `put` where the text first says `find`."""
        file = self.folder / f"{slug}.yaml"
        before = file.read_text(encoding="utf-8")
        assert find in before, f"the text no longer says {find!r}"
        file.write_text(before.replace(find, put, 1), encoding="utf-8")

    def faults(self) -> list[Fault]:
        """Why the folder is refused."""
        with pytest.raises(AgreementFault) as refused:
            load_agreements(self.folder)
        return list(refused.value.faults)


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    shutil.copytree(TEXTS, tmp_path / "texts")
    return Texts(tmp_path / "texts")
