"""The allowances and honoraria of an office: dated rates from its folder. An office without a file has none,
and pays nothing by this program.
"""

import tomllib
from functools import cache

from django.conf import settings

from ongikar.rules.allowances import AllowanceFault, AllowanceRate, read_rates

__all__ = ["FILE", "AllowanceFault", "AllowanceRate", "rates_of"]
FILE = "allowances.toml"


@cache
def rates_of(office_slug: str) -> tuple[AllowanceRate, ...]:
    """Read once a process. Raises AllowanceFault for a file that cannot be meant: nothing is then
    paid by it.
    """
    path = settings.ONGIKAR_OFFICES / office_slug / FILE
    if not path.exists():
        return ()
    try:
        return read_rates(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise AllowanceFault(f"{FILE}: পড়া যায় না: {fault}", f"{FILE}: cannot be read: {fault}") from fault


def codes_of(office_slug: str) -> dict[str, tuple[str, str]]:
    """What may be paid, by its code, with its words of the newest rate."""
    newest: dict[str, AllowanceRate] = {}
    for rate in rates_of(office_slug):
        known = newest.get(rate.code)
        if known is None or rate.since > known.since:
            newest[rate.code] = rate
    return {code: rate.words for code, rate in newest.items()}
