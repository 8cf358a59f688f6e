"""The rules of an office that stand in its folder: allowances and honoraria by dated rates, and how long
things are kept. An office without a file of rates pays nothing by this program; without a file of keeping it
has the common rules.
"""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

from ongikar.offices.models import Office
from ongikar.offices.rules.allowances import AllowanceFault, AllowanceRate, read_rates, with_later_rates
from ongikar.offices.rules.retention import RetentionRule, read_retention_rules

__all__ = [
    "ALLOWANCES",
    "AllowanceFault",
    "AllowanceRate",
    "RetentionRule",
    "codes_of",
    "rates_of",
    "rules_of",
]
ALLOWANCES = "allowances.toml"
# The settings of the office that change its rates, one for each code.
RATES = "rates"
# How long things are kept where the office says nothing else.
COMMON = Path(__file__).with_name("retention.toml")


def rates_of(office: Office) -> tuple[AllowanceRate, ...]:
    """Those of its file with those entered on screen since. Raises AllowanceFault."""
    begins = f"{RATES}."
    later = {
        name.removeprefix(begins): office.setting_versions(name)
        for name in office.settings
        if name.startswith(begins)
    }
    return with_later_rates(rates_of_file(office.slug), later)


@cache
def rates_of_file(office_slug: str) -> tuple[AllowanceRate, ...]:
    """Read once a process. Raises AllowanceFault for a file that cannot be meant: nothing is then
    paid by it.
    """
    path = settings.ONGIKAR_OFFICES / office_slug / ALLOWANCES
    if not path.exists():
        return ()
    try:
        return read_rates(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise AllowanceFault(
            f"{ALLOWANCES}: পড়া যায় না: {fault}", f"{ALLOWANCES}: cannot be read: {fault}"
        ) from fault


def codes_of(office: Office) -> dict[str, tuple[str, str]]:
    """What may be paid, by its code, with its words of the newest rate."""
    newest: dict[str, AllowanceRate] = {}
    for rate in rates_of(office):
        known = newest.get(rate.code)
        if known is None or rate.since > known.since:
            newest[rate.code] = rate
    return {code: rate.words for code, rate in newest.items()}


@cache
def rules_of(office_slug: str) -> dict[str, RetentionRule]:
    """By name. Read once a process. Raises RetentionFault for a file that cannot be meant: nothing is then
    purged.
    """
    data = tomllib.loads(COMMON.read_text("utf-8"))
    own = settings.ONGIKAR_OFFICES / office_slug / "retention.toml"
    if own.exists():
        for name, rule in tomllib.loads(own.read_text("utf-8")).items():
            data[name] = data.get(name, {}) | rule
    return read_retention_rules(data)
