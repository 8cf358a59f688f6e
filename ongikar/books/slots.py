"""The places on the pages of the account and the registers where apps above may show something."""

from ongikar.core.slots import Slot

# The public account, below the services: the same for everybody, for the page is kept. Called with request,
# shown (the first day of the month) and now.
ACCOUNT = Slot("account")
# Below the lines of a register on screen. Called with request, book, fiscal_year and now.
BOOK = Slot("book")
