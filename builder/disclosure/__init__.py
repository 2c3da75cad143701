"""The door: decide what may be public and build exactly that."""
