"""Pairs of proposals and replies by which the matching of suggestions and answers is judged."""
