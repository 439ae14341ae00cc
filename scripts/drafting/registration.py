"""The lead registration form 信息登记表, in the order a coordinator asks."""

from drafting.form import Box, Boxes, Column, Field, Form, Line, Listing, Pair, Section
from sales.words import Words

SOURCE = Section(
    Words("一、信息来源", "1  Source"),
    (
        Pair(Field(Words("接收渠道", "Channel"), "channel"), Field(Words("信息来源", "Source"), "source")),
        Pair(
            Field(Words("收到时间", "Received at"), "received_at"),
            Field(Words("登记时间", "Registered at"), "registered_at"),
        ),
        Line(Field(Words("登 记 人", "Registered by"), "registered_by")),
    ),
)

CUSTOMER = Section(
    Words("二、客户信息", "2  Customer"),
    (
        Line(Field(Words("客户名称", "Customer"), "customer")),
        Pair(
            Field(Words("客户类型", "Kind"), "customer_kind"),
            Field(Words("所属行业", "Industry"), "industry"),
        ),
        Line(Field(Words("详细地址", "Address"), "address")),
        Pair(
            Field(Words("省份／城市", "Province, city"), "place"),
            Field(Words("所属区域", "Sales region"), "region"),
        ),
        Pair(
            Field(Words("联 系 人", "Contact"), "contact"), Field(Words("职　　务", "Position"), "position")
        ),
        Pair(Field(Words("联系电话", "Phone"), "phone"), Field(Words("传　　真", "Fax"), "fax")),
        Line(Field(Words("电子邮箱", "E-mail"), "email")),
    ),
)

ENQUIRY = Section(
    Words("三、需求内容", "3  Enquiry"),
    (
        Pair(
            Field(Words("产品类别", "Product line"), "product_line"),
            Field(Words("需求数量", "Quantity"), "quantity"),
        ),
        Line(Field(Words("需求产品", "Product"), "product")),
        Pair(
            Field(Words("工件名称", "Workpiece"), "workpiece"),
            Field(Words("工件材质", "Material"), "material"),
        ),
        Pair(
            Field(Words("规格尺寸", "Sizes"), "sizes"),
            Field(Words("焊接工艺", "Process"), "process"),
        ),
        Pair(
            Field(Words("要求交期", "Required by"), "needed_by"),
            Field(Words("项目预算", "Budget"), "budget"),
        ),
        Line(Field(Words("需求摘要", "In short"), "summary")),
    ),
)

ATTACHED = Section(
    Words("四、随附资料", "4  Received with it"),
    (
        Listing(
            "attached",
            (
                Column(Words("序号", "No."), "no", 0, 1, centred=True),
                Column(Words("文件名称", "File"), "name", 1, 3),
                Column(Words("大小", "Size"), "size", 4, 1, centred=True),
                Column(Words("备注", "Remark"), "remark", 5, 1),
            ),
        ),
    ),
)

VERDICT = Section(
    Words("五、判定与分派", "5  Verdict and assignment"),
    (
        Pair(
            Field(Words("判定结论", "Verdict"), "verdict"),
            Field(Words("可 信 度", "Confidence"), "confidence"),
        ),
        Line(Field(Words("判定依据", "Reason"), "reason")),
        Pair(
            Field(Words("承 办 人", "Handed to"), "handed_to"),
            Field(Words("首次联系期限", "Contact by"), "first_contact_due"),
        ),
        Line(Field(Words("分派依据", "Why assigned"), "why_them")),
    ),
)

SIGNATURES = Section(
    Words("六、签字确认", "6  Signatures"),
    (
        Boxes(
            Box(
                Words("业务主管", "Sales coordinator"),
                "coordinator",
                Words("意见", "Opinion"),
                Words("点击填写意见", "click to write"),
                "coordinator-opinion",
            ),
            Box(
                Words("业务经理（签收）", "Regional manager, on receipt"),
                "manager",
                Words("说明", "Remark"),
                Words("点击填写签收说明", "click to write"),
                "manager-receipt",
            ),
        ),
    ),
)

REGISTRATION = Form(
    "registration",
    Words("信息登记表", "Lead Registration Form"),
    "XS-JL-01",
    "A/0",
    (SOURCE, CUSTOMER, ENQUIRY, ATTACHED, VERDICT, SIGNATURES),
)
