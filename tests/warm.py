"""Reading children that stay warm from test to test: to start one takes longer than most tests."""

import json
import os
from collections.abc import Mapping

import pytest

from ingest.child import Child, Limits

PATH = os.environ.get("PATH", os.defpath)


class WarmChild(Child):
    """A child of the program's own, which no reader ends."""

    def __init__(self, module: str, limits: Limits, setup: Mapping[str, object] | None) -> None:
        super().__init__(module, limits, setup)
        self._start()  # now, by the thread of the tests: a child goes with the thread that started it

    def _start(self) -> None:
        """Find all programs, whatever the test that needs it first hides from its own process."""
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("PATH", PATH)
            super()._start()

    def close(self) -> None:
        """Stay: another reader will need it."""


class WarmChildren:
    """Stands where ``Child`` stands, and makes one for all readers that ask for the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, Limits, str], WarmChild] = {}

    def __call__(self, module: str, limits: Limits, setup: Mapping[str, object] | None = None) -> WarmChild:
        key = module, limits, json.dumps(setup, sort_keys=True)
        if key not in self._made:
            self._made[key] = WarmChild(module, limits, setup)
        return self._made[key]

    def close(self) -> None:
        """End them all."""
        for child in self._made.values():
            super(WarmChild, child).close()
