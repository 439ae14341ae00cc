"""The technical proposal 技术方案: cover, revisions, chapters."""

from drafting.form import NUMBERS, Chapter, Column, Form, Listing, Sheet
from sales.paper import DocumentKind

SHEET = Sheet(21, 29.7, (1.2, 1.5, *[1.41] * 10), (2, 6, 8))


def _only(field: str, *names: str) -> tuple[Chapter, ...]:
    return tuple(Chapter(name, only=field) for name in names)


PROPOSAL = Form(
    DocumentKind.PROPOSAL,
    "XS-JL-06",
    "A/0",
    (),
    SHEET,
    is_sent=True,
    cover=(
        ("customer.company",),
        ("project",),
        ("engineer", "engineer_on"),
        ("checked_by", "checked_on"),
        ("approved_by", "approved_on"),
    ),
    chapters=(
        Chapter(
            "revisions",
            (
                Listing(
                    "revisions",
                    (
                        Column("revision", 2, centred=True),
                        Column("revised_on", 3, centred=True),
                        Column("revised", 5),
                        Column("revised_by", 2, centred=True),
                    ),
                ),
            ),
            is_numbered=False,
            breaks=True,
        ),
        Chapter(
            "requirements",
            (
                ("requirements.product",),
                ("requirements.product_line", "requirements.quantity"),
                ("requirements.workpiece", "requirements.drawings"),
                ("requirements.material", "requirements.process"),
                ("requirements.sizes",),
                ("requirements.output", "requirements.precision"),
                ("requirements.automation", "requirements.power"),
                ("requirements.site",),
                ("requirements.brands", "requirements.standards"),
                ("requirements.acceptance",),
                ("requirements.scope",),
                ("requirements.delivery",),
                ("requirements.summary",),
            ),
        ),
        Chapter("process"),
        Chapter("layout"),
        *_only("is_machine", "motions", "torch"),
        *_only("is_line", "flow", "handling", "line_control"),
        *_only("is_robot", "reach", "fixtures", "programming"),
        Chapter(
            "equipment",
            (
                Listing(
                    "equipment",
                    (
                        NUMBERS,
                        Column("name", 3),
                        Column("model", 2),
                        Column("parameters", 4),
                        Column("count", 1, centred=True),
                        Column("unit", 1, centred=True),
                    ),
                ),
            ),
        ),
        Chapter(
            "components",
            (
                Listing(
                    "components",
                    (
                        NUMBERS,
                        Column("component", 4),
                        Column("brand", 2),
                        Column("component_model", 2),
                        Column("component_remark", 3),
                    ),
                ),
            ),
        ),
        Chapter(
            "utilities",
            (
                Listing(
                    "utilities",
                    (NUMBERS, Column("utility", 3), Column("demand", 4), Column("utility_remark", 4)),
                ),
            ),
        ),
        Chapter("capacity"),
        Chapter("supply"),
        Chapter("exclusions"),
        Chapter(
            "deviations",
            (
                Listing(
                    "deviations",
                    (
                        NUMBERS,
                        Column("clause", 2),
                        Column("demanded", 3),
                        Column("offered", 3),
                        Column("departure", 3),
                    ),
                ),
            ),
        ),
        Chapter("training"),
        Chapter("acceptance"),
        Chapter("service"),
        Chapter("delivery"),
    ),
)
