"""A writer process: registers leads until it has enough, and prints each number once it is committed.

``python -m tests.register.writer URL HOW_MANY``
"""

import sys

from register.database import Register
from sales.words import Failure
from tests.register import made


def main(url: str, how_many: int) -> None:
    """Register ``how_many`` leads; every third attempt fails after it took its number, and is rolled back."""
    register = Register(url)
    committed = attempts = 0
    while committed < how_many:
        attempts += 1
        try:
            with register.begin() as c:
                lead = made.add_lead(c)
                if attempts % 3 == 0:
                    raise Failure(made.WHY)
        except Failure:
            continue
        committed += 1
        sys.stdout.write(f"{lead.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
