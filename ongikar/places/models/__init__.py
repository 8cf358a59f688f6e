"""Devices, what was said of each, the counts and lists of them, and spare parts."""

from .device import Device, DeviceFact
from .imports import DeviceImport, ImportRow
from .parts import Part, PartMovement
from .stocktake import Stocktake, StocktakeLine

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
