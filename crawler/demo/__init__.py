"""A whole made-up council website, for the demo and for the tests."""
