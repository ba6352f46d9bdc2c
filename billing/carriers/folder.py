"""A folder, from which another system fetches: the default."""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from billing.carriers.parcel import UNWRITABLE, NotCarried, Parcel


@dataclass(frozen=True, slots=True)
class Folder:
    """Whoever looks into it sees whole files only; the same file again is written over by itself."""

    path: Path

    def carry(self, parcel: Parcel) -> None:
        place = self.path / parcel.name
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self.path, prefix=".", suffix=".part", delete=False) as file:
                file.write(parcel.content)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).chmod(0o640)
            Path(file.name).replace(place)
        except OSError as error:
            raise NotCarried(UNWRITABLE) from error
