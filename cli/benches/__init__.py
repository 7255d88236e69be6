"""Benchmarks, each in a process and on a home folder of its own (`python -m cli.benches NAME SIZE`)."""
