# Sourced by the scripts beside it: finds a JDK of at least 25 and puts it in JAVA_HOME and on the PATH.

jdk_major() { # folder: the major version its release file names, 0 when there is no compiler
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

jdk_find() {
  local folder major
  for folder in "${JAVA_HOME:-/nonexistent}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jdks/*; do
    major=$(jdk_major "$folder")
    if [ "${major:-0}" -ge 25 ]; then
      echo "$folder"
      return
    fi
  done
  return 1
}

fail() {
  echo "$*" >&2
  exit 1
}

if ! JAVA_HOME=$(jdk_find); then
  fail "Signalbox needs a JDK of version 25 or later and found none in JAVA_HOME, /usr/lib/jvm, SDKMAN or mise:" \
    "install one, for example with 'sdk install java 25-tem', or set JAVA_HOME."
fi
export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"

need() { # command, Debian package...: installs what is missing when it may, else says what to install
  local command=$1
  shift
  command -v "$command" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $*, because there is no $command."
    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null \
      || fail "There is no $command, and the package $1 could not be installed."
  else
    fail "There is no $command: install the package $1, for example with 'sudo apt-get install $*'."
  fi
}
