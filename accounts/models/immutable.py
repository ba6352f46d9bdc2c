"""Rows that are written once. The database role has no right to change them either (see database_roles.keep_rows)."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class ImmutableRow(TypeError):
    """Somebody tried to change or delete what is kept for ever: a mistake in our code, never in a user's input."""


class ImmutableQuerySet(models.QuerySet[M]):
    """Reads and adds; refuses to change or delete."""

    def update(self, **values: Any) -> int:
        """Sets what is set once, in the rows where it is not yet, and gives how many they were."""
        refuse_change(self.model, values)
        not_yet = self.filter(**{f"{self.model.changeable[0]}__isnull": True})  # type: ignore[attr-defined]
        return super(ImmutableQuerySet, not_yet).update(**values)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        fields = list(fields)
        refuse_change(self.model, fields)
        return super().bulk_update(objs, fields, batch_size)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ImmutableRow(f"{self.model.__name__} rows are never deleted.")


class ImmutableModel(models.Model):
    """A model whose rows are added and never changed, but for the columns in `changeable`, which are set together once.

    The first of them says whether they have been: null until then (see database_roles.set_once).
    """

    changeable: tuple[str, ...] = ()
    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            refuse_change(type(self), kwargs.get("update_fields"))
            if (
                type(self)
                ._base_manager.filter(**{"pk": self.pk, f"{self.changeable[0]}__isnull": False})
                .exists()
            ):
                raise ImmutableRow(f"{type(self).__name__} rows have their {self.changeable[0]} set once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ImmutableRow(f"{type(self).__name__} rows are never deleted.")


def refuse_change(model: type[models.Model], fields: Collection[str] | None) -> None:
    """Raises ImmutableRow unless every field is one that the model declares changeable."""
    changeable: tuple[str, ...] = getattr(model, "changeable", ())
    if fields is None or not set(fields) <= set(changeable):
        raise ImmutableRow(f"{model.__name__} rows are never changed.")
