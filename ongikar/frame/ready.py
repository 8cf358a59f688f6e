"""Ready queries: the SQL of a query that a busy page asks each time is composed once.

Django composes the SQL of a query anew for each request, which costs several times what running it does.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


class Ready[M: Model]:
    """`Ready(lambda: Act.objects.filter(case=Ready.ask(0)))`, then `acts(case.pk)` gives a list of rows.

    What is asked stands as `Ready.ask(n)` where a value will be; only plain look-ups of numbers, texts and days.
    """

    # Far from any key or year, so that it is never taken for a value that belongs to the query.
    ASKED = 987_654_321_000

    def __init__(self, make: Callable[[], QuerySet[M]]):
        self.make = make
        self.composed: dict[str, tuple[type[M], str, tuple[Any, ...]]] = {}

    @classmethod
    def ask(cls, place: int) -> int:
        return cls.ASKED + place

    @classmethod
    def place(cls, param: Any) -> int | None:
        """Which value goes where this parameter stands; a column of texts has made a text of the number asked."""
        number = int(param) if isinstance(param, str) and param.isascii() and param.isdigit() else param
        return number - cls.ASKED if isinstance(number, int) and number >= cls.ASKED else None

    def __call__(self, *values: Any) -> list[M]:
        vendor = connection.vendor
        if vendor not in self.composed:
            query = self.make()
            sql, params = query.query.sql_with_params()
            self.composed[vendor] = (query.model, sql, params)
        model, sql, params = self.composed[vendor]
        filled = [each if (place := self.place(each)) is None else values[place] for each in params]
        return list(model._default_manager.raw(sql, filled))
