"""The typesetter at work in a process of its own: sets what it reads, answers, and is gone with all that it took.

Started by `typesetting.py` as a file, so that it imports nothing of the program and is up in hundredths of a second. It
reads one job, a line of JSON, and answers with a line of JSON and what was made. It ends itself at its limits of time
and memory, and as soon as whoever started it is gone: Ctrl-C leaves nothing behind.
"""

import json
import os
import sys
import time
from threading import Lock, Thread
from typing import Any, NoReturn

EVERY = 0.05
"""Seconds between two looks at time and memory."""
ANSWERING = Lock()
"""Held by whoever answers; nobody answers twice."""


def main() -> None:
    """Read a job, set it, and answer."""
    if sys.platform == "win32":
        import ctypes

        # A typesetter that crashes shows no window that somebody has to close.
        ctypes.windll.kernel32.SetErrorMode(0x8003)
    else:
        import resource

        # Nor does it leave an image of its memory in somebody's folder.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.loads(_line())
    Thread(target=_end_when_left, daemon=True).start()
    Thread(target=_keep, args=(job["seconds"], job["bytes"]), daemon=True).start()
    try:
        import typst
    except ImportError as error:
        _answer({"said": "missing", "message": str(error)})
    try:
        made = [_set(job, inputs) for inputs in job["each"]]
    except typst.TypstError as error:
        _answer({"said": "refused", "message": error.message, "diagnostic": error.diagnostic})
    _answer({"said": "made", "sizes": [len(one) for one in made]}, *made)


def _set(job: dict[str, Any], inputs: dict[str, str]) -> bytes:
    import typst

    # Below a file there is no folder, so a template finds nothing: no file, no package.
    nothing = __file__
    compiler = typst.Compiler(
        job["source"].encode(),
        root=nothing,
        ignore_system_fonts=True,
        sys_inputs=inputs,
        package_path=nothing,
        package_cache_path=nothing,
    )
    # The typesetter has its own copy.
    inputs.clear()
    made = compiler.compile(
        format=job["form"], ppi=job["ppi"], pdf_standards=job["standards"], timestamp=job["timestamp"]
    )
    assert isinstance(made, bytes)
    return made


def _line() -> bytes:
    """The job; read past Python's own buffer, which would be locked while the thread below waits for more."""
    parts = []
    while part := os.read(0, 1 << 16):
        parts.append(part)
        if part.endswith(b"\n"):
            break
    return b"".join(parts)


def _end_when_left() -> None:
    """End when the other end of the pipe is closed, by purpose or because the program there is gone."""
    os.read(0, 1)
    os._exit(1)


def _keep(seconds: float, most: int) -> None:
    """End at a limit; the one of time is the processor's, for a busy machine is no endless template."""
    while True:
        if memory() > most:
            _answer({"said": "large"})
        if time.process_time() > seconds:
            _answer({"said": "slow"})
        time.sleep(EVERY)


def _answer(head: dict[str, Any], *made: bytes) -> NoReturn:
    """Answer once, and end without taking down what was built: the system does that at once."""
    ANSWERING.acquire()
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(json.dumps(head).encode() + b"\n")
        for one in made:
            out.write(one)
    os._exit(0)


def memory() -> int:
    """Bytes of memory that this process holds now, or held at most where the system tells only that."""
    if sys.platform == "win32":
        return _windows_memory()
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _windows_memory() -> int:
    """What K32GetProcessMemoryInfo calls PagefileUsage: memory that is this process's own."""
    import ctypes

    sizes = ("peak", "set", "peak_paged", "paged", "peak_nonpaged", "nonpaged", "own", "peak_own")

    class Counters(ctypes.Structure):
        _fields_ = (("size", ctypes.c_ulong), ("faults", ctypes.c_ulong), *((name, ctypes.c_size_t) for name in sizes))

    told = Counters(size=ctypes.sizeof(Counters))
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(told), told.size)
    return int(told.own)


if __name__ == "__main__":
    main()
