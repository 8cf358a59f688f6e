"""Threads of the web server take their memory from few rooms, so that what one of them gave back serves the
next; and a forked process puts its own things beside what it shares, not between.
"""

import platform
import subprocess
import sys

import pytest

# Six threads take memory at once; then glibc writes down from how many rooms ("heaps") it gave any.
PROGRAM = """
import ctypes, sys
from threading import Barrier, Thread
from ongikar.operations.forked_processes import keep_few_arenas

if sys.argv[1] == "few":
    keep_few_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
at_once = Barrier(6)

def work():
    at_once.wait()
    libc.malloc(5_000)
    at_once.wait()

threads = [Thread(target=work) for _ in range(6)]
for each in threads:
    each.start()
for each in threads:
    each.join()
file = ctypes.c_void_p(libc.fopen(sys.argv[2].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has rooms of memory for threads")
def test_many_threads_take_their_memory_from_two_rooms(tmp_path):
    def rooms(how_many: str) -> int:
        told = tmp_path / how_many
        subprocess.run([sys.executable, "-c", PROGRAM, how_many, str(told)], check=True, timeout=60)
        return told.read_text().count("<heap nr=")

    assert rooms("few") <= 2 < rooms("as many as it likes")


# Every second of many pieces is given back; then a forked process takes as many, and tells of how much of
# what it shared it has a copy now, in kB.
HOLES = """
import ctypes, os, re, sys
from ongikar.operations.forked_processes import fill_holes, keep_few_arenas

keep_few_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
pieces = [libc.malloc(600) for _ in range(40_000)]
for each in pieces[::2]:
    libc.free(each)
if sys.argv[1] == "filled":
    fill_holes()

def shared():
    with open("/proc/self/smaps_rollup") as told:
        return int(re.search(r"^Shared_Dirty:\\s+(\\d+)", told.read(), re.M)[1])

if not (child := os.fork()):
    before = shared()
    for _ in range(20_000):
        libc.malloc(600)
    print(before - shared(), flush=True)
    os._exit(0)
os.waitpid(child, 0)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only with glibc are they filled")
def test_a_forked_process_puts_its_own_things_beside_what_it_shares():
    def copied(how: str) -> int:
        return int(subprocess.check_output([sys.executable, "-c", HOLES, how], timeout=60))

    assert copied("filled") < 1_000 < 10_000 < copied("with its holes")
