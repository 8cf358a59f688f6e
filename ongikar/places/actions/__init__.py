"""What is done with devices and with counts of them: the acts that other apps call."""

from .devices import DeviceFault, correct_device, record_device_fact, register_device

__all__ = ["DeviceFault", "correct_device", "record_device_fact", "register_device"]
