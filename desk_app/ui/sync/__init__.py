"""The page "Đồng bộ": what waits, what was set aside, what two desks set differently."""
