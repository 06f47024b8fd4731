"""The province's database: the only place of the server that contains SQL."""
