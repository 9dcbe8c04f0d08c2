### 演示

demo-serving = 页面已启动：{ $address }（可一键以任一演示人员登录；按 Ctrl+C 停止）
