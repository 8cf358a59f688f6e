"""Programs of ours in processes forked from the one that starts them: what they load is in memory once.

Each process of the web server and the worker loads the same 60 MB of code, most of which never changes. Needs
no Django itself.

A child process ends with the one that started it, however that one ended: `kill -9` of the parent leaves no
orphan. Linux alone tells a child of its parent's death (prctl PR_SET_PDEATHSIG); elsewhere the parent ends
its children itself, as long as it is asked to.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
M_ARENA_MAX, ARENAS = -8, 2
M_MMAP_THRESHOLD, LARGE = -3, 1 << 20


def end_with_parent(parent: int, how: signal.Signals = signal.SIGKILL) -> None:
    """From now on this process gets the signal `how` when the process `parent` has ended. Outlives an exec.

    Where the parent has ended already, this process ends here.
    """
    if not sys.platform.startswith("linux"):
        return
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:
        # The parent ended before the kernel was told to signal this process.
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


# Of the allocator within granian, which opens a room for each of eight threads and keeps in hand, for each,
# what long answers took: one room, small pieces in hand, and the rest given back after half a second.
GRANIAN_MEMORY = "narenas:1,tcache_max:4096,dirty_decay_ms:500,muzzy_decay_ms:0"


def keep_few_arenas() -> None:
    """From now on this process and those forked from it take memory from two rooms only. To be called before
    granian is loaded, which reads its own share once.

    By itself glibc opens one for each of many threads and gives none of them back; we have one thread that
    works at a time. Elsewhere than with glibc there is no such thing.
    """
    os.environ.setdefault("_RJEM_MALLOC_CONF", GRANIAN_MEMORY)
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        libc.mallopt(M_ARENA_MAX, ARENAS)
        # By itself glibc keeps in hand up to twice as much as was ever taken at once, such as for a key.
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)


# Larger ones between what is loaded hold whole pages, and are few.
SMALL_PIECE, STEP, MOST_PIECES = 1024, 16, 100_000


def fill_holes() -> None:
    """Take, for good, the small free pieces of memory that lie between what is loaded.

    A process forked from this one would put its own things there, few on a page; and of each page that it
    writes to it has a copy from then on. Some 0.7 MB in 3,000 pieces cost each process 8. To be called by the
    only thread. Elsewhere than with glibc nothing is done.
    """
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        malloc, free = libc.malloc, libc.free
        malloc.restype, free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
        libc.gnu_get_libc_version()
        # Too large for any hole, too small for a place of its own: it lies behind all that is loaded.
        behind = malloc(LARGE // 2) or 0
        left = MOST_PIECES
        for size in range(SMALL_PIECE, 0, -STEP):
            while 0 < (piece := malloc(size) or 0) < behind and left:
                left -= 1
            free(piece)
        free(behind)


def name_process(name: str) -> None:
    """The name by which `ps -C`, `top` and the kernel's log know this process: 15 bytes of it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode()[:15], 0, 0, 0)


class ChildProgram:
    """A process that this one has forked, also before it became the program it is now."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its answer, or the negative signal that ended it; None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within so many seconds."""
        until = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        return self.poll() is not None

    def send(self, what: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, what)


def fork_program(name: str, run: Callable[[], int], *, how: signal.Signals = signal.SIGKILL) -> ChildProgram:
    """A process that runs a function and ends with its answer. It ends, by the signal `how`, when ours does.

    To be called by a process with one thread and no open connection.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent, pid = os.getpid(), os.fork()
    if pid:
        return ChildProgram(pid)
    code = 1
    try:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_DFL)
        end_with_parent(parent, how)
        name_process(name)
        code = run()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        # What the starter would do at its own end is not for this process to do.
        os._exit(code)
