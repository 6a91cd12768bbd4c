"""Tests of the register's door."""
