"""Rows of tables that the scene leaves empty, written past any act, so that a test can try what holds for
rows of every table.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.utils import IntegrityError

from ongikar.delivery.support.triage import usual_tables
from ongikar.grievances.models import Reading
from ongikar.journal.raw_reads import TableSeals, model_of
from ongikar.offices.models import Post
from ongikar.tasks.models import Task

MOMENT = datetime.fromisoformat("2026-12-01T10:00:00+06:00")
# Where a constraint wants more than some value of the column's type: what stands there.
WANTED: dict[str, Callable[[], dict[str, Any]]] = {
    "cases_earlierending": lambda: {"state": "kept"},
    "grievances_reading": lambda: {"what": Reading.NAMED},
    "support_triageorder": lambda: {"days": usual_tables()[0].days},
    "inspection_devicesighting": lambda: {"state": "works"},
    "inspection_finding": lambda: {"owner_post_id": Post.objects.earliest("pk").pk, "owner_contact_id": None},
    "tasks_taskproof": lambda: {"kind": Task.WORDS, "paper_id": None, "subject_type": ""},
    "tours_tourbookline": lambda: {"back_at": MOMENT + timedelta(hours=4), "fiscal_year": 2026},
    "places_stocktakeline": lambda: {"result": "unknown", "device_id": None},
}
# So many are tried: others of the same scene may hold a key already.
TRIES, WANTED_ROWS = 12, 2


def fill_empty_tables(tables: Iterable[TableSeals]) -> None:
    """Two rows for each; again until those that point at one another are there."""
    empty = [model_of(table) for table in tables if not model_of(table)._base_manager.exists()]
    while empty:
        left = [model for model in empty if not fill(model)]
        assert len(left) < len(empty), f"nothing to point at: {[model.__name__ for model in left]}"
        empty = left


def fill(model: type[models.Model]) -> bool:
    """Whether any was made."""
    made = 0
    wanted = WANTED.get(model._meta.db_table, dict)()
    for attempt in range(TRIES):
        values = {
            field.attname: value_for(field, attempt)
            for field in model._meta.concrete_fields
            if not field.primary_key and not field.generated
        }
        try:
            with transaction.atomic():
                model._base_manager.create(**(values | wanted))
        except IntegrityError:
            continue
        made += 1
        if made == WANTED_ROWS:
            break
    return made > 0


def value_for(field: models.Field, attempt: int) -> Any:
    if isinstance(field, models.ForeignKey):
        keys = list(field.related_model._base_manager.order_by("pk").values_list("pk", flat=True)[:12])
        return keys[attempt % len(keys)] if keys and not (field.null and attempt % 2 == 0) else None
    if field.null and attempt % 2 == 0:
        return None
    if isinstance(field, models.DateTimeField):
        return MOMENT
    if isinstance(field, models.DateField):
        return date(2026, 12, 1)
    if isinstance(field, models.JSONField):
        # A list where the column holds one.
        return field.get_default() if field.has_default() else {}
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField | models.DecimalField | models.FloatField):
        return attempt + 1
    if isinstance(field, models.UUIDField):
        return uuid.UUID(int=attempt + 1)
    if isinstance(field, models.BinaryField):
        return b"x"
    if field.choices:
        return field.choices[0][0]
    return f"x{attempt}"[: field.max_length or 9]
