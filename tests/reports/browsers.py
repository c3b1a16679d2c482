"""The processes of the browser that this process started."""

from contextlib import suppress

import psutil


def kill_browser() -> int:
    """End the browser as a crash would; gives how many processes it had."""
    processes = [
        child for child in psutil.Process().children(recursive=True) if "--remote-debugging-pipe" in _words(child)
    ]
    for child in processes:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    psutil.wait_procs(processes, timeout=10)
    return len(processes)


def _words(process: psutil.Process) -> list[str]:
    """The command line; nothing of a process that ended meanwhile."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
