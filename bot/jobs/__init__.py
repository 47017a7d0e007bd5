"""What goes on beside the answering: live content, grouping, replication, the pause switch, retention."""
