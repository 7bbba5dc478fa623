package dev.signalbox.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * How one of the three processes is started.
 *
 * @param readiness answers 200 once the process does its work
 */
record Plan(String name, Path jar, Environment environment, URI readiness) {}
