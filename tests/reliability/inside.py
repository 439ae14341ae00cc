"""Reading inside the process, where a test is about what surrounds the reading.

It is the program's own code, only without the child process around it, which takes seconds to start.
"""

from collections.abc import Mapping

from ingest.child import Limits
from leadwright import reader
from leadwright.letter_child import Handler


class Inside:
    """Stands where ``ingest.child.Child`` stands; harmless letters only, and no scans."""

    is_waited_for = False

    def __init__(self, module: str, _limits: Limits, setup: Mapping[str, object] | None = None) -> None:
        self._handler = Handler() if module == reader.LETTER_CHILD else None
        if self._handler:
            self._handler.setup(setup or {})

    def call(self, request: Mapping[str, object]) -> dict[str, object]:
        assert self._handler, "no scans in here"
        return self._handler.handle(request)

    def close(self) -> None:
        """There is nothing to end."""
