"""Devices, what was said of each, and the counts of what stands at a place."""

from .device import Device, DeviceFact
from .stocktake import Stocktake, StocktakeLine

__all__ = ["Device", "DeviceFact", "Stocktake", "StocktakeLine"]
