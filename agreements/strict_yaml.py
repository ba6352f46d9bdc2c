"""YAML read strictly: decimals stay exact, times stay texts, and a key given twice is a fault."""

from decimal import Decimal
from typing import Any

import yaml

# libyaml where the wheel has it: reading is then some ten times faster.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_Base):  # type: ignore[misc]
    """Collects keys given twice in `repeated` instead of letting the last one win."""

    def __init__(self, stream: bytes) -> None:
        super().__init__(stream)
        self.repeated: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        self.repeated += [
            f"rad {key.start_mark.line + 1}, {key.value}"
            for at, (key, _) in enumerate(node.value)
            if key.value in keys[:at]
        ]
        return super().construct_mapping(node, deep=deep)


def _exact_decimal(loader: StrictLoader, node: yaml.ScalarNode) -> Decimal | str:
    """The number as written; what is none (.inf, 1:30.5) stays a text, for its key's shape to refuse."""
    try:
        return Decimal(node.value)
    except ArithmeticError:
        return str(node.value)


def _possible_date(loader: StrictLoader, node: yaml.ScalarNode) -> Any:
    """The date, or the text where the calendar has no such day."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


StrictLoader.add_constructor("tag:yaml.org,2002:float", _exact_decimal)
StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _possible_date)


def read_strictly(content: bytes) -> tuple[Any, list[str]]:
    """What the YAML says, and the keys that it gives twice. Raises `yaml.YAMLError` where it is no YAML."""
    loader = StrictLoader(content)
    try:
        return loader.get_single_data(), loader.repeated
    finally:
        loader.dispose()
