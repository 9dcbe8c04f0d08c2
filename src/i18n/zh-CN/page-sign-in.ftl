# 登录页
sign-in-title = 登录
sign-in-lead = 融资担保与贸易信用保险补贴的申报、审核、支付与对账。
sign-in-account = 账号
sign-in-password = 密码
sign-in-forgot = 忘记密码请联系本单位管理员。
sign-in-demo-title = 选择一位演示人员，一键登录
sign-in-demo-lead = 每位人员只能办理自己的环节。依次换人登录，可以走完一件申报的全过程。
sign-in-group-firm = 申报单位
sign-in-group-review = 审核
sign-in-group-finance = 财务
sign-in-group-other = 管理与审计
sign-in-as = 以{ $name }的身份登录
