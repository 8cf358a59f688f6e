"""A process that ends with the one that started it, however that one ended: `kill -9` of a parent leaves no
orphan.

Linux alone tells a child of its parent's death (prctl PR_SET_PDEATHSIG); elsewhere the parent ends its
children itself, as long as it is asked to.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int, how: signal.Signals = signal.SIGKILL) -> None:
    """From now on this process gets the signal `how` when the process `parent` has ended. Outlives an exec.

    Where the parent has ended already, this process ends here.
    """
    if not sys.platform.startswith("linux"):
        return
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:
        # It ended before the kernel knew whom to tell.
        os._exit(1)


def end_with_us(how: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """What `subprocess` is to do in the child before it becomes another program (`preexec_fn`)."""
    parent = os.getpid()
    return lambda: end_with_parent(parent, how)


def end_forks_with_us() -> None:
    """Every process forked from this one from now on ends when this one does. Those they fork are their own
    affair.
    """
    ours = os.getpid()

    def in_child() -> None:
        if os.getppid() == ours:
            end_with_parent(ours)

    os.register_at_fork(after_in_child=in_child)
