"""How a wish that we end is heard, wherever it comes from."""

import atexit
import contextlib
import logging
import os
import signal
import sys
import threading
from types import FrameType

THREAD_SECONDS = 2.0  # that threads have to end, once the run is written down


def stop_in_order() -> None:
    """Have every wish that we end, also a closed terminal, heard as Ctrl-C is.

    While the crawl goes on, Scrapy hears Ctrl-C and SIGTERM itself, and we tell it of the terminal.
    """
    terminals = [number for number in (1, 2) if os.isatty(number)]

    def hang_up(number: int, frame: FrameType | None) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for terminal in terminals:  # writing there would fail
            os.dup2(nowhere, terminal)
        handler = signal.getsignal(signal.SIGTERM)
        if callable(handler):
            handler(number, frame)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup wants us to go on
        signal.signal(signal.SIGHUP, hang_up)


def leave_in_time(code: int) -> None:
    """End the process with an exit code, whatever its threads still do and its memory holds.

    A thread may be judging the longest of pages, and taking the memory apart takes Python a second
    of processor time, which is ten by the clock on a busy machine.
    """

    def leave() -> None:
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):  # whoever read it is gone
                stream.flush()
        os._exit(code)

    atexit.register(leave)  # once all threads have ended
    late = threading.Timer(THREAD_SECONDS, leave)
    late.daemon = True
    late.start()
