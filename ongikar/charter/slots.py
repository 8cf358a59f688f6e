"""The places on the charter's pages where rooms above this one may stand."""

from ongikar.frame.slots import Slot

# How well the promise of this service was kept. Parts are called with request, service and now.
SERVICE_ACCOUNT = Slot("service account")
