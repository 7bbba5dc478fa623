/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.connector.ToolDefinition.Risk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolDefinitionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Get", "1get", "http-get", "get it", "_get"})
    void aNameThatClientsCouldNotCallIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ToolDefinition.read(name, "Get", "Gets it."));
    }

    @Test
    void aToolWithoutDescriptionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolDefinition.read("get", "Get", " "))
                .withMessageContaining("get");
    }

    @Test
    void aReadingToolCannotDenyBeingIdempotent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToolDefinition("get", "Get", "Gets it.", Risk.READ, false, true));
    }

    @Test
    void aWritingToolIsNotIdempotentUntilItSaysSo() {
        var post = ToolDefinition.write("post", "Post", "Posts it.");

        assertThat(post.idempotent()).isFalse();
        assertThat(post.idempotentByKey().idempotent()).isTrue();
    }

    @Test
    void aToolMeetsTheOpenWorldUntilItSaysOtherwise() {
        var read = ToolDefinition.read("get", "Get", "Gets it.");

        assertThat(read.openWorld()).isTrue();
        assertThat(read.closedWorld().openWorld()).isFalse();
    }
}
