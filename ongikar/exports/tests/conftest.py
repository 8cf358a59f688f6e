"""A maker for the tests: three lines in a file, or whatever the test puts in their place."""

from dataclasses import replace

import pytest
from django.utils import timezone

from ongikar.exports import makers
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.makers import ExportMaker, MadeFile
from ongikar.exports.models import Export
from ongikar.exports.orders import order_export
from ongikar.people.post_holders import STAFF_ROLES


def make_three_lines(office, arguments, work) -> MadeFile:
    path = work.folder / "lines.csv"
    path.write_text("".join(f"{line}\n" for line in work.count_lines(["ক", "খ", "গ"])), "utf-8")
    return MadeFile(path, "lines.csv", "text/csv; charset=utf-8", 3)


SAMPLE = ExportMaker("sample", lambda arguments: "/desk/books/", make_three_lines, STAFF_ROLES)


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    monkeypatch.setitem(makers._makers, SAMPLE.name, SAMPLE)
    return SAMPLE


@pytest.fixture
def make_with(monkeypatch):
    """`make_with(function)`: from now on the sample is made by this."""

    def do(make):
        monkeypatch.setitem(makers._makers, SAMPLE.name, replace(SAMPLE, make=make))

    return do


@pytest.fixture
def order(office, karim):
    """`order(user=…, **arguments)`: an order of the sample, by Karim and now if nothing else is said."""

    def do(user=karim, now=None, **arguments) -> Export:
        return order_export(
            maker=SAMPLE,
            arguments=arguments,
            title=("নমুনা তালিকা", "Sample list"),
            lines=3,
            office=office,
            user=user,
            now=now or timezone.now(),
        )

    return do


@pytest.fixture
def make():
    """`make(export)`: as a process makes it that has it in hand; it is made to its end."""

    def do(export: Export, now=None) -> Export:
        moment = now or timezone.now()
        leased = lease_next_export(moment)
        assert leased == export
        assert make_leased_export(leased.pk, leased.lease, lambda: moment)
        export.refresh_from_db()
        return export

    return do
