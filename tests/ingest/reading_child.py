"""A child module for the tests of reading: reads a file as the product does, and says what it took."""

import time
from pathlib import Path
from typing import Any

from ingest.child import serve
from ingest.reading.letter import read
from tests.memory import peak_memory


def setup(settings: dict[str, Any]) -> None:
    del settings


def handle(request: dict[str, Any]) -> dict[str, Any]:
    path = Path(request["path"])
    started = time.perf_counter()
    reading = read(path, path.name, Path(request["spool"]))
    letter = reading.letter
    return {
        "seconds": time.perf_counter() - started,
        "memory": peak_memory(),
        "format": letter.format,
        "subject": letter.subject,
        "text": letter.text,
        "own_text": letter.own_text,
        "attachments": [
            {"name": each.name, "size": each.size, "sha256": each.sha256, "text": each.text}
            for each in letter.attachments
        ],
        "problems": [problem.en for problem in letter.problems],
    }


if __name__ == "__main__":
    serve(handle, setup)
