#!/usr/bin/env bash
# Adds to each base image the digest that its tag has now, or renews it:
#   deploy/pin-images.sh
#   deploy/pin-images.sh --check    changes nothing; fails if an image has no digest, or another one than its tag
# It reads and writes the Dockerfiles here and .github/images/Dockerfile, and needs skopeo, which asks the registries as
# containers-registries.conf(5) says. Nothing is written unless every registry has answered. The digest is that of the list of
# an image's platforms where there is one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

FILES=(.github/images/Dockerfile deploy/Dockerfile.*)

# What comes before an image and its tag; the name of a stage has no tag.
BEFORE='(ARG [A-Z]+_IMAGE=|FROM )'
DIGEST='sha256:[0-9a-f]{64}'

fail() {
    echo "pin-images.sh: $*" >&2
    exit 1
}

# Prints "file image:tag digest" for each image in the files; without a digest, the last is missing.
places() {
    local file
    for file in "${FILES[@]}"; do
        sed -n -E "s#^$BEFORE([^@\$[:space:]]+:[^@/[:space:]]+)(@($DIGEST))?\$#$file \2 \4#p" "$file"
    done
}

# Asks the registries, once for each image.
declare -A present
ask() { # images
    local image
    for image in "$@"; do
        [ -z "${present[$image]:-}" ] || continue
        # By its definition, the digest of a manifest is that of its bytes.
        present[$image]=sha256:$(skopeo inspect --raw "docker://$image" | sha256sum | cut -d ' ' -f 1) ||
            fail "the registry of $image does not answer with its digest. Nothing was changed."
    done
}

check() {
    local file image digest pinned=() wrong=()
    while read -r file image digest; do
        if [ -z "$digest" ]; then
            wrong+=("$file: $image has no digest.")
        else
            pinned+=("$image")
        fi
    done <<<"$places"
    # So that images without a digest are named also where no registry can be reached.
    [ ${#wrong[@]} = 0 ] || printf '%s\n' "${wrong[@]}" >&2
    ask "${pinned[@]}"
    while read -r file image digest; do
        if [ -n "$digest" ] && [ "$digest" != "${present[$image]}" ]; then
            wrong+=("$file: $image")
            echo "$file: $image has moved from $digest to ${present[$image]}." >&2
        fi
    done <<<"$places"
    [ ${#wrong[@]} = 0 ] ||
        fail "${#wrong[@]} of $(wc -l <<<"$places") base images are not pinned to what their tags are. Run deploy/pin-images.sh."
}

pin() {
    local image images
    mapfile -t images < <(cut -d ' ' -f 2 <<<"$places")
    ask "${images[@]}"
    for image in "${!present[@]}"; do
        sed -i -E "s#^$BEFORE(${image//./\\.})(@$DIGEST)?\$#\1\2@${present[$image]}#" "${FILES[@]}"
    done
}

[ $# = 0 ] || [ "$*" = --check ] || { echo "usage: deploy/pin-images.sh [--check]" >&2; exit 2; }
command -v skopeo >/dev/null || fail "skopeo is missing."
places=$(places)
[ -n "$places" ] || fail "there is no base image in ${FILES[*]}."
if [ $# = 1 ]; then check; else pin; fi
echo "The $(wc -l <<<"$places") base images have the digests of their tags."
