"""Bad items among good ones: these become leads, those are held with their reason (I7, I8)."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

from tests.ingest.test_image import bomb
from tests.ingest.test_mail_bombs import nested
from tests.memory import peak_memory
from tests.office import Office, mail
from tests.reliability import post
from tests.reliability.inventory import Inventory

LOCKED = Path(__file__).parents[1] / "fixtures/office/locked.pdf"
MEMORY = 200 * 2**20  # bytes of the service itself
WORDS = " ".join(["=?utf-8?q?aaaaaaaa?="] * 16_000)  # 320 kB

MAILS = (
    nested(2_400),
    mail("empty parts", "--b\r\n\r\n" * 100_000, headers='Content-Type: multipart/mixed; boundary="b"'),
    mail(WORDS, "text"),
)
FAXES = {
    "bomb.tif": bomb(65_000),
    "locked.pdf": LOCKED.read_bytes(),
    "broken.tif": b"II*\0" + bytes(100),
    "unknown.xyz": bytes(range(256)) * 8,
    "empty.tif": b"",
}


def test_bad_items_hold_up_no_good_ones_and_the_service_lives(inventory: Inventory, office: Office) -> None:
    good = [post.enquiry(serial) for serial in range(3)]
    inventory.mails(*MAILS, *good)
    for name, data in {**FAXES, "bomb.zip": zip_bomb()}.items():
        office.drop(name, data)
        inventory.expect(data)
    with office.daemon() as service:
        wait_until(lambda: inventory.lost() == set() and inventory.unfinished() == [])
        assert service.poll() is None
        assert peak_memory(service.pid) < MEMORY
        held = office.json("held")
        office.call("retry", str(held[0]["id"]))
        wait_until(lambda: inventory.column("SELECT count(*) FROM moves WHERE name = 'hold'") > [len(held)])
    states = {row.sha256: row.state for row in inventory.originals()}
    assert [row.state for row in inventory.originals()][3:6] == ["registered"] * 3
    for item in held:
        assert item["reason"]
    for name in ("locked.pdf", "broken.tif", "empty.tif"):
        assert (office.home / "inbox/fax/held" / name).exists(), states
        assert (office.home / "inbox/fax/held" / f"{name}.txt").read_text("utf-8")
    assert inventory.everything_wrong() == {}


def zip_bomb() -> bytes:
    """Return 200 MB in 200 kB."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(200 * 2**20))
    return packed.getvalue()


def wait_until(done: Callable[[], bool], seconds: float = 120) -> None:
    deadline = monotonic() + seconds
    while not done():
        assert monotonic() < deadline, "not done in time"
        sleep(0.2)  # another process does it
