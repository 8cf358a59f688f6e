"""The places on the staff's first page where other apps may show something."""

from ongikar.core.slots import Slot

# The officer's Today, beside what is owed. Parts are called with request and now.
TODAY = Slot("today")
