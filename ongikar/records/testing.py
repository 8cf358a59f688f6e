"""The contract every Desk is tried by: given by the registry, without a line of test code in its app
(tests/test_every_desk.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.urls import reverse

from .acts import Act, RowAct
from .desk import Desk
from .models import Record
from .registry import DESKS


@dataclass(frozen=True)
class DeskPage:
    """One address of a desk. `act`: whose form it is; None of a list, a page, or what the list begins."""

    desk: Desk
    address: str
    act: Act | None = None
    is_form: bool = False

    def __str__(self) -> str:
        return self.address


def desks() -> list[Desk]:
    return list(DESKS.values())


def addresses_of(desk: Desk) -> Iterator[tuple[str, str]]:
    """The name of each address, with its sort: `list`, `file`, `page`, or `form`."""
    yield desk.names, "list"
    yield f"{desk.names}_file", "file"
    yield desk.name, "page"
    yield f"{desk.name}_history", "page"
    if desk.opens:
        yield f"{desk.names}_new", "form"
    yield from ((f"{desk.name}_{act.name}", "form") for act in desk.acts if act.has_page)


def pages_to_read(desk: Desk, record: Record) -> Iterator[DeskPage]:
    """The list, each way to narrow it, and the page of the record."""
    yield DeskPage(desk, desk.list_url)
    for each in desk.list_filter:
        for value, _ in each.choices(record.office):
            yield DeskPage(desk, f"{desk.list_url}?{each.name}={value}")
    yield DeskPage(desk, desk.url_of(record))
    yield DeskPage(desk, desk.history_url(record))


def forms_of(desk: Desk, record: Record) -> Iterator[DeskPage]:
    """What the list begins, each act that is open for the record, and each act of one of its lines."""
    if desk.opens:
        yield DeskPage(desk, reverse(f"{desk.names}_new"), is_form=True)
    for act in desk.acts:
        if not act.has_page or not act.is_open(record):
            continue
        if isinstance(act, RowAct):
            if (row := next(filter(act.is_for, act.rows_of(record)), None)) is not None:
                yield DeskPage(desk, act.url_of_row(desk, record, row), act, is_form=True)
        else:
            yield DeskPage(desk, act.url(desk, record), act, is_form=True)


def asked_for(form: forms.BaseForm) -> list[str]:
    """The fields that may not stay empty and that nobody fills in for the person."""
    return [
        name
        for name, field in form.fields.items()
        if field.required and not isinstance(field.widget, forms.HiddenInput)
    ]
