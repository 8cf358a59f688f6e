"""Requests for information: what was asked, what was done about it, and the appeal."""

from .appeal import RtiAppeal
from .request import InformationRequest, RtiAct, requests_of

__all__ = ["InformationRequest", "RtiAct", "RtiAppeal", "requests_of"]
