"""The code on the wall: six figures that change every half minute, of which the last two are taken.

Made as RFC 4226 and RFC 6238 make theirs, with SHA-256. A code says that whoever types it stands in the room
or talks with somebody who does: so it makes a claim and no proof.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

STEP_SECONDS = 30
FIGURES = 6
# The present code and the one before: it takes a moment to type six figures.
ACCEPTED = 2


def new_secret() -> str:
    return secrets.token_hex(16)


def step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_of_step(secret: str, step: int) -> str:
    digest = hmac.digest(bytes.fromhex(secret), step.to_bytes(8, "big"), hashlib.sha256)
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**FIGURES:0{FIGURES}d}"


def code_at(secret: str, moment: datetime) -> str:
    return code_of_step(secret, step_of(moment))


def is_accepted(secret: str, typed: str, moment: datetime) -> bool:
    """Whether these figures are on the wall at a moment, or were just before."""
    step = step_of(moment)
    codes = [code_of_step(secret, step - back) for back in range(ACCEPTED)]
    # Each is compared, so that the time taken tells nothing.
    return sum(hmac.compare_digest(code.encode(), typed.encode()) for code in codes) > 0


def seconds_left(moment: datetime) -> int:
    """How long the present code stands."""
    return STEP_SECONDS - int(moment.timestamp()) % STEP_SECONDS
