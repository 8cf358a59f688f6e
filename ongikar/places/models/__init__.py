"""Devices, what was said of each, the counts and lists of them, and spare parts."""

from .device import Device, DeviceFact, DeviceImport, ImportRow, Stocktake, StocktakeLine
from .parts import Part, PartMovement

__all__ = [
    "Device",
    "DeviceFact",
    "DeviceImport",
    "ImportRow",
    "Part",
    "PartMovement",
    "Stocktake",
    "StocktakeLine",
]
