"""What faces the citizen: the rating, the entry to check, and the pages between them."""
