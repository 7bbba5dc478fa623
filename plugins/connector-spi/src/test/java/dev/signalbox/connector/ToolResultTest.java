/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolResultTest {

    @Test
    void aResultIsAlwaysAnObject() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ToolResult(List.of(1)));
    }

    @Test
    void textHasAName() {
        assertThat(ToolResult.text("done").structured()).isEqualTo(Map.of("text", "done"));
    }

    @Test
    void aResultMayHoldNullAndDoesNotChangeLater() {
        var parts = new HashMap<String, @Nullable Object>();
        parts.put("body", null);
        var result = ToolResult.of(parts);

        parts.put("body", "late");

        assertThat(result.structured()).hasToString("{body=null}");
    }
}
