"""Tests of the invented street; none needs a database."""
