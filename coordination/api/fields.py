"""Fields of calls: closed choices become our enums, units are named by HSA-id."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from rest_framework import serializers

from accounts import models
from accounts.models import Unit
from coordination.core.civil import civil, in_utc
from coordination.core.episodes import CareType


class EnumField(serializers.ChoiceField):
    """One of an enum's values, as the enum's member."""

    def __init__(self, kind: type[StrEnum], **more: Any) -> None:
        self.kind = kind
        super().__init__(choices=[(one.value, one.name) for one in kind], **more)

    def to_internal_value(self, data: Any) -> StrEnum:
        return self.kind(super().to_internal_value(data))


class CareTypeField(serializers.ChoiceField):
    """The kind of inpatient care, as the core has it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=models.CareType.choices, **more)

    def to_internal_value(self, data: Any) -> CareType:
        return CareType(super().to_internal_value(data))


class InstantField(serializers.DateTimeField):
    """An instant; a time at the end of the calendar, which no other zone can say, is refused as any malformed one."""

    def to_internal_value(self, value: Any) -> datetime:
        try:
            told: datetime = super().to_internal_value(value)
            # Both: what is stored is in UTC, and what is shown in Sweden's time.
            civil(in_utc(told))
        except OverflowError:
            self.fail("overflow")
        return told


class UnitsField(serializers.SlugRelatedField[Unit]):
    """A unit in use, by its HSA-id."""

    def __init__(self, **more: Any) -> None:
        super().__init__(slug_field="hsa_id", queryset=Unit.objects.in_use(), **more)


def person_field(**more: Any) -> serializers.CharField:
    """A name or a title, as long as the forms allow."""
    return serializers.CharField(max_length=120, **more)


def text_field(**more: Any) -> serializers.CharField:
    """A few sentences, as long as the forms allow."""
    return serializers.CharField(max_length=1000, **more)
