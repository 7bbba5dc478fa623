package dev.signalbox.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A lock file: the kernel lets go of it when its holder dies, so a lock that can be had has no living owner. */
public final class ExclusiveLock implements AutoCloseable {

    /** File locks belong to the JVM; its own threads need a lock of their own. */
    private static final ReentrantLock WAITERS_OF_THIS_JVM = new ReentrantLock();

    private final FileChannel channel;
    private final boolean waiter;

    private ExclusiveLock(FileChannel channel, boolean waiter) {
        this.channel = channel;
        this.waiter = waiter;
    }

    public static ExclusiveLock waitFor(Path file) throws IOException {
        WAITERS_OF_THIS_JVM.lock();
        var channel = open(file);
        var _ = channel.lock();
        return new ExclusiveLock(channel, true);
    }

    public static Optional<ExclusiveLock> tryFor(Path file) throws IOException {
        var channel = open(file);
        if (holds(channel)) {
            return Optional.of(new ExclusiveLock(channel, false));
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean holds(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very JVM: refused like any other owner
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (waiter) {
            WAITERS_OF_THIS_JVM.unlock();
        }
    }
}
