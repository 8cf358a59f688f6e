"""The groups of settings, in the order in which the page lists them."""

from .agent_fee import AgentFeeGroup
from .groups import SettingsGroup
from .letterhead import LetterheadGroup
from .message_hours import MessageHoursGroup
from .money import LimitsGroup, RatesGroup
from .office_hours import OfficeHoursGroup
from .safety_steps import SafetyStepsGroup
from .self_filing import SelfFilingGroup
from .stock import StockGroup
from .texts import TextsGroup
from .urgent_numbers import UrgentGroup

GROUPS: dict[str, SettingsGroup] = {
    group.name: group
    for group in (
        LetterheadGroup(),
        MessageHoursGroup(),
        UrgentGroup(),
        SafetyStepsGroup(),
        SelfFilingGroup(),
        RatesGroup(),
        LimitsGroup(),
        AgentFeeGroup(),
        TextsGroup(),
        OfficeHoursGroup(),
        StockGroup(),
    )
}
