"""Where apps above show something on the pages of gatherings."""

from ongikar.core.slots import Slot

# On the desk's page of a gathering. Called with request, gathering and now.
GATHERING = Slot("gathering")
# On the desk's page of a roster. Called with request, roster and now.
ROSTER = Slot("roster")
