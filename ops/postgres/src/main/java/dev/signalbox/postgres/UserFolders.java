package dev.signalbox.postgres;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where things live on a person's machine: what can be made again in the cache folder, what cannot in the data folder. */
public final class UserFolders {

    private UserFolders() {}

    public static Path cache() {
        return choose(
                System.getenv("SIGNALBOX_CACHE_DIR"),
                System.getenv("XDG_CACHE_HOME"),
                isMac() ? "Library/Caches" : ".cache");
    }

    public static Path data() {
        return choose(
                System.getenv("SIGNALBOX_DATA_DIR"),
                System.getenv("XDG_DATA_HOME"),
                isMac() ? "Library/Application Support" : ".local/share");
    }

    private static Path choose(@Nullable String own, @Nullable String xdg, String belowHome) {
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg).toAbsolutePath().resolve("signalbox");
        }
        return Path.of(System.getProperty("user.home")).resolve(belowHome).resolve("signalbox");
    }

    static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }
}
