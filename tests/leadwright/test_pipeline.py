"""What a step makes of an original that is not what came in any more, or is away (I3)."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from leadwright import holding
from leadwright.reader import Reader
from sales.judgement import Judgement
from sales.letter import Letter
from sales.original import Channel, OriginalState
from sales.words import Unavailable
from tests.leadwright.desk import Desk
from tests.office import mail


@pytest.mark.parametrize("left", [None, b"", b"Subject: rot"])
def test_what_went_bad_before_it_was_read_becomes_a_lead_when_it_is_whole_again(
    desk: Desk, left: bytes | None
) -> None:
    letter = mail()
    desk.receive(letter)
    bad = desk.tools.archive.absolute(desk.originals()[0].path)
    bad.unlink()
    if left is not None:
        bad.write_bytes(left)
    desk.work("understand")
    (item,) = desk.held()
    assert bad.name in item.reason.zh
    assert desk.leads() == []
    bad.write_bytes(letter)
    holding.retry(desk.tools, item.id)
    desk.work("understand")
    assert [original.state for original in desk.originals()] == [OriginalState.REGISTERED]


@dataclass
class OnAShareThatGoes:
    """Reads as the children do, but that the archive is unmounted just before."""

    reader: Reader
    root: Path

    def read_and_judge(self, path: Path, name: str, channel: Channel) -> tuple[Letter, Judgement]:
        self.root.rename(self.root.with_name("away"))
        return self.reader.read_and_judge(path, name, channel)

    def __getattr__(self, name: str) -> object:
        return getattr(self.reader, name)


def test_what_is_being_read_when_the_share_goes_is_read_when_it_is_back(desk: Desk) -> None:
    """It was held as if the file itself were bad, and a person had to retry it (I7)."""
    desk.receive(mail())
    root = desk.tools.archive.root
    reader = OnAShareThatGoes(desk.tools.reader, root)
    away = Desk(replace(desk.tools, reader=reader))  # type: ignore[arg-type] # one that does a little more
    with suppress(Unavailable):
        away.work("understand")
    assert desk.held() == []
    root.with_name("away").rename(root)
    desk.work("understand")
    assert [original.state for original in desk.originals()] == [OriginalState.REGISTERED]
