"""Who stores the postings? One contract, one file per engine."""
