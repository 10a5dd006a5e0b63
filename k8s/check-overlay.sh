#!/usr/bin/env bash
# Renders an overlay and fails if it contains an example value of site.yaml or kustomization.yaml:
#   k8s/check-overlay.sh DIRECTORY
set -euo pipefail

overlay=${1:?usage: k8s/check-overlay.sh DIRECTORY}
rendered=$(kubectl kustomize "$overlay")
if left=$(grep -E '192\.0\.2\.|[.-]example(\.com)?([/:"]|$)|of-the-site' <<<"$rendered"); then
    printf 'Example values are left in %s:\n%s\n' "$overlay" "$left" >&2
    exit 1
fi
echo "$overlay contains no example values."
