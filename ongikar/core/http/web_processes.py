"""What the processes of the web server and their master know of each other, in memory that all of them share.

The memory is made before the server forks. Each process has a row, by its number among those that serve at
the same time; whoever is asked tells of all of them.
"""

import mmap
from enum import IntEnum
from threading import Lock

# As many as may serve at the same time; what comes beyond shares a row.
ROWS = 64
WORD = 8


class Cell(IntEnum):
    """What stands in a row."""

    # Signs of life, counted.
    BEATS = 0
    # Requests in hand, and those of them that wait for their lane.
    IN_HAND = 1
    WAITING = 2
    # Processes begun in this row, fallen, and ended because they gave no sign of life.
    STARTED = 3
    FELL = 4
    SILENT = 5


# What a process takes with it.
OF_THE_PROCESS = (Cell.BEATS, Cell.IN_HAND, Cell.WAITING)
WIDTH = len(Cell)


class WebProcesses:
    """The rows of all processes forked after it was made."""

    def __init__(self) -> None:
        self.cells = memoryview(mmap.mmap(-1, ROWS * WIDTH * WORD)).cast("q")
        # Set by the master before it forks: each process keeps its own.
        self.row = 0
        self.lock = Lock()

    def begin(self, number: int) -> None:
        """The process forked next is the one of this number."""
        self.row = number % ROWS
        self.forget(number)
        self.add(Cell.STARTED)

    def end(self, number: int, *, why: Cell = Cell.FELL) -> None:
        """Of a process that has ended."""
        self.forget(number)
        with self.lock:
            self.cells[number % ROWS * WIDTH + why] += 1

    def forget(self, number: int) -> None:
        for cell in OF_THE_PROCESS:
            self.cells[number % ROWS * WIDTH + cell] = 0

    def add(self, cell: Cell, count: int = 1) -> None:
        """In this process's own row."""
        with self.lock:
            self.cells[self.row * WIDTH + cell] += count

    def own(self, cell: Cell) -> int:
        return self.cells[self.row * WIDTH + cell]

    def of(self, number: int, cell: Cell) -> int:
        return self.cells[number % ROWS * WIDTH + cell]

    def sum_of(self, cell: Cell) -> int:
        return max(0, sum(self.cells[cell::WIDTH]))


web_processes = WebProcesses()
