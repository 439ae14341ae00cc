"""A child module for test_child: it does whatever the request says, good or bad."""

import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

from ingest.child import serve
from sales.words import Failure, Words
from tests.memory import peak_memory

SETUP: dict[str, Any] = {}
KEPT: list[bytearray] = []


def setup(settings: dict[str, Any]) -> None:
    if settings.get("fail"):
        raise RuntimeError("no such model")
    SETUP.update(settings)


def handle(request: dict[str, Any]) -> dict[str, Any]:
    match request:
        case {"do": "echo"}:
            print("a library that talks", flush=True)  # noqa: T201 - what libraries do
            print("and complains", file=sys.stderr, flush=True)  # noqa: T201 - likewise
            return {"echo": request["text"], "setup": SETUP, "pid": os.getpid()}
        case {"do": "surrogate"}:
            return {"text": "a\udcffb"}
        case {"do": "sleep"}:
            time.sleep(60)
        case {"do": "eat"}:
            return {"eaten": len(bytearray(int(request["bytes"])))}
        case {"do": "keep"}:
            KEPT.append(bytearray(int(request["bytes"])))
        case {"do": "hoard"}:
            hoard = []
            with suppress(MemoryError):
                while True:
                    hoard.append(b"x" * 2**20)
            return {"peak": peak_memory()}
        case {"do": "die"}:
            os.kill(os.getpid(), signal.SIGSEGV)
        case {"do": "talk"}:
            return {"text": "x" * int(request["bytes"])}
        case {"do": "raise"}:
            raise LookupError("unknown encoding: x-unknown")
        case {"do": "fail"}:
            raise Failure(Words(zh="文件为空", en="the file is empty"))
        case {"do": "exit"}:
            print("Fatal: bad model", file=sys.stderr, flush=True)  # noqa: T201 - likewise
            os._exit(3)
    return {}


if __name__ == "__main__":
    serve(handle, setup)
