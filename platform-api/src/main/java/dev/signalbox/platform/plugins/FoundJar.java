package dev.signalbox.platform.plugins;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A jar of the operator's folder after a look at it. */
sealed interface FoundJar {

    /** Its name in the folder. */
    String file();

    /** By this it is seen to have changed. */
    Stamp stamp();

    record Stamp(long size, FileTime modified, String key) {}

    /**
     * May be loaded.
     *
     * @param copy what was checked and is loaded: the operator may do to the file itself whatever they like
     * @param digest of its bytes
     */
    record Sound(String file, Stamp stamp, Path copy, String digest, String pluginId, Version version)
            implements FoundJar {}

    /** Is not loaded. */
    record Refused(String file, Stamp stamp, String reason) implements FoundJar {}
}
