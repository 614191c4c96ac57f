"""The command line. What a command does is in flows/, tasks/ and warehouse/; here is only how it is asked and shown."""
