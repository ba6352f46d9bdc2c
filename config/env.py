"""The one reader of the environment: typed, and it keeps what it was asked for, for docs/settings.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


@dataclass(frozen=True)
class Variable:
    """What an operator needs to know about one environment variable."""

    name: str
    kind: str
    default: str
    group: str
    help: str


@dataclass
class Environment:
    """Reads variables as text, flag, number or list; each reading documents the variable."""

    values: Mapping[str, str]
    variables: list[Variable] = field(default_factory=list)

    def text(self, name: str, *, default: str, group: str, help: str) -> str:
        return self._read(name, "text", default, group, help)

    def flag(self, name: str, *, default: bool, group: str, help: str) -> bool:
        value = self._read(name, "yes or no", "yes" if default else "no", group, help).strip().lower()
        if value in _TRUE:
            return True
        if value in _FALSE:
            return False
        raise ImproperlyConfigured(f"{name}={value!r}: say yes or no. {help}")

    def number(self, name: str, *, default: int, group: str, help: str) -> int:
        value = self._read(name, "whole number", str(default), group, help)
        try:
            return int(value)
        except ValueError:
            raise ImproperlyConfigured(f"{name}={value!r}: not a whole number. {help}") from None

    def words(self, name: str, *, default: list[str], group: str, help: str) -> list[str]:
        value = self._read(name, "list, with commas between", ",".join(default), group, help)
        return [word.strip() for word in value.split(",") if word.strip()]

    def _read(self, name: str, kind: str, default: str, group: str, help: str) -> str:
        self.variables.append(Variable(name, kind, default, group, help))
        return self.values.get(name, default)
