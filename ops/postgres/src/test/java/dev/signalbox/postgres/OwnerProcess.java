package dev.signalbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another JVM that owns a kept database until it is killed. */
record OwnerProcess(Process process, int port, long serverPid) implements AutoCloseable {

    /** The other JVM's own main method: {@code folder}. */
    public static void main(String[] arguments) throws IOException {
        var postgres = Postgres.start(Postgres.Settings.kept(Path.of(arguments[0]), 0));
        var pid = Files.readAllLines(Path.of(arguments[0], "postgres-" + PostgresBinaries.MAJOR, "postmaster.pid"))
                .getFirst();
        System.out.println(postgres.admin().port() + " " + pid);
        System.in.read();
    }

    static OwnerProcess of(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = process.inputReader().readLine().split(" ", 2);
        return new OwnerProcess(process, Integer.parseInt(told[0]), Long.parseLong(told[1]));
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void killTogetherWithItsServer() {
        var server = ProcessHandle.of(serverPid).orElseThrow();
        server.destroyForcibly();
        kill();
        server.onExit().join();
    }

    @Override
    public void close() {
        kill();
        ProcessHandle.of(serverPid).ifPresent(server -> server.onExit().join());
    }
}
