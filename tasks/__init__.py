"""What Wenzhai knows about Chinese news text: four stages, each a pure function. Start at pipeline.py."""
