"""One file of YAML in the shape that it should have, or everything that is wrong with it."""

from typing import Any

import yaml

from agreements.faults import Fault
from agreements.shapes import BadShape, Shape
from agreements.strict_yaml import read_strictly


def read_shaped(file: str, content: bytes, shape: Shape) -> tuple[Any, list[Fault]]:
    """What the shape makes of the content (None where it does not fit), and the faults; `file` is its name."""
    try:
        said, repeated = read_strictly(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [Fault(file, "", f"går inte att läsa som YAML: {' '.join(str(error).split())}")]
    faults = [Fault(file, key, "står två gånger: behåll en") for key in repeated]
    try:
        return shape(said), faults
    except BadShape as bad:
        return None, faults + [Fault(file, key, reason) for key, reason in bad.faults]
