### 拨付前的信用核查

refusal-credit-gate = 不能拨付 { $application }：{ $why }。请撤回该批次后重新组批，系统会重新核查。
credit-gate-CHECK_MISSING = 没有拨付前的信用核查
credit-gate-CHECK_WRONG_STAGE = 最近一次信用核查不是拨付前核查
credit-gate-CHECK_NOT_PASSED = 最近一次信用核查没有通过
credit-gate-CHECK_STALE = 拨付前信用核查已超过 24 小时
credit-gate-SNAPSHOT_TAMPERED = 信用核查的存档与签封不一致
credit-gate-PAYEE_CHANGED = 核查之后申报单位的名称或代码有变化
