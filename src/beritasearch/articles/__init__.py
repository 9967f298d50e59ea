"""What does the page say? From a page to an article, headlines and quotations."""
