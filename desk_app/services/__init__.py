"""What a person does with the desk: one file, one deed."""
