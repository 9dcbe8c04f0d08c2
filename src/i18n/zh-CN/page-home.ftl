# 工作台
home-nothing-title = 没有待办事项
home-nothing-text = 您的岗位没有逐件办理的事项，可从左侧菜单进入查询页面。
home-role-waiting = 待您办理
home-role-empty = 目前没有待您办理的事项。
