"""From a filled-in cost price sheet to costs that add up, or to what is wrong with it (P3.6)."""

from collections.abc import Iterator
from decimal import Decimal

from sales.pricing import COST_KINDS, LARGEST, CostLine, CostSheet
from sales.said import Said, rows
from sales.words import Failure, Words

PER_CENT = Decimal(100)


def cost_sheet(said: Said) -> CostSheet:
    """Return the costs that people filled in; Failure with every sentence of :func:`faults`."""
    if wrong := faults(said):
        raise Failure(Words("\n".join(each.zh for each in wrong), "\n".join(each.en for each in wrong)))
    return counted(said)


def faults(said: Said) -> tuple[Words, ...]:
    """Return what keeps a cost price sheet from being used: rows with gaps, a total that is not their sum."""
    return tuple(_gaps(said)) or tuple(_sums(said))


def counted(said: Said) -> CostSheet:
    """Return the costs as far as they are filled in; an empty row is no item."""
    lines = tuple(_line(row) for row in rows(said, "lines") if row)
    return CostSheet(lines, number(said.get("contingency", "")) / PER_CENT)


def number(value: str) -> Decimal:
    """Return a number that people filled in, 0 where they left it empty."""
    return Decimal(value or 0)


def gaps(item: int, row: Said, figure: str) -> Iterator[Words]:
    """Yield what an item of a list lacks to be counted: its name, how many, and the ``figure`` per piece."""
    if not row.get("description"):
        yield Words(f"第 {item} 项缺少名称，请填写。", f"Item {item} has no description; write what it is.")
    if number(row.get("quantity", "")) <= 0:
        yield Words(
            f"第 {item} 项的数量应大于 0，请填写。", f"The quantity of item {item} has to be more than 0."
        )
    if number(figure) <= 0:
        yield Words(
            f"第 {item} 项没有金额，请填写。", f"Item {item} has no amount; write what one piece comes to."
        )


def _line(row: Said) -> CostLine:
    return CostLine(
        row.get("description", ""),
        row.get("model", ""),
        number(row.get("quantity", "")),
        row.get("unit", ""),
        **{kind: number(row.get(kind, "")) for kind in COST_KINDS},
    )


def _gaps(said: Said) -> Iterator[Words]:
    filled = [(item, row) for item, row in enumerate(rows(said, "lines"), start=1) if row]
    if not filled:
        yield Words(
            "成本价格表没有任何项目，请至少填写一项。", "The cost sheet has no items; write at least one."
        )
    for item, row in filled:
        yield from gaps(item, row, str(_line(row).cost))
    share = number(said.get("contingency", ""))
    if not 0 <= share < PER_CENT:
        yield Words(
            f"预备费率 {share} 应在 0 到 100 之间，如 5 表示 5%。",
            f"The contingency of {share} has to be from 0 to 100; 5 means 5%.",
        )


def _sums(said: Said) -> Iterator[Words]:
    sheet = counted(said)
    if sheet.total >= LARGEST:
        yield Words(
            f"成本合计 {sheet.total:,} 过大，请核对数量和单价。",
            f"The total of {sheet.total:,} is too large; check quantities and costs.",
        )
    stated = said.get("stated_total", "")
    if stated and Decimal(stated) != sheet.total:
        difference, hint = Decimal(stated) - sheet.total, _hint(said, sheet, Decimal(stated))
        yield Words(
            f"填报合计 {Decimal(stated):,} 与各项相加所得 {sheet.total:,} 不符，"
            f"相差 {difference:+,}。{hint.zh}",
            f"Your total, {Decimal(stated):,}, is not what the items come to, {sheet.total:,}; "
            f"it differs by {difference:+,}. {hint.en}",
        )


def _hint(said: Said, sheet: CostSheet, stated: Decimal) -> Words:
    """Return what most likely went wrong: the reserve or one item left out or counted twice."""
    if stated == sheet.subtotal:
        return Words("填报合计似乎未计预备费。", "It seems to leave out the contingency.")
    for item, row in enumerate(rows(said, "lines"), start=1):
        line = _line(row)
        if line.amount and abs(stated - sheet.total) in (line.amount, line.amount * (1 + sheet.contingency)):
            return Words(f"请核对第 {item} 项（{line.name}）。", f"Check item {item} ({line.name}).")
    return Words("请核对各项数量和费用。", "Check the quantities and costs of the items.")
