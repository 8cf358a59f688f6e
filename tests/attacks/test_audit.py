"""The audit of what we depend on says plainly what it knows: a hole, none, or that nothing is known."""

from datetime import date

import pytest

from scripts import audit

HOLE = {"id": "CVE-1", "fix_versions": ["2.1"]}
WHOLE = {"name": "whole", "version": "1", "vulns": []}
HOLED = {"name": "holed", "version": "2", "vulns": [HOLE]}
UNTOLD = {"name": "untold", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("expected", "is_believed", "says", "status"),
    [
        ([WHOLE], True, "no known hole in 1 packages", 0),
        ([WHOLE, HOLED], True, "holed 2: CVE-1, mended in 2.1", 1),
        ([WHOLE, UNTOLD], True, "nothing is told of untold", 0),
        ([UNTOLD], True, "NOT DONE", 0),
        (None, True, "NOT DONE", 0),
        ([WHOLE], False, "NOT DONE", 0),
    ],
)
def test_it_never_calls_whole_what_it_knows_nothing_of(expected, is_believed, says, status):
    said, ended = audit.judge_answer(expected, is_believed=is_believed)
    assert says in said
    assert ended == status


def test_without_a_network_it_says_so_and_does_not_fail(monkeypatch, capsys):
    monkeypatch.setattr(audit, "ask", lambda *_: None)
    assert audit.main() == 0
    assert "NOT DONE" in capsys.readouterr().out


def test_the_page_says_what_could_not_be_done_for_these_locks():
    """Whoever changes a lock has the audit write its page anew."""
    page = audit.PAGE.read_text("utf-8")
    for lock in audit.LOCKS:
        assert f"| `requirements/{lock.name}` | `{audit.mark(lock)}` |" in page, (
            "python -m scripts.audit --page"
        )
    assert "What could not be done" in page
    assert audit.NEVER in page


def test_a_lock_that_was_not_asked_about_is_named_on_the_page_and_a_hole_stands_there():
    one, other, *_ = audit.LOCKS
    outcomes = {one: ("django 3.2.0: GHSA-1, mended in 3.2.1", 1), other: (audit.NOT_DONE, 0)}
    page = audit.page(outcomes, date(2026, 11, 27))
    assert f"**NOT DONE for `{other.name}`**" in page
    assert "| django 3.2.0: GHSA-1, mended in 3.2.1 |" in page
    assert "NOT DONE" not in audit.page(
        {one: ("dependency audit: no known hole in 3 packages", 0)}, date(2026, 11, 27)
    )
