# My desk
home-nothing-title = Nothing to do
home-nothing-text = Your role has no items to work through one by one. Use the menu to look things up.
home-role-waiting = Waiting for you
home-role-empty = Nothing is waiting for you at the moment.
