package dev.signalbox.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class BackgroundLoopTest {

    private final BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
    private final AtomicInteger round = new AtomicInteger();
    private final Rounds loop = new Rounds(loop -> loop.rounds(Mono.fromRunnable(this::count)));

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void aRoundFollowsTheOther() throws InterruptedException {
        loop.start();

        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void aRoundThatFailsIsFollowedByAnother() throws InterruptedException {
        var failing = new Rounds(loop -> loop.rounds(Mono.fromRunnable(() -> {
            count();
            throw new IllegalStateException("No database");
        })));
        failing.start();

        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
        failing.stop();
    }

    @Test
    void workThatBreaksIsBegunAnew() throws InterruptedException {
        var broken = new Rounds(_ -> Flux.error(() -> {
            count();
            return new IllegalStateException("Broken");
        }));
        broken.start();

        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
        broken.stop();
    }

    @Test
    void aStoppedLoopIsOverAndCanBeStartedAgain() throws InterruptedException {
        loop.start();
        assertThat(next()).isEqualTo(1);

        loop.stop();
        assertThat(loop.isRunning()).isFalse();
        rounds.clear();
        loop.start();

        assertThat(next()).isPositive();
    }

    private void count() {
        rounds.add(round.incrementAndGet());
    }

    private Integer next() throws InterruptedException {
        return rounds.poll(10, TimeUnit.SECONDS);
    }

    private static final class Rounds extends BackgroundLoop {

        private final Function<Rounds, Flux<?>> work;

        Rounds(Function<Rounds, Flux<?>> work) {
            super("count rounds");
            this.work = work;
        }

        Flux<?> rounds(Mono<Void> round) {
            return every(Duration.ofMillis(1), round);
        }

        @Override
        protected Flux<?> work() {
            return work.apply(this);
        }
    }
}
