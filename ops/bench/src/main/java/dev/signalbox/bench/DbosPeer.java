package dev.signalbox.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** DBOS Transact for Java as its own process: for each line of its input, "steps workflows", it runs that many and says "done". */
final class DbosPeer {

    static final String DATABASE = "bench_dbos";

    private DbosPeer() {}

    /** What is run; each step is recorded by the library. */
    interface NoOps {
        int run(int steps);
    }

    /** Its step does nothing. */
    static final class RecordedNoOps implements NoOps {

        private final DBOS dbos;

        RecordedNoOps(DBOS dbos) {
            this.dbos = dbos;
        }

        @Override
        @Workflow(name = "noOps")
        public int run(int steps) {
            for (int i = 0; i < steps; i++) {
                dbos.runStep(() -> "{}", "step");
            }
            return steps;
        }
    }

    /** @param arguments address, user and password of its database */
    public static void main(String[] arguments) throws Exception {
        try (var pool = pool(arguments);
                var dbos = new DBOS(
                        DBOSConfig.defaults("bench").withDataSource(pool).withAppVersion("1"))) {
            var workflow = dbos.registerProxy(NoOps.class, new RecordedNoOps(dbos));
            dbos.launch();
            obey(workflow);
        }
    }

    private static HikariDataSource pool(String[] arguments) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(arguments[0]);
        pool.setUsername(arguments[1]);
        pool.setPassword(arguments[2]);
        pool.setMaximumPoolSize(20);
        return pool;
    }

    private static void obey(NoOps workflow) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var words = order.split(" ", -1);
            runAll(workflow, Integer.parseInt(words[0]), Integer.parseInt(words[1]));
            System.out.println("done");
        }
    }

    private static void runAll(NoOps workflow, int steps, int workflows) throws Exception {
        Clients.call(workflows, () -> new Clients.Connection() {
            @Override
            public void call(int index) {
                workflow.run(steps);
            }

            @Override
            public void close() throws IOException {}
        });
    }
}
