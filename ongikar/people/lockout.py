"""How often a login or a code may be tried: counted in the database, by the account and by the address, and
known to every worker.

An account that does not exist is counted like any other, so that the answers tell nobody which names there
are.
"""

import hashlib
import logging
from datetime import datetime

from ongikar.core.models import Attempt

log = logging.getLogger("ongikar.refused")

# Within one hour. An office shares an address, so that one may miss more often.
OF_ACCOUNT, FROM_ADDRESS = 10, 30


def account_key(name: str) -> str:
    """A name as long as it was typed is no key; and what was typed may be a password in the wrong field."""
    return f"sign-in {hashlib.sha256(name.strip().lower().encode()).hexdigest()[:32]}"


def address_key(address: str) -> str:
    return f"sign-in from {address}"


def is_locked(name: str, address: str, now: datetime, *, own: str | None = None) -> bool:
    """`own`: what the browser is counted by where its owner has been in with it (trusted_device.py);
    strangers then do not count.
    """
    if own:
        return Attempt.is_spent([own], limit=OF_ACCOUNT, now=now)
    return Attempt.is_spent([account_key(name)], limit=OF_ACCOUNT, now=now) or Attempt.is_spent(
        [address_key(address)], limit=FROM_ADDRESS, now=now
    )


def count_wrong_try(name: str, address: str, now: datetime, *, own: str | None = None) -> None:
    Attempt.count_failure([*([own] if own else []), account_key(name), address_key(address)], now=now)
    # Never the name: it may be a password in the wrong field.
    log.warning("a wrong sign-in from %s", address)


def clear_wrong_tries(name: str) -> None:
    """Whoever came by the administrator's link is not kept out by the tries of a stranger."""
    Attempt.objects.filter(key=account_key(name)).delete()
