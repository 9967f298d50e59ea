"""Where do dataset and engine meet? From a version to documents to a commit."""
