"""枝叶 (Zhiye): a neighbourhood committee's one book."""

__version__ = "0.4.0"
