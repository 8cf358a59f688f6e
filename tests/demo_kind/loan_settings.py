"""The settings of a program that has one kind more: what docs/how-to/new-kind-with-rows.md adds."""

from pathlib import Path

import ongikar.delivery
from ongikar.config.settings import *  # noqa: F403 -- settings upon settings, as Django has it
from ongikar.config.settings import DELIVERY_KINDS, INSTALLED_APPS

ongikar.delivery.__path__.append(str(Path(__file__).parent))
DELIVERY_KINDS = [*DELIVERY_KINDS, "loan"]
INSTALLED_APPS = [*INSTALLED_APPS[:-1], "ongikar.delivery.loan", INSTALLED_APPS[-1]]
