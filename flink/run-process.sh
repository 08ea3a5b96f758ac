#!/usr/bin/env bash
# Runs one process of Flink in a container as stack/src/services/flink-cluster.ts does natively: same class path, same
# options, and memory as Flink's own calculator derives it from config.yaml.
# Usage: run-process.sh CALCULATION|- MAIN_CLASS [JVM OPTION]…
set -euo pipefail
calculation=$1 main=$2
shift 2

home=${FLINK_HOME:?is set by the image}
class_path=$(printf '%s:' /app/flink/conf/hadoop "$home"/lib/*.jar "$home"/connectors/*.jar "$home"/functions/*.jar)
jvm_memory='' arguments=''
if [[ $calculation != - ]]; then
  answer=$(java -Xmx64m -XX:TieredStopAtLevel=1 -cp "$home/bin/bash-java-utils.jar:$class_path" \
    org.apache.flink.runtime.util.bash.BashJavaUtils "$calculation" --configDir "$FLINK_CONF_DIR")
  { read -r jvm_memory && read -r arguments; } < <(sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p' <<<"$answer") || {
    echo "Flink's memory calculator answered without its two result lines: $answer" >&2
    exit 1
  }
  arguments="--configDir $FLINK_CONF_DIR $arguments"
fi
# Both answers are lists of words without spaces inside.
# shellcheck disable=SC2086
exec java $jvm_memory "$@" -cp "${class_path%:}" "$main" $arguments
