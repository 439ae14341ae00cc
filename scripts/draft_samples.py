"""Draft the samples of ``leadwright demo``: ``python scripts/draft_samples.py``.

Needs LibreOffice and the Noto CJK fonts, which a machine that runs the demo need not have: so what is drawn
here is kept with the program.
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, without installing anything: the house, and the packages beside this file.
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from samples import faxes  # noqa: E402 - the path comes first
from samples.letters import letter  # noqa: E402 - likewise

from sales.words import Language  # noqa: E402 - likewise

SAMPLES = ROOT / "leadwright" / "demo" / "samples"


def main() -> None:
    """Write every sample to leadwright/demo/samples/."""
    for language in Language:
        written = tomllib.loads((ROOT / "scripts" / "samples" / f"{language}.toml").read_text("utf-8"))
        for sample in written["mail"]:
            _write(f"{language}/mail/{sample['file']}", letter(sample))
        note = written["phone"]
        _write(f"{language}/phone/{note['file']}", note["text"].lstrip().encode())
    (SAMPLES / "fax").mkdir(exist_ok=True)
    faxes.draw(SAMPLES / "fax")


def _write(name: str, data: bytes) -> None:
    path = SAMPLES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
