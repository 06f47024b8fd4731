"""How the province's tables became what they are, one dated step a file; Alembic runs them."""
