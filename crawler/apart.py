"""Work on the record away from the event loop: on a thread, one piece at a time.

The loop serves every download, the progress display and Ctrl-C, and a page of ten thousand links
takes a second to write.
"""

import asyncio
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.night import Night

Given = ParamSpec("Given")
Result = TypeVar("Result")


async def apart(
    work: "Callable[Concatenate[Night, Given], Result]",
    night: "Night",
    *given: Given.args,
    **named: Given.kwargs,
) -> Result:
    """Do work on the record on a thread; who cancels us waits, so that nobody else writes."""

    def in_turn() -> Result:
        with night.turn:
            return work(night, *given, **named)

    working = asyncio.ensure_future(asyncio.to_thread(in_turn))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait({working})
        raise
