### 拨付前的信用核查

refusal-credit-gate = 不能拨付 { $application }：{ $why }。请撤回该批次后重新组批，系统会重新核查。
