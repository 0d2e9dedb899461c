"""Who may open which address: what the views declare, gathered for papers and tests."""
