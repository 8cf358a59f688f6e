"""The rules of keeping of an office: the common ones, and where its folder has a file, its own in their
place.
"""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

from ongikar.rules.retention import RetentionRule, read_retention_rules

__all__ = ["RetentionRule", "rules_of"]
COMMON = Path(__file__).with_name("retention.toml")


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
