"""A queryset whose `update` and `bulk_create` report the rows they write, as `save` does by a signal."""

from collections.abc import Iterable
from typing import Any, Never

from django.db import models, transaction

from ongikar.core.db.bulk_sql import column_of
from ongikar.core.db.row_writes import listener_of


class SealedQuerySet(models.QuerySet):
    """For every model with sealed columns: no row is written past the seal of its act."""

    def update(self, **kwargs: Any) -> int:
        listener = listener_of(self.model)
        if listener is None:
            return super().update(**kwargs)
        with transaction.atomic(using=self.db):
            keys = list(self.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
            if not keys:
                return 0
            # By key: what was found and locked is what is written, and what is sealed.
            count = models.QuerySet(self.model, using=self.db).filter(pk__in=keys).update(**kwargs)
            values = {column_of(self.model, name).attname: value for name, value in kwargs.items()}
            values = {
                name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()
            }
            listener(self.model, ((key, values) for key in keys), False)
            return count

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        listener = listener_of(self.model)
        if listener is None:
            return super().bulk_create(objs, *args, **kwargs)
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            if any(row.pk is None for row in made):
                raise TypeError("rows whose keys are not known cannot be sealed")
            names = [field.attname for field in self.model._meta.concrete_fields]
            listener(
                self.model, ((row.pk, {name: getattr(row, name) for name in names}) for row in made), True
            )
        return made

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("write sealed rows one by one, or with core.db.bulk_sql.update_rows")
