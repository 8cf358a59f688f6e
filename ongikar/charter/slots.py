"""The places on the charter's pages where apps above this one may show something."""

from ongikar.core.slots import Slot

# What others have to say of this service: how well its promise was kept, and the form to print. Parts are
# called with request, service and now.
SERVICE_ACCOUNT = Slot("service account")
# The desk of the charter: what those who write it should know. Parts are called with request and now.
DESK = Slot("charter desk")
# Why nobody applies for this service, where the office owes it by itself. Parts are called with request,
# service and now.
SERVICE_OWN = Slot("service own")
# Other ways to ask for this service, each a point of the list. Parts are called with request, service and
# now.
SERVICE_WAYS = Slot("service ways")
# What must be read before anything else on the page of a service. Parts are called with request, service
# and now.
SERVICE_FIRST = Slot("service first")
# Below what the search of the site found: what else answers the words that were typed. Parts are called with
# request and typed.
SEARCHED = Slot("searched")
