"""A transaction without the savepoints of what is called within it."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction


def within_transaction[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Run in the transaction that is open, or else in one of its own.

    `transaction.atomic` sets a savepoint at each call within another, two statements more. It is not needed
    where a function refuses before it writes: what it raises leaves nothing half-done to whoever goes on.
    """

    @wraps(function)
    def run(*args: P.args, **options: P.kwargs) -> R:
        if transaction.get_connection().in_atomic_block:
            return function(*args, **options)
        with transaction.atomic():
            return function(*args, **options)

    return run
