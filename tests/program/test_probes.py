"""Code that only runs where no loop is running does not count."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import asyncio
import threading
import time
from asyncio import get_running_loop
def nap(): time.sleep(1)
async def main(): ...
"""

QUIET = {
    "the handler of the probe": """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(main())
""",
    "a probe by its imported name": """
    try:
        get_running_loop()
    except RuntimeError:
        nap()
""",
    "a wider handler": """
    try:
        loop = asyncio.get_running_loop()
    except Exception:
        nap()
""",
    "a handler of several": """
    try:
        loop = asyncio.get_running_loop()
    except (ValueError, RuntimeError) as error:
        nap()
""",
    "a bare handler": """
    try:
        loop = asyncio.get_running_loop()
    except:
        nap()
""",
    "None kept, tested by is None": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is None:
        asyncio.run(main())
""",
    "None kept, else of is not None": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is not None:
        loop.create_task(main())
    else:
        asyncio.run(main())
""",
    "None kept, early return": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is not None:
        loop.create_task(main())
        return
    asyncio.run(main())
""",
    "None kept, truth": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop:
        loop.create_task(main())
    else:
        nap()
""",
    "None kept, and is_running": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop and loop.is_running():
        loop.create_task(main())
    else:
        nap()
""",
    "a helper called there": """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        middle()
""",
    "is_running of a loop": """
    loop = asyncio.get_event_loop()
    if loop.is_running():
        loop.create_task(main())
    else:
        loop.run_until_complete(main())
""",
    "a flag set in the body": """
    running = False
    try:
        asyncio.get_running_loop()
        running = True
    except RuntimeError:
        pass
    if not running:
        nap()
""",
    "a flag unset in the handler": """
    running = True
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        running = False
    if not running:
        nap()
""",
    "a flag computed from what is kept": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    running = loop is not None and loop.is_running()
    if running:
        return
    nap()
""",
    "the body refuses": """
    try:
        asyncio.get_running_loop()
        raise ValueError
    except RuntimeError:
        pass
    nap()
""",
    "the error by its module": """
    import builtins
    try:
        asyncio.get_running_loop()
    except builtins.RuntimeError:
        nap()
""",
    "the current task": """
    try:
        asyncio.current_task()
    except RuntimeError:
        nap()
""",
    "the private probe": """
    if asyncio._get_running_loop() is None:
        nap()
""",
    "sniffio": """
    import sniffio
    try:
        sniffio.current_async_library()
    except sniffio.AsyncLibraryNotFoundError:
        nap()
""",
    "beside the main thread": """
    if threading.current_thread() is threading.main_thread():
        return main()
    nap()
""",
    "not the main thread": """
    here = threading.current_thread()
    if here != threading.main_thread():
        nap()
""",
    "a flag for the main thread": """
    is_main = threading.main_thread() == threading.current_thread()
    if not is_main:
        nap()
""",
    "not is_running": """
    loop = asyncio.get_event_loop()
    if not loop.is_running():
        nap()
""",
}

LOUD = {
    "the body of the probe": """
    try:
        loop = asyncio.get_running_loop()
        nap()
    except RuntimeError:
        pass
""",
    "after the whole": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    nap()
""",
    "where the loop is there": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is not None:
        nap()
""",
    "else of the try": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        nap()
""",
    "finally": """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        pass
    finally:
        nap()
""",
    "a handler of something else": """
    try:
        loop = asyncio.get_running_loop()
    except ValueError:
        nap()
""",
    "a handler without a probe": """
    try:
        main()
    except RuntimeError:
        nap()
""",
    "a None of another kind": """
    thing = None
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if thing is None:
        nap()
""",
    "a flag that both ways may have": """
    running = False
    try:
        asyncio.get_running_loop()
        running = bool(main)
    except RuntimeError:
        pass
    if not running:
        nap()
""",
    "a flag without a probe": """
    running = False
    try:
        main()
        running = True
    except RuntimeError:
        pass
    if not running:
        nap()
""",
    "in the main thread": """
    if threading.current_thread() is threading.main_thread():
        nap()
""",
    "after the main thread was told": """
    if threading.current_thread() is not threading.main_thread():
        print("worker")
    nap()
""",
    "another thread": """
    if threading.current_thread() is not threading.Thread():
        nap()
""",
    "a later try without a probe": """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    try:
        main()
    except RuntimeError:
        nap()
""",
}
# Only the handler goes on to the last line: we do not see that yet.
AFTER_THE_TRY = {
    "the rest after the handler's way": """
    try:
        asyncio.get_running_loop()
        return main()
    except RuntimeError:
        pass
    nap()
""",
    "else of the try leaves": """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        return
    nap()
""",
}


@pytest.mark.parametrize("name", QUIET)
def test_where_no_loop_runs(name: str) -> None:
    source = f"def middle(): nap()\ndef bridge():{QUIET[name]}\nasync def f(): bridge()\n"
    assert stalled(HEAD + source) == []


@pytest.mark.parametrize("name", AFTER_THE_TRY)
def test_where_no_loop_runs_after_the_try(name: str) -> None:
    source = f"def bridge():{AFTER_THE_TRY[name]}\nasync def f(): bridge()\n"
    assert stalled(HEAD + source) == []


@pytest.mark.parametrize("name", LOUD)
def test_where_a_loop_may_run(name: str) -> None:
    source = f"def bridge():{LOUD[name]}\nasync def f(): bridge()\n"
    assert stalled(HEAD + source) == ["f"]


def test_entering_a_loop_without_a_probe_is_reported() -> None:
    source = "def bridge(): asyncio.run(main())\nasync def f(): bridge()\n"
    assert stalled(HEAD + source) == ["f"]
