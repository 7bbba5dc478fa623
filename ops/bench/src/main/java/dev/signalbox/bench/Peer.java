package dev.signalbox.bench;

import dev.signalbox.postgres.LastWill;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bench's side of a peer that runs as its own process. */
final class Peer implements AutoCloseable {

    private final Process process;
    private final LastWill will;
    private final PrintWriter orders;
    private final BufferedReader answers;
    private final Cpu cpu;

    Peer(Database database, Path data) throws IOException {
        var login = database.admin().withDatabase(DbosPeer.DATABASE);
        process = Jvm.java(
                        "-cp",
                        System.getProperty("java.class.path"),
                        DbosPeer.class.getName(),
                        login.jdbcUrl(),
                        login.user(),
                        login.password())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolve("peer.log").toFile()))
                .start();
        will = LastWill.of("kill -KILL \"$1\"", Long.toString(process.pid()));
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
        cpu = Cpu.of(database.postmaster(), process.toHandle());
        await("ready");
    }

    Sample measure(int steps, int workflows) throws Exception {
        return Sample.of(workflows, cpu, () -> {
            orders.println(steps + " " + workflows);
            await("done");
        });
    }

    private void await(String wanted) throws IOException {
        for (var line = answers.readLine(); !wanted.equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("The peer has ended; see peer.log");
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        will.close();
    }
}
