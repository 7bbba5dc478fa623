package dev.signalbox.platform.connectors;

/** The source of a plugin that tells its version, after a while or at once, and of one that does what plugins must not. */
final class Ticker {

    private Ticker() {}

    static String source(String version) {
        return """
                package plugin;

                import dev.signalbox.connector.*;
                import java.util.*;
                import java.util.concurrent.*;

                public final class Main implements ConnectorPlugin {

                    public record Settings(Optional<String> note) {}

                    public record Wait(int millis) {}

                    public record Nothing() {}

                    public record Tick(String version, int millis) {}

                    static final ThreadLocal<byte[]> BALLAST = ThreadLocal.withInitial(() -> new byte[10_000]);

                    public List<ConnectorFactory<?>> connectors() {
                        return List.of(new Factory());
                    }

                    static final class Factory implements ConnectorFactory<Settings> {

                        public ConnectorInfo info() {
                            return new ConnectorInfo("ticker", "Ticker", "Ticks.", "%1$s",
                                    Set.of(ConnectorInfo.Authentication.NONE));
                        }

                        public Class<Settings> settings() {
                            return Settings.class;
                        }

                        public Connector open(Settings settings, ConnectorContext context) {
                            return new Ticking(context);
                        }
                    }

                    record Ticking(ConnectorContext context) implements Connector {

                        public void check(ToolCall call) {}

                        public List<Tool<?>> tools() {
                            return List.of(
                                    Tool.of(ToolDefinition.read("tick", "Tick", "Ticks."), Wait.class, Ticking::tick),
                                    Tool.of(ToolDefinition.read("meets", "Meet", "Waits."), Nothing.class, Ticking::meet),
                                    nothing("spins", Ticking::spin),
                                    nothing("ignores", Ticking::ignore),
                                    nothing("overflows", () -> overflow(0)),
                                    nothing("misses", () -> { throw new NoClassDefFoundError("lost/Thing"); }),
                                    nothing("mislinks", () -> { throw new IncompatibleClassChangeError("old"); }),
                                    nothing("leaks", Ticking::leak),
                                    nothing("chatters", this::chatter),
                                    nothing("tells", this::tell),
                                    Tool.of(ToolDefinition.read("floods", "Flood", "Floods."), Nothing.class,
                                            (nothing, call) -> ToolResult.of(Map.of("endless", new Endless()))));
                        }

                        static ToolResult tick(Wait wait, ToolCall call) throws InterruptedException {
                            BALLAST.get()[0]++;
                            new CountDownLatch(1).await(wait.millis(), TimeUnit.MILLISECONDS);
                            return ToolResult.of(new Tick("%1$s", wait.millis()));
                        }

                        static ToolResult meet(Nothing nothing, ToolCall call) throws InterruptedException {
                            var meeting = (CountDownLatch[]) System.getProperties().get("ticker.meeting");
                            meeting[0].countDown();
                            meeting[1].await();
                            return ToolResult.of(new Tick("%1$s", 0));
                        }

                        interface Deed { void run() throws InterruptedException; }

                        static Tool<?> nothing(String name, Deed deed) {
                            return Tool.of(ToolDefinition.read(name, name, "For tests."), Nothing.class,
                                    (nothing, call) -> { deed.run(); return ToolResult.text("done"); });
                        }

                        static void spin() {
                            while (System.getProperty("ticker.stop") == null) {
                                Thread.onSpinWait();
                            }
                        }

                        static void ignore() {
                            while (System.getProperty("ticker.stop") == null) {
                                try {
                                    new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                                } catch (InterruptedException e) {
                                    // on purpose
                                }
                            }
                        }

                        static int overflow(int depth) {
                            return overflow(depth + 1) + 1;
                        }

                        static void leak() {
                            for (int i = 0; i < 20; i++) {
                                new Thread(() -> {
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        // the end
                                    }
                                }, "ticker-leak").start();
                            }
                        }

                        void tell() throws InterruptedException {
                            var notice = new ConnectorMembers.Notice("shipped", "Shipped", "It is done.");
                            for (var member : context.members().list()) {
                                context.members().notify(member.id(), notice);
                            }
                        }

                        void chatter() {
                            for (int i = 0; i < 100_000; i++) {
                                context.logger().log(System.Logger.Level.WARNING, "blah ".repeat(2_000));
                            }
                        }
                    }

                    static final class Endless extends AbstractList<String> {
                        public String get(int index) { return "x"; }
                        public int size() { return Integer.MAX_VALUE; }
                    }
                }
                """.formatted(version);
    }
}
