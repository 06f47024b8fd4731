"""The province: takes in what desks send, keeps it for ever, and gives each commune its own."""
