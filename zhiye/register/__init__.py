"""Floor 8: pages whose stories touch several rooms: joining two files, renaming and moving places."""
