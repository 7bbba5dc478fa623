package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @TempDir
    Path data;

    Process process;

    @BeforeEach
    void startSomethingThatStays() throws IOException {
        process = new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void aRememberedProcessIsEnded() {
        Orphans.remember(data, List.of(process.toHandle()));

        Orphans.stop(data);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void anotherProcessWithTheSameNumberIsLeftAlone() throws IOException {
        Files.writeString(data.resolve("children"), process.pid() + " 1");

        Orphans.stop(data);

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void nothingRememberedIsNothingToDo() {
        Orphans.stop(data);

        assertThat(process.isAlive()).isTrue();
    }
}
