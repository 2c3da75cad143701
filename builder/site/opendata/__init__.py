"""Open data: the tables of `/data/`, what their columns mean, and how they are made from documents as data."""
