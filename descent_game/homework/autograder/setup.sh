#!/usr/bin/env bash
# Gradescope runs this once, while it builds the image, and not when it grades. It looks for a Python
# that the libraries in site/ were packed for; only where the image has none does it ask Ubuntu's own
# packages for one.
set -u
source="${AUTOGRADER_ROOT:-/autograder}/source"

find_python() {
  for python in python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$python" >/dev/null && "$python" -I -B "$source/grade.py" --check; then
      command -v "$python" >"$source/.python"
      return 0
    fi
  done
  return 1
}

find_python && exit 0
apt-get update && for python in python3.13 python3.12 python3.11; do
  apt-get install -y --no-install-recommends "$python" && find_python && exit 0
done
echo "No Python that this autograder was packed for: $(ls "$source/site")" >&2
exit 1
