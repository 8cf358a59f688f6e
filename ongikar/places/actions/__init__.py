"""What is done with devices and with counts of them: the acts that other apps call."""

from .devices import DeviceFault, correct_device, record_device_fact, register_device
from .parts import (
    add_part,
    change_part,
    count_part,
    receive_part,
    return_part,
    take_back_movement,
    use_part,
    write_off_part,
)

__all__ = [
    "DeviceFault",
    "add_part",
    "change_part",
    "correct_device",
    "count_part",
    "receive_part",
    "record_device_fact",
    "register_device",
    "return_part",
    "take_back_movement",
    "use_part",
    "write_off_part",
]
