"""Tests of the roster reader; pure, no database."""
