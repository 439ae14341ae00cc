"""What a quote says beside its prices: delivery, payment, warranty, bank (P3.6)."""

from dataclasses import asdict, dataclass

from sales.words import Language, Words


@dataclass(frozen=True, slots=True)
class Terms:
    """The company's terms; "" stands for what is usual in the trade."""

    delivery: str = ""
    place: str = ""  # of delivery
    payment: str = ""
    warranty: str = ""
    bank: str = ""
    notes: str = ""


USUAL = {
    "delivery": Words(
        "合同生效并收到预付款后 90 天内交货",
        "Within 90 days of the contract coming into force and receipt of the advance payment",
    ),
    "place": Words("需方工厂，运费由供方承担", "Buyer's works, carriage paid by the seller"),
    "payment": Words(
        "合同签订后预付 30%，发货前付 60%，余 10% 为质保金，质保期满后 7 日内付清",
        "30% in advance on signing, 60% before dispatch, 10% within 7 days of the end of the warranty",
    ),
    "warranty": Words(
        "自验收合格之日起 12 个月，易损件除外",
        "12 months from acceptance, wearing parts excepted",
    ),
    "bank": Words("签订合同时提供", "To be given in the contract"),
    "notes": Words("无", "None"),
}


def terms_in(language: Language, terms: Terms) -> dict[str, str]:
    """Return the terms by field, as a quote in ``language`` says them."""
    return {name: said or USUAL[name].in_(language) for name, said in asdict(terms).items()}
