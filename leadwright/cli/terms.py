"""What the register's states are called on a terminal; ``docs/glossary.md`` has the same words."""

from typing import get_type_hints

from documents.registration import RegistrationFields
from sales.lead import Stage
from sales.original import OriginalState
from sales.paper import Delivery
from sales.words import Words

_FORM = get_type_hints(RegistrationFields, include_extras=True)
FIELDS: dict[str, Words] = {name: hint.__metadata__[0] for name, hint in _FORM.items()} | {
    "company": Words("客户名称", "Customer"),
    "province": Words("省份", "Province"),
    "city": Words("城市", "City"),
}
"""What a lead's fields are called: as on its registration form, which puts some together."""

STAGES = {
    Stage.REGISTERED: Words("已登记", "registered"),
    Stage.HANDED_OUT: Words("已分发", "handed out"),
}

STATES = {
    OriginalState.TAKEN_IN: Words("已接收", "taken in"),
    OriginalState.REGISTERED: Words("已登记", "registered"),
    OriginalState.JOINED: Words("已并入", "joined"),
    OriginalState.FILED: Words("已归档", "filed"),
    OriginalState.HELD: Words("已搁置", "held"),
}

DELIVERIES = {
    Delivery.QUEUED: Words("待发", "queued"),
    Delivery.SENDING: Words("发送中", "sending"),
    Delivery.SENT: Words("已发", "sent"),
    Delivery.REFUSED: Words("被拒收", "refused"),
    Delivery.UNCERTAIN: Words("不确定", "uncertain"),
    Delivery.DROPPED: Words("已放弃", "dropped"),
}
