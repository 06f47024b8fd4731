"""Where the database key is kept, and how it is found again."""
