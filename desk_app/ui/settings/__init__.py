"""The page on which a desk and its machine are set up."""
