"""Taking in the province's data, and setting it beside ours."""
