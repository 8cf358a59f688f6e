"""How a whole run deals its tests to its processes: the long ones, which come last, one or two at a time."""

from xdist.scheduler import LoadScheduling
from xdist.workermanage import WorkerController

# So many tests at the end of a whole run hold all that take tens of seconds each (conftest.length). By itself
# xdist gives a process up to an eighth of those left: one had ten minutes of them, alone.
LAST, AT_ONCE = 400, 2
WHOLE = 5_000


class LongOnesByTwo(LoadScheduling):
    def _send_tests(self, node: WorkerController, num: int) -> None:
        is_whole = len(self.collection or ()) > WHOLE
        super()._send_tests(node, min(num, AT_ONCE) if is_whole and len(self.pending) <= LAST else num)
