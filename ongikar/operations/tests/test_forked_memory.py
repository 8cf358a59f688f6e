"""Threads of the web server take their memory from few rooms, so that what one of them gave back serves the
next.
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
