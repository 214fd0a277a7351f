"""What Wenzhai knows about machines: queue, bucket, processes, command line."""
