"""The places on the pages of the account where apps above this one may show something."""

from ongikar.core.slots import Slot

# The public account, below the services: the same for everybody, for the page is kept. Called with request,
# shown (the first day of the month) and now.
ACCOUNT = Slot("account")
