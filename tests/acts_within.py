"""Holds that whatever product code writes in an act stands in the lists of an act of its transaction
(ongikar/journal/verb_editions). What none may write is sealed as written by no act, and every office would
read of it as a fault of the ledger.

Rows that a test changes by itself, to set up what could not be reached otherwise, are left out, and so is
what a function below the acts writes where a test calls it alone.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ongikar.journal.rules.row_seals import NEW


def is_in_a_test() -> bool:
    """Whether the first that is neither of Django nor of the sealing itself is a test's code."""
    frame = sys._getframe(2)
    while frame:
        path = frame.f_code.co_filename
        if "/tests/" in path or path.endswith("conftest.py"):
            return True
        if "/ongikar/" in path and "/ongikar/core/" not in path and "/ongikar/journal/" not in path:
            return False
        frame = frame.f_back
    return False


class Refused:
    """Rows that an entry left waiting, since its act may not write them: by their place in memory, each with
    the act and with what was written.
    """

    def __init__(self) -> None:
        self.rows: dict[int, tuple[object, str]] = {}
        self.found: list[str] = []
        # Kept whole: what several tests begin with waits again in each of them, and a place in memory whose
        # row is gone would be another's.
        self.by_tests: dict[int, object] = {}


refused = Refused()


@contextmanager
def watched_acts() -> Iterator[None]:
    from ongikar.journal import actions, row_seals

    init, take, write = row_seals.WrittenRow.__init__, row_seals.take_unsealed_rows, actions.write_entry

    def watched_init(row, seals, key, values, new):
        init(row, seals, key, values, new)
        if not new and is_in_a_test():
            refused.by_tests[id(row)] = row

    def watched_take(wanted=None):
        if wanted is None:
            # By no act: whatever is left, after each act of the transaction was asked.
            rows = take()
            refused.found += [refused.rows[id(row)][1] for row in rows if id(row) in refused.rows]
        else:
            rows = take(wanted)
        for row in rows:
            refused.rows.pop(id(row), None)
        return rows

    def watched_write(verb, **said):
        key = write(verb, **said)
        for _, row in row_seals.unsealed_rows():
            if NEW not in row.values and row.values and id(row) not in refused.by_tests:
                what = f"{row.table.name}.{'/'.join(row.values)}"
                refused.rows.setdefault(id(row), (row, f"{verb}: {what}"))
        return key

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_seals.WrittenRow, "__init__", watched_init)
        patch.setattr(row_seals, "take_unsealed_rows", watched_take)
        patch.setattr(actions, "write_entry", watched_write)
        yield


def take_refused() -> list[str]:
    """What was left by every act till now, in this test; the next begins anew."""
    from ongikar.journal.row_seals import unsealed_rows

    waiting = {id(row) for _, row in unsealed_rows()}
    left = [words for key, (_, words) in refused.rows.items() if key in waiting]
    found = sorted({*refused.found, *left})
    refused.rows.clear()
    refused.found.clear()
    return found
