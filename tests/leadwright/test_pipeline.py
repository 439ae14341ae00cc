"""What a step makes of an original that is not what came in any more (I3)."""

import pytest

from leadwright import holding
from sales.original import OriginalState
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
