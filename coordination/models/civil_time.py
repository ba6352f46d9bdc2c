"""A column of civil time: what the clock in Sweden showed, without a zone."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.timezone import is_aware


class CivilDateTimeField(models.Field):
    """`timestamp` without a zone. Billing counts civil days, so it reads these columns with no conversion."""

    description = "Civil time in Sweden"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "timestamp"

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and is_aware(value):
            raise ValueError(f"{self.name} is civil time, and was given an instant")
        return super().get_prep_value(value)
