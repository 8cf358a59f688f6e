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
from .stocktakes import begin_stocktake, close_stocktake, count_device, note_unknown, uncounted_devices

__all__ = [
    "DeviceFault",
    "add_part",
    "begin_stocktake",
    "change_part",
    "close_stocktake",
    "correct_device",
    "count_device",
    "count_part",
    "note_unknown",
    "receive_part",
    "record_device_fact",
    "register_device",
    "return_part",
    "take_back_movement",
    "uncounted_devices",
    "use_part",
    "write_off_part",
]
