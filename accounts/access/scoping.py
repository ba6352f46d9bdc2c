"""Which rows an assignment sees. Views start from `.visible_to(request.assignment)`, never from `.all()`.

A row that is not seen does not exist for the asker: pages answer 404, not 403, so that nobody can find out
by trying whether a patient has a case.
"""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Expression, ForeignObjectRel

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.models import Organisation

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of cases. A model declares `path_to_party`, the way to the party's unit: "case__parties__unit"."""

    def visible_to(self, assignment: MaybeAssignment) -> Self:
        """Rows of the cases to which the assignment's unit is a party.

        An ended assignment sees nothing, and neither does a role without READ_CASE: a controller's or an
        administrator's work needs no patient, whichever unit it is held in.
        """
        if assignment is None or not may(assignment, Permission.READ_CASE):
            return self.none()
        return self.of_unit(assignment.unit_id)

    def of_unit(self, unit_id: int | Expression) -> Self:
        """Rows of the cases to which the unit is a party, for whoever has asked what the assignment allows."""
        path: str = self.model.path_to_party  # type: ignore[attr-defined]
        return self.filter(**unit_condition(self.model, path, unit_id))


def unit_condition(model: type[models.Model], path: str, unit_id: int | Expression) -> dict[str, Any]:
    """The filter that holds for rows whose path leads to the unit.

    Where the path passes a to-many relation (case -> parties) the condition is `case IN (SELECT case ...)`
    and not a join: a join would double rows that reach the unit twice, and would lock them in select_for_update.
    Of the rows passed so, only those count that still let their unit in: a model may declare `lets_in`.
    """
    parts = path.split("__")
    step = model
    for position, part in enumerate(parts):
        field = step._meta.get_field(part)
        if isinstance(field, ForeignObjectRel):
            many: type[models.Model] = field.related_model
            key = field.field.attname
            rest = "__".join(parts[position + 1 :])
            lets_in: dict[str, Any] = getattr(many, "lets_in", {})
            rows = many._base_manager.filter(**unit_condition(many, rest, unit_id), **lets_in).values(key)
            return {"__".join([*parts[:position], "in"]) if position else "pk__in": rows}
        step = field.related_model  # type: ignore[assignment]
    return {path: unit_id}


class MonthScopedQuerySet(models.QuerySet[M]):
    """Rows of a month between a region and a municipality: models with `region_code` and `municipality_code`."""

    def visible_to(self, assignment: MaybeAssignment) -> Self:
        """The months of the assignment's own organisation: a region's with every municipality, a municipality's own.

        A private provider has none: it is paid by agreement with the region, never by a municipality.
        """
        if assignment is None or not may(assignment, Permission.READ_MONTH):
            return self.none()
        organisation = assignment.unit.organisation
        match organisation.kind:
            case Organisation.Kind.REGION:
                return self.filter(region_code=organisation.code)
            case Organisation.Kind.MUNICIPALITY:
                return self.filter(municipality_code=organisation.code)
            case _:
                return self.none()
